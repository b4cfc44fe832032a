using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>What a person has typed and not sent. It waits on every device they sign in on.</summary>
public sealed class Drafts(Databases databases, TimeProvider clock)
{
    internal static void AddSelect(Batch batch, OrganisationId organisation, ConversationId conversation, Guid? member) =>
        batch.Add($"select text from drafts where organisation_id = {organisation.Value} and conversation = {conversation.Value} and member = {member ?? Guid.Empty}");

    public async Task SaveAsync(OrganisationId organisation, ConversationId conversation, Guid member, string text, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        if (text.Length == 0)
            batch.Add($"delete from drafts where organisation_id = {organisation.Value} and conversation = {conversation.Value} and member = {member}");
        else
            batch.Add($"""
                insert into drafts (organisation_id, conversation, member, text, saved_at)
                values ({organisation.Value}, {conversation.Value}, {member}, {text.Replace("\0", "", StringComparison.Ordinal)}, {clock.GetUtcNow()})
                on conflict (organisation_id, conversation, member) do update set text = excluded.text, saved_at = excluded.saved_at
                """);
        await batch.RunAsync(ct);
    }
}
