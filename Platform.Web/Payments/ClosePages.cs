using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Whoever still has a gateway's page in front of them cannot pay what is paid already, or not wanted any more.</summary>
public sealed class ClosePages(PaymentQueries payments, GatewayAccounts accounts, PaymentLook look) : IReaction<PaymentCalledOff>, IReaction<PaymentReceived>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public Task ReactAsync(Recorded<PaymentCalledOff> recorded, CancellationToken ct) => CloseAsync(recorded.Organisation, new(recorded.Stream), ct);

    public Task ReactAsync(Recorded<PaymentReceived> recorded, CancellationToken ct) => CloseAsync(recorded.Organisation, new(recorded.Stream), ct);

    private async Task CloseAsync(OrganisationId organisation, PaymentId payment, CancellationToken ct)
    {
        if (await payments.FindAsync(organisation, payment, ct) is not { } whole) return;
        AttemptRow[] open = [.. whole.Attempts.Where(attempt => attempt.IsOpen)];
        if (open is []) return;

        var isClosed = true;
        foreach (var attempt in open) isClosed &= await IsClosedAsync(organisation, whole.Row, attempt, ct);
        try
        {
            await look.LookAsync(organisation, payment, ct);
        }
        catch (ProviderException)
        {
            // Who watches the payment goes on looking.
        }

        if (!isClosed) throw new LaterException(Pause);
    }

    /// <summary>One gateway that does not answer leaves no page open at another.</summary>
    private async Task<bool> IsClosedAsync(OrganisationId organisation, PaymentRow row, AttemptRow attempt, CancellationToken ct)
    {
        if (await accounts.FindAsync(organisation, attempt.Account, ct) is not { } with) return true;
        try
        {
            await with.Gateway.CloseAsync(with.Account, new(new(attempt.Id), attempt.ProviderId, row.Of(row.Amount)), ct);
            return true;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final)
        {
            return true; // It was paid or is over; the look that follows tells which.
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Fix)
        {
            await accounts.BreakAsync(organisation, attempt.Account, e.Reason, ct);
            return true; // Nothing can be closed with a key that opens nothing; the seller is told.
        }
        catch (ProviderException)
        {
            return false;
        }
    }
}
