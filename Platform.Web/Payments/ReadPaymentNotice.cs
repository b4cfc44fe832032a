using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>A gateway said something about a payment: that is reason enough to ask it. What it said is not used for anything else.</summary>
public sealed class ReadPaymentNotice(Databases databases, IEnumerable<IPaymentGateway> gateways, PaymentDoors doors, PaymentQueries payments, PaymentLook look) : IErrand
{
    public const string Name = "read_payment_notice";

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        var (provider, body, door) = await LoadAsync(subject, ct);
        var gateway = gateways.FirstOrDefault(one => one.Traits.Provider == provider) ?? throw new ParkException("provider_unknown");
        if (await WhoseAsync(gateway, body, door, ct) is not ({ } organisation, { } payment))
        {
            await FinishAsync(subject, "noted", ct);
            return;
        }

        await look.LookAsync(organisation, payment, ct);
        await FinishAsync(subject, "used", ct);
    }

    private async Task<(OrganisationId Organisation, PaymentId Payment)?> WhoseAsync(IPaymentGateway gateway, byte[] body, string? door, CancellationToken ct)
    {
        if (!gateway.Traits.HasOneAddress) return doors.Read(Door.Payment, door) is { } own ? (own.Organisation, new(own.Id)) : null;
        if (doors.Read(Door.Account, door) is not { } account || gateway.Read(body).Reference is not { } attempt) return null;
        return await payments.WhoseAsync(account.Organisation, attempt.Value, ct) is { } payment ? (account.Organisation, payment) : null;
    }

    private async Task<(string Provider, byte[] Body, string? Door)> LoadAsync(Guid delivery, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select provider, body, door from deliveries where id = {delivery}");
        var rows = await batch.ListAsync(row => (row.GetString(0), row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : row.GetString(2)), ct);
        return rows is [var row] ? row : throw new ParkException("delivery_missing");
    }

    private async Task FinishAsync(Guid delivery, string outcome, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"update deliveries set read_at = now(), outcome = {outcome} where id = {delivery}");
        await batch.RunAsync(ct);
    }
}
