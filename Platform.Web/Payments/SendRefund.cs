using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Integrations.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Sends money back and records what became of it. What may have been sent already is asked for before it is sent again, or left to a person.</summary>
public sealed class SendRefund(Streams streams, PaymentQueries payments, GatewayAccounts accounts) : IReaction<RefundRequested>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public async Task ReactAsync(Recorded<RefundRequested> recorded, CancellationToken ct)
    {
        var (payment, refund, by) = (new PaymentId(recorded.Stream), recorded.Fact.Refund, Actor.System(recorded.Organisation));
        var started = await streams.HandleAsync(payment, new StartRefund(refund), by, ct);
        var report = await CallAsync(recorded, isFirst: started.Facts is not [], ct);
        if (report.State is RefundState.Pending) throw new LaterException(Pause);

        await streams.HandleAsync(payment, new ReportRefund(refund, OutcomeOf(report.State), report.Code), by, CancellationToken.None);
    }

    private async Task<RefundReport> CallAsync(Recorded<RefundRequested> recorded, bool isFirst, CancellationToken ct)
    {
        var fact = recorded.Fact;
        var whole = await payments.FindAsync(recorded.Organisation, new(recorded.Stream), ct);
        if (whole?.Attempts.FirstOrDefault(attempt => attempt.Id == fact.Attempt) is not { } attempt) return new(RefundState.Failed, "attempt_unknown");
        if (await accounts.FindAsync(recorded.Organisation, attempt.Account, ct) is not { } with) return new(RefundState.Failed, Trouble.AccessMissing);

        var asked = new RefundAsked(fact.Refund, new(new(attempt.Id), attempt.ProviderId, whole.Row.Of(whole.Row.Amount)), attempt.Transaction, fact.Amount, whole.Row.Title);
        var known = isFirst ? new RefundReport(RefundState.Absent) : await AskAsync(with, asked, ct);
        if (known.State is not RefundState.Absent) return known;
        try
        {
            return await with.Gateway.RefundAsync(with.Account, asked, ct);
        }
        catch (ProviderException e) when (e.Fault is not ProviderFault.Unknown)
        {
            // It certainly was not sent: the seller sees why and may ask again.
            return new(RefundState.Failed, e.Reason);
        }
    }

    private static async Task<RefundReport> AskAsync(GatewayAccounts.Usable with, RefundAsked asked, CancellationToken ct)
    {
        try
        {
            return await with.Gateway.AskRefundAsync(with.Account, asked, ct);
        }
        catch (ProviderException)
        {
            throw new LaterException(Pause);
        }
    }

    private static RefundOutcome OutcomeOf(RefundState state) => state switch
    {
        RefundState.Done => RefundOutcome.Done,
        RefundState.Failed => RefundOutcome.Failed,
        _ => RefundOutcome.Doubted,
    };
}
