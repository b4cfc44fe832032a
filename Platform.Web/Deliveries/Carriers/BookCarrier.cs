using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>
/// Asks a delivery service for its price and books it. The wish was noted before anybody is called and one node calls at a time;
/// what a broken line leaves open is asked for again under the same reference, never booked anew.
/// </summary>
public sealed class BookCarrier(
    Streams streams, DeliveryQueries deliveries, OrderQueries orders, CarrierAccounts accounts, CarrierCalls calls, ShipmentForm form, TimeProvider clock) : IReaction<ServiceAsked>
{
    /// <summary>Certainly nothing was booked: after this long somebody else may bring it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>It may have been booked: after this long a person has to look.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromHours(1);
    private const string Doubted = "doubt";

    public async Task ReactAsync(Recorded<ServiceAsked> recorded, CancellationToken ct)
    {
        var (organisation, delivery, booking) = (recorded.Organisation, new DeliveryId(recorded.Stream), recorded.Fact.Booking);
        if (await accounts.FindAsync(organisation, recorded.Fact.Service, ct) is not { } with)
        {
            await DeclineAsync(recorded, Trouble.AccessMissing, ct);
            return;
        }

        if (await deliveries.FindAsync(organisation, delivery, ct) is not { } row || await orders.FindAsync(organisation, new OrderId(row.OrderId), ct) is not { } order) return;
        var reference = CarrierCalls.ReferenceOf(row.Number, booking);
        if (await calls.BeginAsync(organisation, booking, delivery, with.Row.Id, reference, ct) is not { } call) throw new LaterException(Pace(recorded));

        var isCertain = false;
        try
        {
            if (!with.Row.IsUsable) throw Unserved.Because(Trouble.AccessMissing);
            await BookAsync(recorded, with, await form.FillAsync(organisation, with.Row, row, order, reference, ct), ct);
            isCertain = true;
        }
        catch (ProviderException e)
        {
            isCertain = e.Fault is not ProviderFault.Unknown;
            await FailAsync(recorded, with, e, call.IsDoubted || !isCertain, ct);
        }
        finally
        {
            await calls.EndAsync(organisation, booking, isDoubted: !isCertain);
        }
    }

    private async Task BookAsync(Recorded<ServiceAsked> recorded, CarrierAccounts.Usable with, ShipmentAsked asked, CancellationToken ct)
    {
        var (delivery, booking, by) = (new DeliveryId(recorded.Stream), recorded.Fact.Booking, Actor.System(recorded.Organisation));
        var (state, _) = await streams.LoadAsync(delivery, recorded.Organisation, ct);
        if (state.Sought is not { } sought || sought.Id != booking) return;

        var quote = sought.Quote;
        if (quote is null)
        {
            var named = await with.Carrier.QuoteAsync(with.Account, asked, ct);
            await streams.HandleAsync(delivery, new NoteServiceQuote(booking, named.Id, named.Price, named.Until), by, ct);
            quote = named.Id;
        }

        var shipment = await with.Carrier.BookAsync(with.Account, asked, quote, ct);
        var fee = shipment.Fee is { } said && said.Currency == asked.Cash.Currency ? said : default(Money?);
        await streams.HandleAsync(delivery, new BookService(recorded.Fact.Service, shipment.Reference, shipment.Tracking, fee, booking, shipment.Label), by, CancellationToken.None);
        await streams.HandleAsync(delivery, new NoteServiceReport(shipment.Reference, shipment.State, shipment.Raw, shipment.At), by, ct);
    }

    /// <param name="isDoubted">This call or an earlier one may have booked it: then no other is made, and nobody else is sent.</param>
    private async Task FailAsync(Recorded<ServiceAsked> recorded, CarrierAccounts.Usable with, ProviderException e, bool isDoubted, CancellationToken ct)
    {
        var age = clock.GetUtcNow() - recorded.At;
        switch (e)
        {
            case { Reason: Unserved.QuoteExpired } when !isDoubted:
                await streams.HandleAsync(new DeliveryId(recorded.Stream), new NoteServiceQuote(recorded.Fact.Booking, null, null, null), Actor.System(recorded.Organisation), ct);
                throw new LaterException(Pace(recorded));
            case { Fault: ProviderFault.Fix }:
                await accounts.BreakAsync(recorded.Organisation, with.Row.Id, e.Reason, ct);
                await DeclineAsync(recorded, isDoubted ? Doubted : e.Reason, ct);
                break;
            case { Fault: ProviderFault.Final } when !isDoubted:
            case { Fault: ProviderFault.Retry } when !isDoubted && age > Patience:
                await DeclineAsync(recorded, e.Reason, ct);
                break;
            case not null when isDoubted && age > Doubt:
                await DeclineAsync(recorded, Doubted, ct);
                break;
            default:
                throw new LaterException(Pace(recorded));
        }
    }

    private async Task DeclineAsync(Recorded<ServiceAsked> recorded, string reason, CancellationToken ct) =>
        await streams.HandleAsync(new DeliveryId(recorded.Stream), new DeclineService(recorded.Fact.Booking, reason), Actor.System(recorded.Organisation), ct);

    private TimeSpan Pace(Recorded<ServiceAsked> recorded) => clock.GetUtcNow() - recorded.At < TimeSpan.FromMinutes(2) ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(30);
}
