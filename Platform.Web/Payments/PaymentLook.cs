using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Integrations.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Asks the gateways how a payment stands and records what they say. Everything that is ever believed of money came this way.</summary>
public sealed class PaymentLook(Streams streams, PaymentQueries payments, GatewayAccounts accounts, TimeProvider clock)
{
    /// <summary>Clocks differ, and a customer may have pressed in the last second.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Attempts that brought no money yet, also those that were thought to be over.</summary>
    /// <exception cref="ProviderException">Of a gateway that does not answer now; the others have been asked all the same.</exception>
    public async Task LookAsync(OrganisationId organisation, PaymentId payment, CancellationToken ct)
    {
        if (await payments.FindAsync(organisation, payment, ct) is not { } whole) return;

        ProviderException? later = null;
        foreach (var attempt in whole.Attempts.Where(attempt => !attempt.IsSettled))
        {
            try
            {
                await LookAsync(organisation, whole.Row, attempt, ct);
            }
            catch (ProviderException e) when (e.Fault is not ProviderFault.Final)
            {
                if (e.Fault is ProviderFault.Fix) await accounts.BreakAsync(organisation, attempt.Account, e.Reason, ct);
                later = e;
            }
        }

        if (later is not null) throw later;
    }

    private async Task LookAsync(OrganisationId organisation, PaymentRow row, AttemptRow attempt, CancellationToken ct)
    {
        if (await accounts.FindAsync(organisation, attempt.Account, ct) is not { } with) return;

        var said = await AskAsync(with, row, attempt, ct);
        var isOver = clock.GetUtcNow() > (attempt.Until ?? row.Until) + Grace;
        if (Outcome(said.State, isOver) is not { } outcome) return;
        await streams.HandleAsync(new PaymentId(row.Id), new ReportPayment(attempt.Id, outcome, said.Received, said.Transaction, said.Code), Actor.System(organisation), ct);
    }

    /// <summary>A gateway that knows nothing of it has no money for it either.</summary>
    private static async Task<PaymentReport> AskAsync(GatewayAccounts.Usable with, PaymentRow row, AttemptRow attempt, CancellationToken ct)
    {
        try
        {
            return await with.Gateway.AskAsync(with.Account, new(new(attempt.Id), attempt.ProviderId, row.Of(row.Amount)), ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final)
        {
            return new(PaymentState.Waiting, Code: e.Code);
        }
    }

    private static AttemptOutcome? Outcome(PaymentState state, bool isOver) => state switch
    {
        PaymentState.Paid => AttemptOutcome.Paid,
        PaymentState.Refused => AttemptOutcome.Refused,
        PaymentState.Cancelled => AttemptOutcome.Abandoned,
        PaymentState.Expired => AttemptOutcome.Lapsed,
        _ => isOver ? AttemptOutcome.Lapsed : null,
    };
}
