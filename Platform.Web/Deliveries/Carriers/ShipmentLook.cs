using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>Asks a carrier how a parcel fares and records what it says. Everything that is ever believed of a shipment came this way.</summary>
public sealed class ShipmentLook(Streams streams, DeliveryQueries deliveries, CarrierAccounts accounts, CarrierCalls calls)
{
    public async Task LookAsync(OrganisationId organisation, DeliveryRow row, CancellationToken ct)
    {
        if (row is not { Service: { } service, Reference: { } reference } || await accounts.FindAsync(organisation, service, ct) is not { } with) return;
        await NoteAsync(organisation, row, await AskAsync(with, reference, ct), ct);
    }

    /// <summary>Of what the carrier names, or of what it has booked for us without our having heard so.</summary>
    public async Task LookAsync(OrganisationId organisation, CarrierAccounts.Usable with, string reference, CancellationToken ct)
    {
        if (await deliveries.OfShipmentAsync(organisation, with.Row.Carrier, reference, ct) is { } row)
        {
            await NoteAsync(organisation, row, await AskAsync(with, reference, ct), ct);
            return;
        }

        var shipment = await AskAsync(with, reference, ct);
        if (shipment.Ours is not { } ours || await calls.WhoseAsync(organisation, with.Row.Id, ours, ct) is not var (delivery, booking)) return;
        await streams.HandleAsync(delivery, new BookService(with.Row.Carrier, reference, shipment.Tracking, shipment.Fee, booking, shipment.Label), Actor.System(organisation), ct);
        if (await deliveries.OfShipmentAsync(organisation, with.Row.Carrier, reference, ct) is { } booked) await NoteAsync(organisation, booked, shipment, ct);
    }

    private async Task<Shipment> AskAsync(CarrierAccounts.Usable with, string reference, CancellationToken ct)
    {
        try
        {
            return await with.Carrier.LookAsync(with.Account, reference, ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Fix)
        {
            await accounts.BreakAsync(new(with.Row.OrganisationId), with.Row.Id, e.Reason, ct);
            throw;
        }
    }

    private async Task NoteAsync(OrganisationId organisation, DeliveryRow row, Shipment shipment, CancellationToken ct)
    {
        // Their names go with the customer's.
        Personal Said(string words) => new(row.Contact, words);
        var courier = shipment.By is { } by ? new ServiceCourier(Said(by.Name), by.Phone is { } phone ? Said(phone) : null) : null;
        await streams.HandleAsync(row.Key, new NoteServiceReport(shipment.Reference, shipment.State, shipment.Raw, shipment.At, courier), Actor.System(organisation), ct);
    }
}
