using System.Collections.Immutable;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Assistant;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Dispatch;

/// <summary>Who is asked, and when they must have answered. What it gathers goes into the command; the delivery decides.</summary>
public sealed class DispatchDesk(
    Streams streams, DeliveryQueries deliveries, OrderQueries orders, CourierBook book, CourierRecords records, DispatchSettingsDesk settings, ShopBook shops, TimeProvider clock)
{
    /// <summary>When the hours of a later day are not known, somebody who works at noon will do.</summary>
    private static readonly TimeOnly SomeTime = new(12, 0);

    /// <summary>Everybody, best first, each with why.</summary>
    public async Task<ImmutableArray<Ranked>> RankAsync(OrganisationId organisation, DeliveryRow delivery, CancellationToken ct = default)
    {
        var page = await shops.OpenAsync(organisation);
        var known = await records.AllAsync(organisation, page.Shop.Currency, ct);
        var quarter = (await orders.FindAsync(organisation, new OrderId(delivery.OrderId), ct))?.Quarter;
        var trip = new Trip(delivery.City, quarter, NeededAt(delivery, page.Zone), delivery.Due);
        return Ranking.Of(trip, (await book.AllAsync(organisation, ct)).Select(row => (row.Of(page.Shop.Currency), known.GetValueOrDefault(row.Key) ?? CourierRecord.New(page.Shop.Currency))));
    }

    public async Task<Refusal?> AskNextAsync(OrganisationId organisation, DeliveryId delivery, CancellationToken ct) =>
        await AskAsync(Actor.System(organisation), delivery, (offer, until, candidates) => new AskNext(offer, until, candidates), ct);

    public async Task<Refusal?> AskAnotherAsync(Actor by, DeliveryId delivery, CancellationToken ct = default) =>
        await AskAsync(by, delivery, (offer, until, candidates) => new AskAnother(offer, until, candidates), ct);

    public async Task<Refusal?> AskEverybodyAgainAsync(Actor by, DeliveryId delivery, CancellationToken ct = default) =>
        await AskAsync(by, delivery, (offer, until, candidates) => new AskEverybodyAgain(offer, until, candidates), ct);

    private async Task<Refusal?> AskAsync(Actor by, DeliveryId delivery, Func<OfferId, DateTimeOffset, IReadOnlyList<Candidate>, DeliveryCommand> command, CancellationToken ct)
    {
        if (await deliveries.FindAsync(by.Organisation, delivery, ct) is not { } row) return new("delivery.unknown");

        var candidates = (await RankAsync(by.Organisation, row, ct)).Where(ranked => ranked.IsPossible).Select(ranked => new Candidate(ranked.Courier.Id, ranked.Courier.Way, ranked.Why));
        var until = WholeSecond(clock.GetUtcNow().AddMinutes((await settings.ReadAsync(by.Organisation, ct)).Minutes));
        return (await streams.HandleAsync(delivery, command(new OfferId(Guid.CreateVersion7()), until, [.. candidates]), by, ct)).Refusal;
    }

    private DateTime NeededAt(DeliveryRow delivery, TimeZoneInfo zone)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime;
        if (delivery.Date is not { } date || date < DateOnly.FromDateTime(now)) return now;

        var from = SlotHours.Read(delivery.Slot)?.From;
        var asked = date.ToDateTime(from ?? SomeTime);
        return date > DateOnly.FromDateTime(now) || (from is not null && asked > now) ? asked : now;
    }

    /// <summary>The timer ticks on the second.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset at) => new((at.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
