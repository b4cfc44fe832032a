using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Contacts;
using Platform.Web.Media;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Hands a queued reply to the provider and records what became of it.</summary>
public sealed class SendQueuedReply(
    Streams streams, ThreadQueries thread, BroughtQueries brought, ChannelDirectory directory, ContactAddresses contacts, ChannelHealth health,
    MediaQueries media, OutgoingFiles files, IEnumerable<IMessageChannel> channels)
    : IReaction<ReplyQueued>, IReaction<ReplyRetried>
{
    public Task ReactAsync(Recorded<ReplyQueued> recorded, CancellationToken ct) => SendAsync(recorded.Organisation, recorded.Stream, recorded.Fact.Message, ct);

    public Task ReactAsync(Recorded<ReplyRetried> recorded, CancellationToken ct) => SendAsync(recorded.Organisation, recorded.Stream, recorded.Fact.Message, ct);

    private async Task SendAsync(OrganisationId organisation, Guid stream, MessageId message, CancellationToken ct)
    {
        var conversation = new ConversationId(stream);
        var by = Actor.System(organisation);

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
            var sent = await CallAsync(organisation, conversation, message, ct);
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

    private async Task<string> CallAsync(OrganisationId organisation, ConversationId conversation, MessageId message, CancellationToken ct)
    {
        var reply = await thread.FindAsync(organisation, message, ct) ?? throw new ProviderException("erased", ProviderFault.Final);
        var account = await directory.AccountAsync(organisation, new(reply.Channel), ct) ?? throw new ProviderException("channel_gone", ProviderFault.Fix);
        if (account.Stopped is { } why) throw new ProviderException(why, ProviderFault.Fix);
        var to = await contacts.WriteToAsync(organisation, conversation, new(reply.Channel), ct) ?? throw new ProviderException("address_gone", ProviderFault.Final);
        var channel = channels.First(c => c.Provider == account.Provider);

        var with = (await brought.OfAsync(organisation, [message.Value], ct)).GetValueOrDefault(message.Value);
        try
        {
            var content = await media.FindAsync(organisation, message.Value, ct) is { State: MediaState.Kept } file
                ? await files.ContentAsync(channel, account.Credentials, file, reply.Text, ct)
                : ContentOf(reply.Text, with);
            return await channel.SendAsync(account.Credentials, new Outgoing(to, content, Reference: message.Value.ToString("D")), ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Fix)
        {
            // The next replies need not find out one by one.
            await health.BreakAsync(organisation, new(reply.Channel), e.Reason, CancellationToken.None);
            throw;
        }
    }

    /// <summary>More choices than fit under a message go behind one button.</summary>
    private const int MostButtons = 3;

    private static Content ContentOf(string text, Brought? with) => with switch
    {
        { Template: { } template } => new Content.Template(template.Name, template.Language) { Body = [.. template.Blanks.Select(blank => new Blank(blank.Text))] },
        { Offers: { Count: > MostButtons } offers } => new Content.List(text, "1 – 5 ★", [new Section(null, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))])]),
        { Offers: { } offers } => new Content.Buttons(text, [.. offers.Select(offer => new Choice(offer.Id, offer.Title))]),
        _ => new Content.Text(text, PreviewUrl: with?.PreviewsLink ?? text.Contains("https://", StringComparison.OrdinalIgnoreCase)),
    };

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
