using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Contacts;

/// <summary>
/// Forgets a customer for good. The facts stay, so figures stay; their words in them can no longer be read, and nothing else names them.
/// Running it twice, or again after a crash, ends in the same place.
/// </summary>
public sealed class Erasure(Databases databases, Streams streams, Keyring keyring, Refolding<ConversationEvent> refolding, Refolding<OrderEvent> orders)
{
    public async Task<Refusal?> EraseAsync(ContactId contact, Actor by, CancellationToken ct)
    {
        var conversations = await ConversationsOfAsync(by.Organisation, contact, ct);
        foreach (var conversation in conversations)
            if ((await streams.HandleAsync(conversation, new EraseCustomer(contact), by, ct)).Refusal is { Code: "forbidden" } refusal)
                return refusal;

        await keyring.DestroyAsync(by.Organisation, contact.Value, ct);
        foreach (var conversation in conversations) await refolding.RunAsync(by.Organisation, conversation.Value, ct);
        foreach (var order in await OrdersOfAsync(by.Organisation, contact, ct)) await orders.RunAsync(by.Organisation, order, ct);
        await DeleteAsync(by.Organisation, contact, [.. conversations.Select(c => c.Value)], ct);
        await EmptyDeliveriesAsync(by.Organisation, contact, ct);
        return null;
    }

    private async Task<List<ConversationId>> ConversationsOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select distinct conversation_id from contact_addresses where organisation_id = {organisation.Value} and contact_id = {contact.Value}");
        return await batch.ListAsync(row => new ConversationId(row.GetGuid(0)), ct);
    }

    private async Task<List<Guid>> OrdersOfAsync(OrganisationId organisation, ContactId contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select id from orders where organisation_id = {organisation.Value} and contact = {contact.Value}");
        return await batch.ListAsync(row => row.GetGuid(0), ct);
    }

    private async Task DeleteAsync(OrganisationId organisation, ContactId contact, Guid[] conversations, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"delete from drafts where organisation_id = {organisation.Value} and conversation = any({conversations})");
        batch.Add($"delete from contacts where organisation_id = {organisation.Value} and id = {contact.Value}");
        batch.Add($"delete from contact_addresses where organisation_id = {organisation.Value} and contact_id = {contact.Value}");
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
