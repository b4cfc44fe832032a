using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>The assistant asked for the money, and its reply with the link never went out because the chat moved on: then the shop says it.</summary>
public sealed class SayLinkLeftUnsaid(TellCustomerOfPayment shop, PaymentQueries payments, ThreadQueries thread, PaymentDoors doors, TimeProvider clock) : IReaction<PaymentRequested>
{
    /// <summary>As long as a turn may take to go out.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    public async Task ReactAsync(Recorded<PaymentRequested> recorded, CancellationToken ct)
    {
        if (recorded is not { By.Kind: ActorKind.Assistant, Fact.Chat: { } chat }) return;
        if (recorded.At + Turn - clock.GetUtcNow() is { Ticks: > 0 } wait) throw new LaterException(wait);
        if (await payments.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is not { } whole || !whole.Row.IsPayable(clock.GetUtcNow())) return;

        var link = doors.Link(recorded.Organisation, recorded.Stream).AbsoluteUri;
        if (!(await thread.PageAsync(recorded.Organisation, chat, ct: ct)).Exists(line => line.Text.Contains(link, StringComparison.Ordinal))) await shop.SayLinkAsync(recorded.Organisation, recorded.Stream, ct);
    }
}
