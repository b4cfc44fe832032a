using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations.Payments;
using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>A gateway said something about a payment: that is reason enough to ask it. What it said is not used for anything else.</summary>
public sealed class ReadPaymentNotice(KeptWebhooks kept, IEnumerable<IPaymentGateway> gateways, PaymentDoors doors, PaymentQueries payments, PaymentLook look) : IErrand
{
    public const string Name = "read_payment_notice";

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        var (provider, body, door, _) = await kept.ReadAsync(subject, ct);
        var gateway = gateways.FirstOrDefault(one => one.Traits.Provider == provider) ?? throw new ParkException("provider_unknown");
        if (await WhoseAsync(gateway, body, door, ct) is not ({ } organisation, { } payment))
        {
            await kept.FinishAsync(subject, "noted", ct);
            return;
        }

        await look.LookAsync(organisation, payment, ct);
        await kept.FinishAsync(subject, "used", ct);
    }

    private async Task<(OrganisationId Organisation, PaymentId Payment)?> WhoseAsync(IPaymentGateway gateway, byte[] body, string? door, CancellationToken ct)
    {
        if (!gateway.Traits.HasOneAddress) return doors.Read(Door.Payment, door) is { } own ? (own.Organisation, new(own.Id)) : null;
        if (doors.Read(Door.Account, door) is not { } account || gateway.Read(body).Reference is not { } attempt) return null;
        return await payments.WhoseAsync(account.Organisation, attempt.Value, ct) is { } payment ? (account.Organisation, payment) : null;
    }
}
