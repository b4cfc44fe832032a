using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Orders;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>Which facts a team hears of. A reaction that runs twice tells once: the key is made from the fact.</summary>
public sealed class TellTeam(TeamNotices notices, OrderQueries orders)
    : IReaction<OrderPlaced>, IReaction<OrderCancelled>, IReaction<OrderFailed>, IReaction<OrderPaid>, IReaction<ConversationEscalated>
{
    public Task ReactAsync(Recorded<OrderPlaced> recorded, CancellationToken ct) =>
        TellAsync(recorded, NoticeKind.NewOrder, recorded.Fact.Number, MoneyText.Format(recorded.Fact.Total), ct);

    public async Task ReactAsync(Recorded<OrderCancelled> recorded, CancellationToken ct) =>
        await TellAsync(recorded, NoticeKind.OrderCancelled, await NumberAsync(recorded, ct), recorded.Fact.Reason, ct);

    public async Task ReactAsync(Recorded<OrderFailed> recorded, CancellationToken ct) =>
        await TellAsync(recorded, NoticeKind.DeliveryFailed, await NumberAsync(recorded, ct), recorded.Fact.Reason, ct);

    public async Task ReactAsync(Recorded<OrderPaid> recorded, CancellationToken ct) =>
        await TellAsync(recorded, NoticeKind.PaymentReceived, await NumberAsync(recorded, ct), MoneyText.Format(recorded.Fact.Amount), ct);

    public Task ReactAsync(Recorded<ConversationEscalated> recorded, CancellationToken ct) =>
        notices.TellAsync(recorded.Organisation, NoticeKind.Escalation, Key(recorded), $"inbox/{recorded.Stream}", [], ct: ct);

    private Task TellAsync<T>(Recorded<T> recorded, NoticeKind kind, string number, string rest, CancellationToken ct) =>
        notices.TellAsync(recorded.Organisation, kind, Key(recorded), $"commandes/{recorded.Stream}", [number, rest], ct: ct);

    private async Task<string> NumberAsync<T>(Recorded<T> recorded, CancellationToken ct) =>
        (await orders.FindAsync(recorded.Organisation, new OrderId(recorded.Stream), ct))?.Number ?? "";

    private static string Key<T>(Recorded<T> recorded) => $"{recorded.Stream} {recorded.Version}";
}
