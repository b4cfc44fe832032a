using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>
/// How far our replies have come. A receipt may overtake the answer that tells us the message's id at the provider;
/// then it waits, and is applied when the id is known.
/// </summary>
public sealed class Receipts(Databases databases, Streams streams, TimeProvider clock)
{
    /// <returns>Whom the message was for, once it is known.</returns>
    public async Task<ContactId?> NoteAsync(OrganisationId organisation, ChannelId channel, InboundReceipt receipt, CancellationToken ct)
    {
        if (await ApplyAsync(organisation, channel, receipt, ct) is { } recipient) return recipient;

        await using (var batch = databases.App.BatchFor(organisation))
        {
            batch.Add($"""
                insert into early_receipts (organisation_id, channel_id, provider_message, receipt, code)
                values ({organisation.Value}, {channel.Value}, {receipt.ProviderMessage}, {receipt.Receipt.ToString()}, {receipt.Reason ?? receipt.Code}::text)
                on conflict do nothing
                """);
            await batch.RunAsync(ct);
        }

        // The message may have been confirmed between looking and keeping; whoever comes second finds the other.
        return await ApplyAsync(organisation, channel, receipt, ct);
    }

    /// <summary>A receipt whose message did not turn up in a month speaks of one that was not sent by us.</summary>
    public async Task ForgetEarlyAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(30);
        await databases.Across.SweepAsync(most => $"""
            delete from early_receipts where ctid in (select ctid from early_receipts where received_at < {before} limit {most})
            """, ct);
    }

    /// <summary>They are let go of once they are applied: whoever is killed in between applies them again, which changes nothing.</summary>
    public async Task ApplyEarlyAsync(OrganisationId organisation, ConversationId conversation, MessageId message, string providerMessage, CancellationToken ct)
    {
        await using var reading = databases.App.BatchFor(organisation);
        reading.Add($"select receipt, code from early_receipts where organisation_id = {organisation.Value} and provider_message = {providerMessage}");
        var early = await reading.ListAsync(row => (Receipt: Enum.Parse<Receipt>(row.GetString(0)), Code: row.IsDBNull(1) ? null : row.GetString(1)), ct);
        if (early is []) return;

        foreach (var (receipt, code) in early.OrderBy(e => e.Receipt))
            await streams.HandleAsync(conversation, new NoteReceipt(message, receipt, providerMessage, code), Actor.System(organisation), ct);

        await using var forgetting = databases.App.BatchFor(organisation);
        forgetting.Add($"delete from early_receipts where organisation_id = {organisation.Value} and provider_message = {providerMessage}");
        await forgetting.RunAsync(ct);
    }

    private async Task<ContactId?> ApplyAsync(OrganisationId organisation, ChannelId channel, InboundReceipt receipt, CancellationToken ct)
    {
        if (await FindAsync(organisation, channel, receipt, ct) is not { } found) return null;

        await streams.HandleAsync(found.Conversation, new NoteReceipt(found.Message, receipt.Receipt, receipt.ProviderMessage, receipt.Reason ?? receipt.Code), Actor.System(organisation), ct);
        return found.Recipient;
    }

    /// <summary>By our own reference, which comes back in the receipt, or by the provider's id.</summary>
    private async Task<Found?> FindAsync(OrganisationId organisation, ChannelId channel, InboundReceipt receipt, CancellationToken ct)
    {
        var reference = Guid.TryParse(receipt.Reference, out var ours) ? ours : Guid.Empty;
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select t.conversation, t.message, i.contact
            from (select conversation, message from thread where organisation_id = {organisation.Value} and message = {reference} and "by" <> {nameof(Speaker.Customer)}
                  union
                  select conversation, message from thread where organisation_id = {organisation.Value} and channel = {channel.Value} and provider_message = {receipt.ProviderMessage} and "by" <> {nameof(Speaker.Customer)}) t
            join inbox i on i.organisation_id = {organisation.Value} and i.conversation = t.conversation
            limit 1
            """);
        var found = await batch.ListAsync(row => new Found(new(row.GetGuid(0)), new(row.GetGuid(1)), new(row.GetGuid(2))), ct);
        return found is [var only] ? only : null;
    }

    private sealed record Found(ConversationId Conversation, MessageId Message, ContactId Recipient);
}

/// <summary>Once the provider's id is known, what came before it is applied.</summary>
public sealed class ApplyEarlyReceipts(Receipts receipts) : IReaction<ReplySent>
{
    public Task ReactAsync(Recorded<ReplySent> recorded, CancellationToken ct) => recorded.Fact.ProviderMessage is { Length: > 0 } provider
        ? receipts.ApplyEarlyAsync(recorded.Organisation, new ConversationId(recorded.Stream), recorded.Fact.Message, provider, ct)
        : Task.CompletedTask;
}
