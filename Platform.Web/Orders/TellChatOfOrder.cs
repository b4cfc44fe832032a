using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>The chat that brought an order says so, for everybody who reads it.</summary>
public sealed class TellChatOfOrder(Streams streams) : IReaction<OrderPlaced>
{
    public async Task ReactAsync(Recorded<OrderPlaced> recorded, CancellationToken ct)
    {
        if (recorded.Fact is { Chat: { } conversation } placed)
            await streams.HandleAsync(conversation, new NoteOrder(recorded.Stream, placed.Number, placed.Total), Actor.System(recorded.Organisation), ct);
    }
}
