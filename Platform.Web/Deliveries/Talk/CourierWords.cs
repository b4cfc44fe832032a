using System.Globalization;
using System.Resources;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations.Messaging;
using Platform.Web.Assistant;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Orders;

namespace Platform.Web.Deliveries.Talk;

/// <summary>What couriers read, in their own language: what it is, where, when, what to collect, and what they can press.</summary>
public sealed class CourierWords(DeliveryLinks links, ShopBook shops, TimeProvider clock)
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    public static string In(Language language, string key, params object[] values)
    {
        var culture = CultureInfo.GetCultureInfo(language.Code());
        return string.Format(culture, Words.GetString(key, culture) ?? throw new MissingManifestResourceException(key), values);
    }

    public async Task<CourierMessage> OfferAsync(CourierRow to, DeliveryRow delivery, OrderRow order, OfferId offer, DateTimeOffset until)
    {
        var page = await shops.OpenAsync(new(delivery.OrganisationId));
        var fee = Amount(new(to.Fee, delivery.Currency), to.Language);
        var before = TimeZoneInfo.ConvertTime(until, page.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        return new(CourierMessage.IdOf($"offer {offer.Value:N}"), "offer", In(to.Language, "course.offer", delivery.Number, Area(order), When(delivery, to.Language, page.Zone), Cash(delivery, to.Language), fee, before))
        {
            Delivery = delivery.Key,
            Offer = offer,
            Choices =
            [
                new(CoursePress.Of(CourseVerb.Accept, delivery.Key, offer), In(to.Language, "course.accept")),
                new(CoursePress.Of(CourseVerb.Refuse, delivery.Key, offer), In(to.Language, "course.refuse")),
            ],
            Brief = In(to.Language, "course.brief", delivery.Number, Area(order), fee, before, OfferCode.Of(offer)),
        };
    }

    /// <summary>Everything they need to go: the customer's name, number and door, and the page that does the rest.</summary>
    public async Task<CourierMessage> YoursAsync(string key, CourierRow to, DeliveryRow delivery, OrderRow order)
    {
        var organisation = new OrganisationId(delivery.OrganisationId);
        var page = await shops.OpenAsync(organisation);
        var link = links.CourseOf(organisation, delivery.Key, to.Key);
        var ready = In(to.Language, delivery.IsReady ? "course.is_ready" : "course.not_ready");
        return new(CourierMessage.IdOf(key), "yours", In(to.Language, "course.yours", delivery.Number, $"{order.Name} {order.Phone}", OrderWords.Place(order), When(delivery, to.Language, page.Zone), Cash(delivery, to.Language), ready, link))
        {
            Delivery = delivery.Key,
            Choices = Next(delivery, to.Language),
            Brief = In(to.Language, "course.yours.brief", delivery.Number, OrderWords.Place(order), order.Phone ?? "", Cash(delivery, to.Language), link),
        };
    }

    /// <summary>A sentence about a course, and what can be done next.</summary>
    public static CourierMessage Say(string key, CourierRow to, DeliveryRow delivery, string word, params object[] values) => new(CourierMessage.IdOf(key), word, In(to.Language, $"course.{word}", [delivery.Number, .. values]))
    {
        Delivery = delivery.Key,
        Choices = delivery.Courier == to.Id ? Next(delivery, to.Language) : [],
    };

    public static CourierMessage AskWhyFailed(string key, CourierRow to, DeliveryRow delivery) => new(CourierMessage.IdOf(key), "why", In(to.Language, "course.why", delivery.Number))
    {
        Delivery = delivery.Key,
        ListLabel = In(to.Language, "course.why.choose"),
        Choices = [.. Enum.GetValues<FailureReason>().Select(reason => new Choice(CoursePress.Of(CourseVerb.Fail, delivery.Key, reason), In(to.Language, $"failure.{reason}")))],
    };

    public string LinkOf(DeliveryRow delivery, CourierId courier) => links.CourseOf(new(delivery.OrganisationId), delivery.Key, courier);

    public static string Amount(Money money, Language language) => Platform.Domain.Assistant.Say.Amount(money, Platform.Domain.Assistant.Tongues.Of(language));

    public static string Cash(DeliveryRow delivery, Language language) => delivery.ToCollect > 0 ? In(language, "course.collect", Amount(delivery.Due, language)) : In(language, "course.paid");

    public string When(DeliveryRow delivery, Language language, TimeZoneInfo zone)
    {
        if (delivery.Date is not { } date) return In(language, "course.asap");

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var day = (date.DayNumber - today.DayNumber) switch
        {
            0 => In(language, "course.today"),
            1 => In(language, "course.tomorrow"),
            _ => date.ToString("dddd d MMMM", CultureInfo.GetCultureInfo(language.Code())),
        };
        return delivery.Slot is { } slot ? $"{day}, {slot}" : day;
    }

    /// <summary>Enough to decide, without saying who lives there.</summary>
    public static string Area(OrderRow order) => Whereabouts.Line(order.Quarter, order.City);

    private static IReadOnlyList<Choice> Next(DeliveryRow delivery, Language language)
    {
        Choice Of(CourseVerb verb) => new(CoursePress.Of(verb, delivery.Key), In(language, $"press.{verb}"));
        return delivery.Stage switch
        {
            DeliveryStage.Assigned or DeliveryStage.ToPickUp => [Of(CourseVerb.PickUp), Of(CourseVerb.GiveBack)],
            DeliveryStage.PickedUp => [Of(CourseVerb.SetOut), Of(CourseVerb.WhyFailed)],
            DeliveryStage.OnTheWay => [Of(CourseVerb.Deliver), Of(CourseVerb.WhyFailed)],
            DeliveryStage.Failed => [Of(CourseVerb.Return)],
            _ => [],
        };
    }
}
