using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Contacts;

/// <summary>
/// Forgets a customer for good. The facts stay, so figures stay; their words in them can no longer be read, and nothing else names them.
/// Running it twice, or again after a crash, ends in the same place.
/// </summary>
public sealed class Erasure(Databases databases, Streams streams, Keyring keyring, Refolding<ConversationEvent> refolding, Refolding<OrderEvent> orders, Refolding<DeliveryEvent> parcels)
{
    public async Task<Refusal?> EraseAsync(ContactId contact, Actor by, CancellationToken ct)
    {
        var conversations = await ConversationsOfAsync(by.Organisation, contact, ct);
        foreach (var conversation in conversations)
            if ((await streams.HandleAsync(conversation, new EraseCustomer(contact), by, ct)).Refusal is { Code: "forbidden" } refusal)
                return refusal;

        var people = await PeopleOfAsync(by.Organisation, contact, ct);
        foreach (var person in people) await keyring.DestroyAsync(by.Organisation, person, ct);
        foreach (var conversation in conversations) await refolding.RunAsync(by.Organisation, conversation.Value, ct);
        foreach (var order in await OrdersOfAsync(by.Organisation, contact, ct)) await orders.RunAsync(by.Organisation, order, ct);
        foreach (var parcel in await ParcelsOfAsync(by.Organisation, contact, ct)) await parcels.RunAsync(by.Organisation, parcel, ct);
        foreach (var person in people) await EmptyDeliveriesAsync(by.Organisation, new(person), ct);

        // Last of all: it takes away by what the rest is found.
        await DeleteAsync(by.Organisation, people, [.. conversations.Select(c => c.Value)], ct);
        return null;
    }

    private async Task<List<ConversationId>> ConversationsOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select conversation_id from contact_addresses where organisation_id = {organisation.Value} and contact_id = {contact.Value}
            union select was_conversation from contact_addresses where organisation_id = {organisation.Value} and contact_id = {contact.Value} and was_conversation is not null
            """);
        return await batch.ListAsync(row => new ConversationId(row.GetGuid(0)), ct);
    }

    /// <summary>Everybody this customer was taken for: what each of them wrote is under a key of their own.</summary>
    private async Task<Guid[]> PeopleOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select distinct was_contact from contact_addresses where organisation_id = {organisation.Value} and contact_id = {contact.Value} and was_contact is not null
            union select id from contacts where organisation_id = {organisation.Value} and merged_into = {contact.Value}
            """);
        return [contact.Value, .. await batch.ListAsync(row => row.GetGuid(0), ct)];
    }

    private async Task<List<Guid>> OrdersOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select id from orders where organisation_id = {organisation.Value} and contact = {contact.Value}");
        return await batch.ListAsync(row => row.GetGuid(0), ct);
    }

    private async Task<List<Guid>> ParcelsOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select id from order_deliveries where organisation_id = {organisation.Value} and contact = {contact.Value}");
        return await batch.ListAsync(row => row.GetGuid(0), ct);
    }

    private async Task DeleteAsync(OrganisationId organisation, Guid[] people, Guid[] conversations, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"delete from drafts where organisation_id = {organisation.Value} and conversation = any({conversations})");
        batch.Add($"delete from contact_values where organisation_id = {organisation.Value} and contact = any({people})");
        batch.Add($"delete from contacts where organisation_id = {organisation.Value} and id = any({people})");
        batch.Add($"delete from contact_addresses where organisation_id = {organisation.Value} and contact_id = any({people})");
        await batch.RunAsync(ct);
    }

    /// <summary>A raw request may name several people; it is emptied for all of them, since what it said is in the facts.</summary>
    private async Task EmptyDeliveriesAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            with named as (delete from delivery_people where organisation_id = {organisation.Value} and person = {contact.Value} returning delivery)
            update deliveries set body = {Array.Empty<byte>()}, outcome = 'erased' from named where deliveries.id = named.delivery
            """);
        await batch.RunAsync(ct);
    }
}
