using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Integrations;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>A shipment that nobody told of for a while is asked about. One that cannot be asked now is asked at its next turn.</summary>
public sealed class LookAtShipment(PlatformDbs dbs, ShipmentLook look) : IErrand
{
    internal static readonly string Name = Naming.SnakeCase(nameof(LookAtShipment));

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        if (await db.Set<DeliveryRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == subject, ct) is not { } row) return;
        try
        {
            await look.LookAsync(new OrganisationId(row.OrganisationId), row, ct);
        }
        catch (ProviderException)
        {
            // Its turn comes again by the clock.
        }
    }
}
