using Platform.Domain.Common;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Mollie;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Identity;
using Platform.Web.Payments;

namespace Platform.Web.Demo;

/// <summary>The demo's shops have accounts at gateways that take their money: cards in Casablanca, mobile money in Dakar.</summary>
public sealed class DemoPayments(
    GatewayAccounts accounts, PaymentDoors doors, StripeEmulator stripe, MollieEmulator mollie, OrangeMoneyEmulator orange, WaveEmulator wave, MtnMomoEmulator mtn, FlutterwaveEmulator flutterwave)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        await ConnectAsync(DemoPeople.AtlasSneakers, "atlas", StripeRegistration.Provider, stripe, ct);
        await ConnectAsync(DemoPeople.DakarMode, "dakar", OrangeMoneyRegistration.Provider, orange, ct);
        await ConnectAsync(DemoPeople.DakarMode, "dakar", WaveRegistration.Provider, wave, ct);
        await ConnectAsync(DemoPeople.DakarMode, "dakar", MtnMomoRegistration.Provider, mtn, ct);
        await ConnectAsync(DemoPeople.DakarMode, "dakar", FlutterwaveRegistration.Provider, flutterwave, ct);

        // Not connected, for whoever wants to try the form.
        mollie.Register("atlas", new Uri("about:blank"));
    }

    /// <summary>Emulators forget at every start; what the seller changed since stays as they left it.</summary>
    private async Task ConnectAsync(OrganisationId organisation, string merchant, string gateway, IEmulatedGateway emulator, CancellationToken ct)
    {
        var account = emulator.Register(merchant, new Uri("about:blank"));
        if (!(await accounts.ListAsync(organisation, ct)).Exists(row => row.Gateway == gateway)) await accounts.KeepAsync(organisation, gateway, account, ct);

        var row = (await accounts.ListAsync(organisation, ct)).First(row => row.Gateway == gateway);
        emulator.Register(merchant, doors.Notify(gateway, Door.Account, organisation, row.Id));
    }
}
