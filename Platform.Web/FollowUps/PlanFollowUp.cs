using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.FollowUps;
using Platform.Web.Assistant;
using Platform.Web.Store;

namespace Platform.Web.FollowUps;

/// <summary>The assistant has answered: from here on the customer's silence counts.</summary>
public sealed class PlanFollowUp(Streams streams, FollowUpDesk desk, ShopBook shops) : IReaction<TurnTaken>
{
    public async Task ReactAsync(Recorded<TurnTaken> recorded, CancellationToken ct)
    {
        var conversation = new ConversationId(recorded.Stream);
        var (state, _) = await streams.RecallAsync(conversation, recorded.Organisation, recorded.Version, ct);
        var rules = await desk.RulesAsync(recorded.Organisation, (await shops.OpenAsync(recorded.Organisation)).Zone);

        var heard = recorded.Fact.UpTo;
        if (!rules.IsOn || ProspectOf(state).Obstacle(heard) is not null) return;
        if (state.LastHeardAt is { } at && rules.Due(at, step: 0) is { } due)
            await desk.PlanAsync(new(recorded.Organisation.Value, FollowUpRow.IdOf(conversation, heard, 0), conversation.Value, heard, 0, due, FollowUpState.Planned, null, null), ct);
    }

    internal static Prospect ProspectOf(Conversation state) => new(
        state.LastHeardAt, state.Heard, state.Settled >= state.Heard, state.IsClosed, state.Handler is not null, state.Escalated is not null, state.HasStopped, state.Orders.Count > 0);
}
