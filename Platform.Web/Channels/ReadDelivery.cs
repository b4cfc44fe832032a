using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>
/// Reads a kept webhook to its end: every message and receipt in it, each for the seller whose number it names.
/// Running it twice changes nothing, so a crash in the middle is only a delay.
/// </summary>
public sealed class ReadDelivery(
    Databases databases, IEnumerable<IMessageChannel> channels, ChannelDirectory directory, ContactAddresses contacts, Receipts receipts, Streams streams) : IErrand
{
    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        var (provider, body, door, received) = await LoadAsync(subject, ct);
        var channel = channels.FirstOrDefault(c => c.Provider == provider) ?? throw new ParkException("provider_unknown");

        var (notes, people) = (new List<Note>(), new HashSet<Person>());
        foreach (var inbound in channel.Read(body, door))
            if (await UseAsync(provider, inbound, received, people, ct) is { } note)
                notes.Add(note);

        await FinishAsync(subject, notes, people, ct);
    }

    private async Task<Note?> UseAsync(string provider, Inbound inbound, DateTimeOffset received, HashSet<Person> people, CancellationToken ct)
    {
        var of = inbound.Account is { Length: > 0 } account ? await directory.FindAsync(provider, account, ct) : null;
        switch (inbound, of)
        {
            case (InboundOther other, _):
                return new(of?.Organisation, inbound.Place, other.What);
            case (AccountNews news, _):
                return new(null, news.Place, news.What);
            case (_, null):
                return new(null, inbound.Place, "number unknown");
            case (InboundMessage message, { } seller):
                people.Add(new(seller.Organisation, await ReceiveAsync(seller, message, received, ct)));
                return null;
            case (InboundReceipt receipt, { } seller):
                if (await receipts.NoteAsync(seller.Organisation, seller.Channel, receipt, ct) is { } recipient) people.Add(new(seller.Organisation, recipient));
                return null;
            default:
                return new(of.Organisation, inbound.Place, $"no rule for {inbound.GetType().Name}");
        }
    }

    private async Task<ContactId> ReceiveAsync(ChannelDirectory.Found seller, InboundMessage message, DateTimeOffset received, CancellationToken ct)
    {
        var person = await contacts.FindOrMakeAsync(seller.Organisation, seller.Channel, message.From, message.Name, ct);
        Personal Said(string text) => new(person.Contact.Value, text);

        await streams.HandleAsync(person.Conversation, new ReceiveMessage(
            new MessageId(Guid.CreateVersion7()),
            message.ProviderMessage,
            person.Contact,
            seller.Channel,
            message.Kind,
            Said(message.Text),
            message.SentAt ?? received,
            message.Name is { Length: > 0 } name ? Said(name) : null,
            message.From.FirstOrDefault(address => address.Kind is AddressKind.Phone) is { } phone ? Said(phone.Value) : null), Actor.Customer(seller.Organisation), ct);
        return person.Contact;
    }

    private async Task<(string Provider, byte[] Body, string? Door, DateTimeOffset Received)> LoadAsync(Guid delivery, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select provider, body, door, received_at from deliveries where id = {delivery}");
        var rows = await batch.ListAsync(row => (row.GetString(0), row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)), ct);
        return rows is [var row] ? row : throw new ParkException("delivery_missing");
    }

    private async Task FinishAsync(Guid delivery, List<Note> notes, HashSet<Person> people, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"update deliveries set read_at = now(), outcome = {(notes is [] ? "used" : "noted")} where id = {delivery}");
        foreach (var note in notes)
        {
            batch.Add($"""
                insert into delivery_notes (organisation_id, delivery, place, note) values ({note.Organisation?.Value}::uuid, {delivery}, {note.Place}, {note.What})
                on conflict do nothing
                """);
        }

        // So that erasing a person finds the raw request they stand in.
        batch.Add($"""
            insert into delivery_people (organisation_id, person, delivery)
            select o, p, {delivery} from unnest({people.Select(p => p.Organisation.Value).ToArray()}, {people.Select(p => p.Contact.Value).ToArray()}) t(o, p)
            on conflict do nothing
            """);
        await batch.RunAsync(ct);
    }

    private sealed record Person(OrganisationId Organisation, ContactId Contact);

    private sealed record Note(OrganisationId? Organisation, string Place, string What);
}
