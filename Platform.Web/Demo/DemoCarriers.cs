using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Identity;

namespace Platform.Web.Demo;

/// <summary>The demo shop has an account at Glovo, which takes what no courier wants; Sendit's can be connected by hand.</summary>
public sealed class DemoCarriers(CarrierAccounts accounts, DispatchSettingsDesk settings, DeliveryLinks links, GlovoEmulator glovo, SenditEmulator sendit, IConfiguration configuration)
{
    private const string Merchant = "atlas";
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    /// <summary>Emulators forget at every start; what the seller changed since stays as they left it.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        sendit.Register(Merchant);
        var account = glovo.Register(Merchant);
        if (configuration["PLATFORM_DEMO_CARRIER"] is "off") return;

        if (!(await accounts.ListAsync(Shop, ct)).Exists(row => row.Carrier == GlovoRegistration.Provider)) await ConnectAsync(account, ct);
        var row = (await accounts.ListAsync(Shop, ct)).First(row => row.Carrier == GlovoRegistration.Provider);
        glovo.Listen(Merchant, links.CarrierDoorOf(GlovoRegistration.Provider, Shop, row.Id));
    }

    private async Task ConnectAsync(Integrations.SellerAccount account, CancellationToken ct)
    {
        var row = await accounts.KeepAsync(Shop, GlovoRegistration.Provider, account, ct);
        await accounts.FetchFromAsync(Actor.System(Shop), row.Id, GlovoEmulator.PickupId, ct);
        var own = await settings.ReadAsync(Shop, ct);
        (own.Service, own.AsksService) = (GlovoRegistration.Provider, true);
        await settings.SaveAsync(Actor.System(Shop), own, ct);
    }
}
