using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Channels;

/// <summary>Brings each thing a webhook said to where it belongs: a conversation, a contact, or the seller's account.</summary>
public sealed class Arrivals(
    ChannelDirectory directory, ContactAddresses contacts, Receipts receipts, ChannelHealth health, TemplateShelf templates, InboxQueries inbox, CourierAnswers couriers, CourierPost courierPost, CustomerAnswers parcels, Streams streams)
{
    /// <param name="Note">Why nothing follows from it; null when something does.</param>
    public sealed record Outcome(OrganisationId? Organisation = null, ContactId? Contact = null, string? Note = null);

    public async Task<Outcome> UseAsync(string provider, Inbound inbound, DateTimeOffset received, CancellationToken ct)
    {
        var of = inbound.Account is { Length: > 0 } account ? await directory.FindAsync(provider, account, ct) : null;
        return (inbound, of) switch
        {
            (InboundOther other, _) => new(of?.Organisation, null, other.What),
            (TemplateNews news, _) => await templates.HearAsync(provider, news, ct) is { } told ? new(told, null, news.What) : new(null, null, $"{news.What}: account unknown"),
            (AccountNews news, _) => await health.HearAsync(provider, news, ct) is { } told ? new(told, null, news.What) : new(null, null, $"{news.What}: account unknown"),
            (_, null) => new(null, null, "number unknown"),
            (InboundMessage message, { } seller) => await HearAsync(seller, message, received, ct),
            (InboundEcho echo, { } seller) => await EchoAsync(seller, echo, received, ct),
            (InboundPast past, { } seller) => await RecallAsync(seller, past, received, ct),
            (InboundContact entry, { } seller) => await MeetAsync(seller, entry, ct),
            (InboundConsent consent, { } seller) => await ConsentAsync(seller, consent, ct),
            (InboundReceipt receipt, { } seller) => await courierPost.NoteAsync(seller.Organisation, receipt, ct)
                ? new(seller.Organisation)
                : new(seller.Organisation, await receipts.NoteAsync(seller.Organisation, seller.Channel, receipt, ct)),
            _ => new(of.Organisation, null, $"no rule for {inbound.GetType().Name}"),
        };
    }

    private async Task<Outcome> HearAsync(ChannelDirectory.Found seller, InboundMessage message, DateTimeOffset received, CancellationToken ct)
    {
        if (await couriers.HearAsync(seller.Organisation, seller.Channel, message, When(message.SentAt, received), ct)) return new(seller.Organisation);

        var person = await WhoAsync(seller, [.. message.From, .. message.Said.MovedTo], message.Name, ct);
        var outcome = new Outcome(seller.Organisation, person.Contact);
        if (message.Said is { Kind: MessageKind.System, MovedTo: not [] }) return outcome with { Note = "number changed" };

        var (contact, at, said) = (person.Contact, When(message.SentAt, received), message.Said);
        Personal Words(string text) => new(contact.Value, text);

        ConversationCommand command = said switch
        {
            { Reaction: { } reaction } => new ReactToMessage(reaction.Target, message.ProviderMessage, reaction.Emoji is { } emoji ? Words(emoji) : null, at),
            { Kind: MessageKind.Edit, Target: { } target } => new EditMessage(target, message.ProviderMessage, Words(said.Text), at),
            { Kind: MessageKind.Revoke, Target: { } target } => new RevokeMessage(target, message.ProviderMessage, at),
            _ => new ReceiveMessage(
                new MessageId(Guid.CreateVersion7()), message.ProviderMessage, contact, seller.Channel, said.Kind, Words(said.Text), at,
                message.Name is { Length: > 0 } name ? Words(name) : null, Phone(contact, message.From), Bringing.Of(said, contact), Bringing.File(said, contact)),
        };
        await streams.HandleAsync(person.Conversation, command, Actor.Customer(seller.Organisation), ct);
        if (said.Pressed is { } pressed) await parcels.HearAsync(seller.Organisation, person.Conversation, contact, pressed.Id, ct);
        return outcome;
    }

    private async Task<Outcome> EchoAsync(ChannelDirectory.Found seller, InboundEcho echo, DateTimeOffset received, CancellationToken ct)
    {
        var person = await WhoAsync(seller, echo.To, name: null, ct);
        var (contact, said) = (person.Contact, echo.Said);

        await streams.HandleAsync(
            person.Conversation,
            new NotePhoneMessage(
                new MessageId(Guid.CreateVersion7()), echo.ProviderMessage, contact, seller.Channel, said.Kind, new Personal(contact.Value, said.Text), When(echo.SentAt, received),
                Phone(contact, echo.To), Bringing.Of(said, contact), Bringing.File(said, contact)),
            Actor.System(seller.Organisation), ct);
        return new(seller.Organisation, contact);
    }

    private async Task<Outcome> RecallAsync(ChannelDirectory.Found seller, InboundPast past, DateTimeOffset received, CancellationToken ct)
    {
        var person = await WhoAsync(seller, past.With, name: null, ct);
        var (contact, said) = (person.Contact, past.Said);

        await streams.HandleAsync(
            person.Conversation,
            new RecallMessage(
                new MessageId(Guid.CreateVersion7()), past.ProviderMessage, contact, past.IsFromCustomer, seller.Channel, said.Kind, new Personal(contact.Value, said.Text),
                past.SentAt ?? received, Phone(contact, past.With), Bringing.Of(said, contact), Bringing.File(said, contact)),
            Actor.System(seller.Organisation), ct);
        await NameAsync(seller, person, ct);
        return new(seller.Organisation, contact);
    }

    /// <summary>Taking somebody out of the phone's address book does not take them out of ours: they may be in the middle of an order.</summary>
    private async Task<Outcome> MeetAsync(ChannelDirectory.Found seller, InboundContact entry, CancellationToken ct)
    {
        if (entry.IsRemoved) return new(seller.Organisation, null, "contact removed from the phone");

        var person = await WhoAsync(seller, entry.Addresses, entry.Name, ct);
        if (entry.Name is { Length: > 0 } name) await contacts.NameAsync(seller.Organisation, person.Contact, name, ct);
        await NameAsync(seller, person, ct);
        return new(seller.Organisation, person.Contact);
    }

    /// <summary>The address book and the talks come in any order; whichever is second gives the talk its name.</summary>
    private async Task NameAsync(ChannelDirectory.Found seller, ContactAddresses.Person person, CancellationToken ct)
    {
        if (await inbox.FindAsync(seller.Organisation, person.Conversation, ct) is not { Name: null or "" } || await contacts.NameOfAsync(seller.Organisation, person.Contact, ct) is not { Length: > 0 } name) return;
        await streams.HandleAsync(person.Conversation, new NameCustomer(new(person.Contact.Value, name)), Actor.System(seller.Organisation), ct);
    }

    private async Task<Outcome> ConsentAsync(ChannelDirectory.Found seller, InboundConsent consent, CancellationToken ct)
    {
        var person = await WhoAsync(seller, consent.From, name: null, ct);
        ConversationCommand wish = consent.Wants ? new ResumeMessages() : new StopMessages();
        await streams.HandleAsync(person.Conversation, wish, Actor.Customer(seller.Organisation), ct);
        return new(seller.Organisation, person.Contact);
    }

    /// <summary>Finds them, and where two conversations turn out to be of one person, says so in the other.</summary>
    private Task<ContactAddresses.Person> WhoAsync(ChannelDirectory.Found seller, IReadOnlyList<Address> addresses, string? name, CancellationToken ct) =>
        contacts.FindOrMakeAsync(seller.Organisation, seller.Channel, addresses, name, ct, joins: joined => streams.HandleAsync(
            joined.Conversation, new IdentifyCustomer(joined.Contact, Phone(joined.Contact, addresses)), Actor.System(seller.Organisation), ct));

    private static Personal? Phone(ContactId contact, IReadOnlyList<Address> addresses) =>
        addresses.FirstOrDefault(address => address.Kind is AddressKind.Phone) is { } phone ? new(contact.Value, phone.Value) : null;

    /// <summary>
    /// When it was said. Providers tell whole seconds, so what came at once is of the moment it came in:
    /// words keep their order however late a busy minute reads them, and an answer never stands above its question.
    /// </summary>
    internal static DateTimeOffset When(DateTimeOffset? sentAt, DateTimeOffset received) => sentAt is { } told && received - told >= AtOnce ? told : received;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);
}
