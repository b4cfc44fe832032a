using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Channels;

/// <summary>Writes to a phone number through a contact and a conversation, so that the thread shows what a program sent.</summary>
public sealed class SendingDesk(ChannelDesk channels, ContactAddresses contacts, TemplateQueries templates, Streams streams)
{
    /// <param name="Channel">Null for the organisation's own choice.</param>
    /// <param name="Key">The caller's: the same one again sends nothing again.</param>
    public sealed record Recipient(string? Phone, Guid? Channel, string? Key);

    public sealed record Queued(Guid MessageId, Guid ConversationId);

    private sealed record Chat(ContactAddresses.Person Person, ChannelId Channel, MessageId Message, PhoneNumber Phone);

    public async Task<(Queued? Queued, Refusal? Refusal)> WriteAsync(Actor by, Recipient to, string text, Brought? brought, CancellationToken ct)
    {
        var (chat, refusal) = await OpenAsync(by, to, ct);
        return chat is null ? (null, refusal) : Answer(chat, await streams.HandleAsync(chat.Person.Conversation, new QueueReply(chat.Message, MemberOf(by), Words(chat, text), brought), by, ct));
    }

    public async Task<(Queued? Queued, Refusal? Refusal)> AnnounceAsync(Actor by, Recipient to, string text, string template, string language, IReadOnlyList<string> blanks, CancellationToken ct)
    {
        var (chat, refusal) = await OpenAsync(by, to, ct);
        if (chat is null) return (null, refusal);

        // The thread shows what the customer reads, as far as the template is known here.
        var known = await templates.FindAsync(by.Organisation, chat.Channel, template, language, ct);
        if (known is not null && known.Words.Blanks.Count == blanks.Count) text = known.Words.Filled(blanks).Body;
        var use = new TemplateUse(template, language, [.. blanks.Select(blank => Words(chat, blank))]);
        var command = new QueueTemplate(chat.Message, MemberOf(by), chat.Person.Contact, chat.Channel, Words(chat, text), use, Words(chat, chat.Phone.Value));
        return Answer(chat, await streams.HandleAsync(chat.Person.Conversation, command, by, ct));
    }

    /// <summary>Plain words while the customer is listening, the approved text of the same name when they are not.</summary>
    public async Task<(Queued? Queued, Refusal? Refusal)> NotifyAsync(Actor by, Recipient to, string text, TemplateWish wish, CancellationToken ct)
    {
        var written = await WriteAsync(by, to, text, brought: null, ct);
        if (written.Refusal is not { Code: "conversation.unknown" or "conversation.window_closed" }) return written;

        var (chat, refusal) = await OpenAsync(by, to, ct);
        if (chat is null) return (null, refusal);
        var best = await templates.BestAsync(by.Organisation, chat.Channel, wish, ct);
        return await AnnounceAsync(by, to, text, best?.Name ?? wish.Purpose, best?.Language ?? wish.Reader, wish.Values, ct);
    }

    private async Task<(Chat? Chat, Refusal? Refusal)> OpenAsync(Actor by, Recipient to, CancellationToken ct)
    {
        // Before a contact is made: who may not write leaves no trace.
        if (by is { Kind: ActorKind.Member, Role: not (Role.Agent or Role.Admin or Role.Owner) }) return (null, new("forbidden"));
        if (!PhoneNumber.TryParse(to.Phone, null, out var phone) && !PhoneNumber.TryParseInternational(to.Phone, out phone)) return (null, new("invalid_phone"));
        var channel = to.Channel is { } wanted ? (await channels.ListAsync(by.Organisation, ct)).Find(c => c.Id == wanted) : await channels.DefaultAsync(by.Organisation, ct);
        if (channel is null) return (null, new("no_channel"));

        var person = await contacts.FindOrMakeAsync(by.Organisation, new(channel.Id), [new Address(AddressKind.Phone, phone.Value.Value)], name: null, ct);
        return (new(person, new(channel.Id), new(IdOf(by.Organisation, phone.Value, to.Key)), phone.Value), null);
    }

    private static (Queued?, Refusal?) Answer(Chat chat, Decision<ConversationEvent> decision) =>
        decision.Refusal is { } refusal ? (null, refusal) : (new(chat.Message.Value, chat.Person.Conversation.Value), null);

    private static Guid IdOf(OrganisationId organisation, PhoneNumber phone, string? key) =>
        key is null ? Guid.CreateVersion7() : new(SHA256.HashData([.. organisation.Value.ToByteArray(), .. Encoding.UTF8.GetBytes($"{phone.Value} {key}")]).AsSpan(0, 16));

    private static MemberId MemberOf(Actor by) => new(by.Id ?? Guid.Empty);
    private static Personal Words(Chat chat, string text) => new(chat.Person.Contact.Value, text);
}
