using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Brings a conversation back into sight when its time has come, unless it was snoozed anew meanwhile.</summary>
public sealed class WakeSnoozed(Streams streams, TimeProvider clock) : IReaction<ConversationSnoozed>
{
    public async Task ReactAsync(Recorded<ConversationSnoozed> recorded, CancellationToken ct)
    {
        var conversation = new ConversationId(recorded.Stream);
        var (state, _) = await streams.LoadAsync(conversation, recorded.Organisation, ct);
        if (state.SnoozedUntil != recorded.Fact.Until) return;

        var left = recorded.Fact.Until - clock.GetUtcNow();
        if (left > TimeSpan.Zero) throw new LaterException(left);
        await streams.HandleAsync(conversation, new WakeConversation(recorded.Fact.Until), Actor.System(recorded.Organisation), ct);
    }
}
