using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>A carrier said something about a parcel: that is reason enough to ask it. What it said is not used for anything else.</summary>
public sealed class ReadCarrierNotice(KeptWebhooks kept, DeliveryLinks links, CarrierAccounts accounts, DeliveryQueries deliveries, ShipmentLook look) : IErrand
{
    public const string Name = "read_carrier_notice";

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        var webhook = await kept.ReadAsync(subject, ct);
        if (!links.TryReadCarrierDoor(webhook.Door, out var whose) || await accounts.FindAsync(whose.Organisation, whose.Account, ct) is not { } with || with.Carrier.Read(webhook.Body) is not { } reference)
        {
            await kept.FinishAsync(subject, "noted", ct);
            return;
        }

        await look.LookAsync(whose.Organisation, with, reference, ct);
        var row = await deliveries.OfShipmentAsync(whose.Organisation, with.Row.Carrier, reference, ct);
        await kept.FinishAsync(subject, row is null ? "noted" : "used", ct, row is null ? null : (whose.Organisation, row.Contact));
    }
}
