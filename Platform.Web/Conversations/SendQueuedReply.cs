using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Contacts;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Hands a queued reply to the provider and records what became of it.</summary>
public sealed class SendQueuedReply(
    Streams streams, ThreadQueries thread, ChannelDirectory directory, ContactAddresses contacts, ChannelHealth health, OutgoingContent content,
    SendingPace pace, TimeProvider clock, IEnumerable<IMessageChannel> channels)
    : IReaction<ReplyQueued>, IReaction<ReplyRetried>
{
    public Task ReactAsync(Recorded<ReplyQueued> recorded, CancellationToken ct) => SendAsync(recorded.Organisation, recorded.Stream, recorded.Fact.Message, ct);

    public Task ReactAsync(Recorded<ReplyRetried> recorded, CancellationToken ct) => SendAsync(recorded.Organisation, recorded.Stream, recorded.Fact.Message, ct);

    private async Task SendAsync(OrganisationId organisation, Guid stream, MessageId message, CancellationToken ct)
    {
        var conversation = new ConversationId(stream);
        var by = Actor.System(organisation);
        var (reply, with) = await thread.FindAsync(organisation, message, ct);
        var account = reply is null ? null : await directory.AccountAsync(organisation, new(reply.Channel), ct);
        if (reply is { State: ReplyState.Queued } && account is not null && await pace.TakeAsync(organisation, new(reply.Channel), conversation, account.Pace, ct) is { Ticks: > 0 } wait)
            throw new LaterException(wait);

        var started = await streams.HandleAsync(conversation, new StartSending(message), by, ct);
        if (started.Facts is [ReplyWithdrawn]) return;
        if (started.Facts is [])
        {
            // An earlier attempt broke off and may have arrived; its receipts will tell.
            await streams.HandleAsync(conversation, new DoubtReply(message), by, ct);
            return;
        }

        try
        {
            // From here on the answer is recorded even while the process is being stopped.
            var sent = await CallAsync(organisation, conversation, reply, with, account, ct);
            await streams.HandleAsync(conversation, new ConfirmReply(message, sent), by, CancellationToken.None);
        }
        catch (ProviderException e)
        {
            await RecordAsync(conversation, message, e, by);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await streams.HandleAsync(conversation, new DoubtReply(message), by, CancellationToken.None);
        }
    }

    private async Task<string> CallAsync(OrganisationId organisation, ConversationId conversation, ThreadRow? reply, Brought? with, ChannelDirectory.Account? account, CancellationToken ct)
    {
        if (reply is null) throw new ProviderException("erased", ProviderFault.Final);
        if (account is null) throw new ProviderException("channel_gone", ProviderFault.Fix);
        if (account.Stopped is { } why) throw new ProviderException(why, ProviderFault.Fix);
        var to = await contacts.WriteToAsync(organisation, conversation, new(reply.Channel), ct) ?? throw new ProviderException("address_gone", ProviderFault.Final);
        var channel = channels.First(c => c.Provider == account.Provider);

        if (with?.Template is not null && !await MayReachAsync(organisation, conversation, new(reply.Channel), account, ct)) throw new ProviderException(Trouble.DailyLimit, ProviderFault.Final);

        try
        {
            var what = await content.OfAsync(reply, with, channel, account.Credentials, ct);
            return await channel.SendAsync(account.Credentials, new Outgoing(to, what, Reference: reply.Message.ToString("D")), ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Fix)
        {
            // The next replies need not find out one by one.
            await health.BreakAsync(organisation, new(reply.Channel), e.Reason, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Within the hours after their own words a person is not counted.</summary>
    private async Task<bool> MayReachAsync(OrganisationId organisation, ConversationId conversation, ChannelId channel, ChannelDirectory.Account account, CancellationToken ct)
    {
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        return state.IsOpen(clock.GetUtcNow()) || await pace.ReachAsync(organisation, channel, conversation, account.PeopleADay, ct);
    }

    private async Task RecordAsync(ConversationId conversation, MessageId message, ProviderException e, Actor by)
    {
        var retry = e.Fault is ProviderFault.Retry && Lease.Current is not { IsLastAttempt: true };
        ConversationCommand outcome = e.Fault switch
        {
            ProviderFault.Unknown => new DoubtReply(message),
            _ when retry => new RequeueReply(message),
            _ => new FailReply(message, e.Reason),
        };
        await streams.HandleAsync(conversation, outcome, by, CancellationToken.None);

        // The to-do row is put off and sends again.
        if (retry) throw e;
    }
}
