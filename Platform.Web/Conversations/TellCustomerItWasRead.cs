using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>The customer's ticks turn blue when a person, or the assistant, has really read what they wrote.</summary>
public sealed class TellCustomerItWasRead(ThreadQueries thread, ChannelDirectory directory, IEnumerable<IMessageChannel> channels) : IReaction<ConversationRead>, IReaction<TurnTaken>
{
    public Task ReactAsync(Recorded<ConversationRead> recorded, CancellationToken ct) => TellAsync(recorded.Organisation, new ConversationId(recorded.Stream), ct);

    public Task ReactAsync(Recorded<TurnTaken> recorded, CancellationToken ct) => TellAsync(recorded.Organisation, new ConversationId(recorded.Stream), ct);

    private async Task TellAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        if (await thread.LastHeardAsync(organisation, conversation, ct) is not var (channel, last)) return;
        if (await directory.AccountAsync(organisation, channel, ct) is not { } account) return;

        try
        {
            await channels.First(c => c.Provider == account.Provider).MarkReadAsync(account.Credentials, last, ct);
        }
        catch (ProviderException e) when (e.Fault is not ProviderFault.Retry)
        {
            // A courtesy: if the provider does not want it, nobody is worse off.
        }
    }
}
