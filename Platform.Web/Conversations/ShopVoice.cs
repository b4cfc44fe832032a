using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Assistant;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Assistant;
using Platform.Web.Contacts;
using Platform.Web.Media;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Conversations;

/// <summary>What the shop tells one customer.</summary>
/// <param name="Key">Made from what happened: the same key is told once, however often it is asked for.</param>
/// <param name="Late">The approved text of the same meaning, for who has been silent for a day; null for what is not worth one.</param>
public sealed record ShopNotice(string Key, string Text, TemplateWish? Late = null)
{
    /// <summary>Buttons under the words; presses come back with these ids.</summary>
    public IReadOnlyList<PressedButton>? Offers { get; init; }

    /// <summary>Sent as a file, or as an address in the last blank of the approved text.</summary>
    public OfferedFile? File { get; init; }
}

public sealed record OfferedFile(byte[] Content, string MimeType, string Name);

/// <summary>The shop speaks in a chat: how an order fares, what there is to pay, the invoice. Told in the thread like everything else.</summary>
public sealed class ShopVoice(Streams streams, InboxQueries inbox, ContactAddresses contacts, OutgoingFiles files, Approved approved)
{
    /// <summary>In the chat an order came from.</summary>
    public async Task<Refusal?> TellAsync(OrganisationId organisation, ConversationId conversation, ShopNotice notice, CancellationToken ct)
    {
        if (await inbox.FindAsync(organisation, conversation, ct) is not { } line) return new("conversation.unknown");
        return await TellAsync(organisation, conversation, new ContactId(line.Contact), new ChannelId(line.Channel), null, notice, ct);
    }

    /// <summary>Someone who may never have written.</summary>
    public async Task<Refusal?> TellAsync(OrganisationId organisation, ChannelId channel, PhoneNumber phone, ShopNotice notice, CancellationToken ct)
    {
        var person = await contacts.FindOrMakeAsync(organisation, channel, [new Address(AddressKind.Phone, phone.Value)], name: null, ct);
        return await TellAsync(organisation, person.Conversation, person.Contact, channel, phone, notice, ct);
    }

    /// <summary>As the customer speaks with the assistant; French when nobody knows.</summary>
    public async Task<Tongue> TongueAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        return Turns.Drafted(state).Tongue ?? Tongue.French;
    }

    private async Task<Refusal?> TellAsync(
        OrganisationId organisation, ConversationId conversation, ContactId contact, ChannelId channel, PhoneNumber? phone, ShopNotice notice, CancellationToken ct)
    {
        Personal Said(string words) => new(contact.Value, words);
        var message = new MessageId(IdOf(conversation, notice.Key));
        var (kept, refusal) = notice.File is { } file
            ? await files.KeepAsync(organisation, message, Said(file.Name), file.Content, file.MimeType, hasWords: notice.Text.Length > 0, ct)
            : (null, null);
        if (refusal is not null) return refusal;

        var said = new SendNotice(message, contact, channel, Said(notice.Text), notice.Offers is { } offers ? new Brought { Offers = offers } : null, phone is { } number ? Said(number.Value) : null, kept);
        var told = await streams.HandleAsync(conversation, said, Actor.System(organisation), ct);
        if (told.Refusal is { Code: "conversation.window_closed" } && notice.Late is { } wish && await LateAsync(organisation, said, wish, ct) is { } late)
            told = await streams.HandleAsync(conversation, late, Actor.System(organisation), ct);
        if (told.Refusal is not null && kept is not null) await files.ForgetAsync(organisation, message, ct);
        return told.Refusal;
    }

    /// <summary>The same in an approved text, which the thread shows as it reads.</summary>
    private async Task<SendNotice?> LateAsync(OrganisationId organisation, SendNotice said, TemplateWish wish, CancellationToken ct)
    {
        string[] values = [.. wish.Values.Select(Approved.Line), .. said.File is { } file ? [files.Lend(organisation, said.Message, file)] : Array.Empty<string>()];
        if (await approved.FindAsync(organisation, said.Channel, wish with { Values = values }, ct) is not { } template) return null;

        Personal Words(string text) => new(said.To.Value, text);
        var use = new TemplateUse(template.Name, template.Language, [.. values.Select(Words)]);
        return said with { Text = Words(template.Words.Filled(values).Body), Brought = new Brought { Template = use } };
    }

    private static Guid IdOf(ConversationId conversation, string key) => new(SHA256.HashData([.. conversation.Value.ToByteArray(), .. Encoding.UTF8.GetBytes(key)]).AsSpan(0, 16));
}
