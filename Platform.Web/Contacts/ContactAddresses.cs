using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Contacts;

/// <summary>
/// Who is writing: one contact and one conversation per person and channel, by number or by the provider's id.
/// The unique key decides between two who find nobody at the same time; whoever turns out to be two of ours becomes one.
/// </summary>
public sealed class ContactAddresses(Databases databases, Keyring keyring, TimeProvider clock)
{
    public sealed record Person(ContactId Contact, ConversationId Conversation);

    private sealed record Known(ContactId Contact, ConversationId Conversation, byte[] Fingerprint, bool IsApart);

    /// <param name="joins">
    /// Is told whose each conversation is that was somebody else's until this moment, before that is written down:
    /// whoever is killed in between finds two of them again, and says it again.
    /// </param>
    public async Task<Person> FindOrMakeAsync(
        OrganisationId organisation, ChannelId channel, IReadOnlyList<Address> addresses, string? name, CancellationToken ct, Func<Person, Task>? joins = null)
    {
        var fingerprints = new byte[addresses.Count][];
        for (var i = 0; i < fingerprints.Length; i++) fingerprints[i] = await keyring.FingerprintAsync(organisation, addresses[i].Value, ct);

        var found = await FindAsync(organisation, channel, fingerprints, ct);
        if (found.Count == fingerprints.Length && IsOne(found)) return Of(found[0]);
        if (found.Exists(known => known.IsApart)) return Of(found.MinBy(known => Array.FindIndex(fingerprints, f => f.AsSpan().SequenceEqual(known.Fingerprint)))!);

        found = await MakeAsync(organisation, channel, addresses, fingerprints, found is [var first, ..] ? Of(first) : null, name, ct);
        return IsOne(found) ? Of(found[0]) : await JoinAsync(organisation, channel, found, joins, ct);
    }

    /// <summary>Where to write back to: the number while there is one, the one learned last, else the provider's own id.</summary>
    public async Task<Address?> WriteToAsync(OrganisationId organisation, ConversationId conversation, ChannelId channel, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select kind, address from contact_addresses
            where organisation_id = {organisation.Value} and channel_id = {channel.Value} and (conversation_id = {conversation.Value} or was_conversation = {conversation.Value})
            order by (kind = {nameof(AddressKind.Phone)}) desc, created_at desc limit 1
            """);
        var addresses = await batch.ListAsync(row => new Address(Enum.Parse<AddressKind>(row.GetString(0)), row.GetString(1)), ct);
        return addresses is [var address] ? address : null;
    }

    /// <summary>Two of the shop's contacts are one person. Each conversation stays, and remembers whose it was.</summary>
    public async Task JoinAsync(OrganisationId organisation, ContactId keeper, ContactId other, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update contact_addresses set
                was_contact = coalesce(was_contact, contact_id), was_conversation = coalesce(was_conversation, conversation_id), contact_id = {keeper.Value}
            where organisation_id = {organisation.Value} and contact_id = {other.Value}
            """);
        batch.Add($"update contacts set merged_into = {keeper.Value} where organisation_id = {organisation.Value} and (id = {other.Value} or merged_into = {other.Value})");
        await batch.RunAsync(ct);
    }

    /// <summary>They were two after all. Each gets back the addresses they came with, and no message makes them one again.</summary>
    public async Task<IReadOnlyList<Person>> TellApartAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update contact_addresses set contact_id = was_contact, conversation_id = was_conversation, was_contact = null, was_conversation = null, is_apart = true
            where organisation_id = {organisation.Value} and contact_id = {contact.Value} and was_contact is not null
            returning contact_id, conversation_id
            """);
        batch.Add($"update contacts set merged_into = null where organisation_id = {organisation.Value} and merged_into = {contact.Value}");
        return [.. (await batch.ListAsync(row => new Person(new(row.GetGuid(0)), new(row.GetGuid(1))), ct)).Distinct()];
    }

    /// <summary>As the seller's own address book has it, which they know better than the customer's profile.</summary>
    public async Task NameAsync(OrganisationId organisation, ContactId contact, string name, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"update contacts set name = {name} where organisation_id = {organisation.Value} and id = {contact.Value}");
        await batch.RunAsync(ct);
    }

    public async Task<string?> NameOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select name from contacts where organisation_id = {organisation.Value} and id = {contact.Value} and name is not null");
        return (await batch.ListAsync(row => row.GetString(0), ct)).FirstOrDefault();
    }

    private static Person Of(Known known) => new(known.Contact, known.Conversation);

    private static bool IsOne(List<Known> found) => found is [var first, ..] && found.TrueForAll(known => known.Contact == first.Contact);

    private async Task<List<Known>> FindAsync(OrganisationId organisation, ChannelId channel, byte[][] fingerprints, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        return await FoundAsync(batch, organisation, channel, fingerprints, ct);
    }

    private static Task<List<Known>> FoundAsync(Batch batch, OrganisationId organisation, ChannelId channel, byte[][] fingerprints, CancellationToken ct)
    {
        batch.Add($"""
            select contact_id, conversation_id, fingerprint, is_apart from contact_addresses
            where organisation_id = {organisation.Value} and channel_id = {channel.Value} and fingerprint = any({fingerprints})
            order by created_at, conversation_id
            """);
        return batch.ListAsync(row => new Known(new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetFieldValue<byte[]>(2), row.GetBoolean(3)), ct);
    }

    /// <summary>A hidden number was learned, and both the number and the id were known already: whoever came first keeps everything.</summary>
    private async Task<Person> JoinAsync(OrganisationId organisation, ChannelId channel, List<Known> found, Func<Person, Task>? joins, CancellationToken ct)
    {
        var keeper = found[0];
        var others = found.Select(known => known.Contact.Value).Where(other => other != keeper.Contact.Value).Distinct().ToArray();
        foreach (var conversation in found.Select(known => known.Conversation).Where(other => other != keeper.Conversation).Distinct())
            if (joins is not null)
                await joins(new(keeper.Contact, conversation));

        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update contact_addresses set
                was_contact = coalesce(was_contact, contact_id), was_conversation = coalesce(was_conversation, conversation_id),
                contact_id = {keeper.Contact.Value}, conversation_id = {keeper.Conversation.Value}
            where organisation_id = {organisation.Value} and channel_id = {channel.Value} and contact_id = any({others})
            """);
        batch.Add($"update contacts set merged_into = {keeper.Contact.Value} where organisation_id = {organisation.Value} and (id = any({others}) or merged_into = any({others}))");
        batch.Add($"""
            update contacts set phone = coalesce(phone, (select max(address) from contact_addresses
                where organisation_id = {organisation.Value} and contact_id = {keeper.Contact.Value} and kind = {nameof(AddressKind.Phone)}))
            where organisation_id = {organisation.Value} and id = {keeper.Contact.Value}
            """);
        await batch.RunAsync(ct);
        return Of(keeper);
    }

    /// <returns>Whose they are then, theirs or whoever's was quicker: each statement sees what was committed before it.</returns>
    private async Task<List<Known>> MakeAsync(
        OrganisationId organisation, ChannelId channel, IReadOnlyList<Address> addresses, byte[][] fingerprints, Person? known, string? name, CancellationToken ct)
    {
        var person = known ?? new(new ContactId(Guid.CreateVersion7()), new ConversationId(Guid.CreateVersion7()));
        var phone = addresses.FirstOrDefault(address => address.Kind is AddressKind.Phone)?.Value;

        // The first address settles who is who; only its winner makes the contact, so a lost race leaves nobody behind.
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            with first as (
                insert into contact_addresses (organisation_id, channel_id, fingerprint, contact_id, conversation_id, kind, address)
                values ({organisation.Value}, {channel.Value}, {fingerprints[0]}, {person.Contact.Value}, {person.Conversation.Value}, {addresses[0].Kind.ToString()}, {addresses[0].Value})
                on conflict do nothing returning contact_id)
            insert into contacts (organisation_id, id, name, phone, created_at)
            select {organisation.Value}, contact_id, {name}::text, {phone}::text, {clock.GetUtcNow()} from first
            on conflict (organisation_id, id) do update set phone = coalesce(contacts.phone, excluded.phone), name = coalesce(contacts.name, excluded.name)
            """);
        for (var i = 1; i < fingerprints.Length; i++)
        {
            batch.Add($"""
                insert into contact_addresses (organisation_id, channel_id, fingerprint, contact_id, conversation_id, kind, address)
                select organisation_id, channel_id, {fingerprints[i]}, contact_id, conversation_id, {addresses[i].Kind.ToString()}, {addresses[i].Value}
                from contact_addresses
                where organisation_id = {organisation.Value} and channel_id = {channel.Value} and fingerprint = {fingerprints[0]}
                on conflict do nothing
                """);
        }

        return await FoundAsync(batch, organisation, channel, fingerprints, ct);
    }
}
