using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>
/// Answers once a customer has been silent for a moment. Every message brings this work with it, and the last one's does it;
/// who keeps writing is answered after a while all the same.
/// </summary>
public sealed class AnswerCustomer(Streams streams, ShopBook shops, Turns turns, Models models, LiveUpdates live, TimeProvider clock) : IReaction<MessageReceived>, IReaction<ConversationHandedBack>
{
    /// <summary>A photo is on its way from the provider, and there is somebody who can look at it.</summary>
    private static readonly TimeSpan UntilFetched = TimeSpan.FromMilliseconds(250);

    public async Task ReactAsync(Recorded<MessageReceived> recorded, CancellationToken ct)
    {
        var (organisation, conversation) = (recorded.Organisation, new ConversationId(recorded.Stream));
        var (state, version) = await streams.RecallAsync(conversation, organisation, recorded.Version, ct);
        if (!state.IsAssistantsTurn) (state, version) = await streams.LoadAsync(conversation, organisation, ct);
        if (!state.IsAssistantsTurn) return;

        var settings = (await shops.OpenAsync(organisation)).Settings;
        var waited = clock.GetUtcNow() - (state.WaitingSince ?? recorded.At);
        if (state.Last != recorded.Fact.Message && waited < TimeSpan.FromMilliseconds(settings.LongestWaitMs)) return;

        var silence = TimeSpan.FromMilliseconds(settings.SilenceMs) - (clock.GetUtcNow() - recorded.At);
        if (state.Last == recorded.Fact.Message && silence > TimeSpan.FromMilliseconds(20)) throw new LaterException(silence);
        if (state.Awaited.Count > 0 && models.CanLookAndListen && waited < TimeSpan.FromMilliseconds(settings.LongestWaitMs)) throw new LaterException(UntilFetched);
        await TakeTurnAsync(organisation, conversation, state, version, ct);
    }

    /// <summary>Whoever waits when a person hands the chat back waits no longer.</summary>
    public async Task ReactAsync(Recorded<ConversationHandedBack> recorded, CancellationToken ct)
    {
        var conversation = new ConversationId(recorded.Stream);
        var (state, version) = await streams.LoadAsync(conversation, recorded.Organisation, ct);
        if (state.IsAssistantsTurn) await TakeTurnAsync(recorded.Organisation, conversation, state, version, ct);
    }

    private async Task TakeTurnAsync(OrganisationId organisation, ConversationId conversation, Conversation state, long version, CancellationToken ct)
    {
        using var moved = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watching = WatchAsync(organisation, conversation, state, version, moved);
        try
        {
            await turns.TakeAsync(organisation, conversation, state, moved.Token);
        }
        catch (OperationCanceledException) when (moved.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // A person took over, or the customer wrote on: the newer message brings its own turn.
        }
        finally
        {
            await moved.CancelAsync();
            await watching;
        }
    }

    /// <summary>An answer nobody will get need not be thought to its end.</summary>
    private async Task WatchAsync(OrganisationId organisation, ConversationId conversation, Conversation seen, long version, CancellationTokenSource moved)
    {
        try
        {
            var isFirst = true;
            await foreach (var _ in live.WatchAsync(organisation, change => change.Stream == conversation.Value, moved.Token))
            {
                var (now, _) = isFirst ? await streams.RecallAsync(conversation, organisation, version, moved.Token) : await streams.LoadAsync(conversation, organisation, moved.Token);
                isFirst = false;
                if (now.Heard != seen.Heard || now.Handler is not null || now.IsClosed) await moved.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (moved.IsCancellationRequested)
        {
            // The turn is over.
        }
    }
}
