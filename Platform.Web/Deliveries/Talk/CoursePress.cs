using System.Globalization;
using System.Security.Cryptography;
using Platform.Domain.Deliveries;

namespace Platform.Web.Deliveries.Talk;

public enum CourseVerb { Accept, Refuse, GiveBack, PickUp, SetOut, Deliver, WhyFailed, Fail, Return, Reschedule }

/// <summary>What a pressed button of ours says. Only its own courier's number, or its own customer's chat, gives it any force.</summary>
/// <param name="What">The offer, the reason or the hours that were chosen.</param>
public sealed record CoursePress(CourseVerb Verb, DeliveryId Delivery, string What)
{
    private const string Prefix = "course";

    public OfferId? Offer => Guid.TryParse(What, out var id) ? new(id) : null;

    public static string Of(CourseVerb verb, DeliveryId delivery, OfferId offer) => Of(verb, delivery, offer.Value.ToString("N"));
    public static string Of(CourseVerb verb, DeliveryId delivery, FailureReason reason) => Of(verb, delivery, reason.ToString());
    public static string Of(CourseVerb verb, DeliveryId delivery, string what = "") => $"{Prefix}/{verb}/{delivery.Value:N}/{what}";

    /// <returns>Null for a button that is not one of these.</returns>
    public static CoursePress? Read(string? id) =>
        id?.Split('/', 4) is [Prefix, var verb, var delivery, var what] && Enum.TryParse<CourseVerb>(verb, out var asked) && Guid.TryParse(delivery, out var of)
            ? new(asked, new(of), what)
            : null;
}

/// <summary>The three digits by which an offer is answered where there are no buttons.</summary>
public static class OfferCode
{
    public static string Of(OfferId offer) => (100 + (BitConverter.ToUInt32(SHA256.HashData(offer.Value.ToByteArray())) % 900)).ToString(CultureInfo.InvariantCulture);
}
