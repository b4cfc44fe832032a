using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Lets a reply out at its time. The conversation says whether that time still holds; the wait is a to-do row and survives a restart.</summary>
public sealed class SendLater(Streams streams, TimeProvider clock) : IReaction<ReplyScheduled>
{
    public async Task ReactAsync(Recorded<ReplyScheduled> recorded, CancellationToken ct)
    {
        var (conversation, reply) = (new ConversationId(recorded.Stream), recorded.Fact);
        var (state, _) = await streams.LoadAsync(conversation, recorded.Organisation, ct);
        if (!state.Planned.TryGetValue(reply.Message.Value, out var later) || later.IsHeld || later.At != reply.At) return;

        var left = reply.At - clock.GetUtcNow();
        if (left > TimeSpan.Zero) throw new LaterException(left);
        await streams.HandleAsync(conversation, new SendScheduled(reply.Message, reply.At), Actor.System(recorded.Organisation), ct);
    }
}
