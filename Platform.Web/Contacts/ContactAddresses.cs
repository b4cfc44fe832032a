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
/// The unique key decides between two who find nobody at the same time.
/// </summary>
public sealed class ContactAddresses(Databases databases, Keyring keyring, TimeProvider clock)
{
    public sealed record Person(ContactId Contact, ConversationId Conversation);

    public async Task<Person> FindOrMakeAsync(
        OrganisationId organisation, ChannelId channel, IReadOnlyList<Address> addresses, string? name, CancellationToken ct)
    {
        var fingerprints = new byte[addresses.Count][];
        for (var i = 0; i < fingerprints.Length; i++) fingerprints[i] = await keyring.FingerprintAsync(organisation, addresses[i].Value, ct);

        var found = await FindAsync(organisation, channel, fingerprints, ct);
        if (found.Count == fingerprints.Length) return found[0];

        await MakeAsync(organisation, channel, addresses, fingerprints, found.FirstOrDefault(), name, ct);
        return (await FindAsync(organisation, channel, fingerprints, ct))[0];
    }

    /// <summary>Where to write back to: the number while there is one, else the provider's own id.</summary>
    public async Task<Address?> WriteToAsync(OrganisationId organisation, ConversationId conversation, ChannelId channel, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select kind, address from contact_addresses
            where organisation_id = {organisation.Value} and conversation_id = {conversation.Value} and channel_id = {channel.Value}
            order by (kind = {nameof(AddressKind.Phone)}) desc, created_at limit 1
            """);
        var addresses = await batch.ListAsync(row => new Address(Enum.Parse<AddressKind>(row.GetString(0)), row.GetString(1)), ct);
        return addresses is [var address] ? address : null;
    }

    private async Task<List<Person>> FindAsync(OrganisationId organisation, ChannelId channel, byte[][] fingerprints, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select contact_id, conversation_id from contact_addresses
            where organisation_id = {organisation.Value} and channel_id = {channel.Value} and fingerprint = any({fingerprints})
            order by created_at, conversation_id
            """);
        return await batch.ListAsync(row => new Person(new ContactId(row.GetGuid(0)), new ConversationId(row.GetGuid(1))), ct);
    }

    private async Task MakeAsync(
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
            on conflict do nothing
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

        await batch.RunAsync(ct);
    }
}
