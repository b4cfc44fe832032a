using System.Globalization;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>
/// Lets one node at a time talk to a carrier about one booking. The right to do so outlives any call,
/// so that whoever takes over from a node that died finds what it had booked.
/// </summary>
public sealed class CarrierCalls(Databases databases, TimeProvider clock)
{
    /// <summary>Longer than a login, a search and a booking may take together.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromSeconds(50);

    /// <summary>What the carrier is to call it: what people say at the counter, and a word that is only this booking's.</summary>
    public static string ReferenceOf(string number, BookingId booking) => string.Create(CultureInfo.InvariantCulture, $"{number}-{booking.Value.ToString("N")[^6..]}");

    /// <param name="IsDoubted">An earlier call may have booked it without our having heard so.</param>
    public sealed record Call(bool IsDoubted);

    /// <returns>Null while another node talks about it.</returns>
    public async Task<Call?> BeginAsync(OrganisationId organisation, BookingId booking, DeliveryId delivery, Guid account, string reference, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            insert into carrier_calls (organisation_id, booking, delivery, account, reference, until)
            values ({organisation.Value}, {booking.Value}, {delivery.Value}, {account}, {reference}, {now + Held})
            on conflict (organisation_id, booking) do update set until = excluded.until, is_doubted = carrier_calls.is_doubted or carrier_calls.until is not null
            where carrier_calls.until is null or carrier_calls.until <= {now}
            returning is_doubted
            """);
        return await batch.ListAsync(row => new Call(row.GetBoolean(0)), ct) is [var call] ? call : null;
    }

    /// <summary>The call is over.</summary>
    /// <param name="isDoubted">It may have booked something all the same; once doubted, always doubted.</param>
    public async Task EndAsync(OrganisationId organisation, BookingId booking, bool isDoubted)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"update carrier_calls set until = null, is_doubted = is_doubted or {isDoubted} where organisation_id = {organisation.Value} and booking = {booking.Value}");
        await batch.RunAsync();
    }

    /// <summary>Whose booking a parcel is that the carrier knows by our words only.</summary>
    public async Task<(DeliveryId Delivery, BookingId Booking)?> WhoseAsync(OrganisationId organisation, Guid account, string reference, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select delivery, booking from carrier_calls where organisation_id = {organisation.Value} and account = {account} and reference = {reference}");
        return await batch.ListAsync(row => (new DeliveryId(row.GetGuid(0)), new BookingId(row.GetGuid(1))), ct) is [var known] ? known : null;
    }
}
