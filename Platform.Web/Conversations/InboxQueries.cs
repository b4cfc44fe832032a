using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>The figure beside "Inbox" on every page of everybody: a rush of messages counts it once, not once for each of them.</summary>
public sealed class UnreadCounts(InboxQueries inbox)
{
    private readonly SharedReading<OrganisationId, int> reading = new(organisation => inbox.UnreadAsync(organisation));

    public Task<int> OfAsync(OrganisationId organisation) => reading.ReadAsync(organisation);
}

/// <remarks>
/// What every open page reads again with every change is planned once: in a long list the planner would rather plan each reading anew,
/// to find the same index again. Every message changes the table, so that what is known of it, and with it the plan, does not grow old.
/// </remarks>
public sealed class InboxQueries(PlatformDbs dbs, Databases databases)
{
    public const int PageSize = 40;

    /// <summary>Choices offered come from this many of the newest conversations.</summary>
    private const int LookedAt = 1_000;

    /// <summary>Newest first.</summary>
    /// <param name="after">The last line of the page before.</param>
    public async Task<List<InboxRow>> PageAsync(
        OrganisationId organisation, InboxFilter filter, Guid? member, Narrowing? narrowing = null, InboxRow? after = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation, plansOnce: narrowing is null || narrowing == Narrowing.None);
        var rows = Filtered(db, organisation, filter, member, narrowing ?? Narrowing.None);
        if (after is { } last)
            rows = rows.Where(row => row.LastAt < last.LastAt || (row.LastAt == last.LastAt && row.Conversation.CompareTo(last.Conversation) < 0));

        return await rows.OrderByDescending(row => row.LastAt).ThenByDescending(row => row.Conversation).Take(size).ToListAsync(ct);
    }

    /// <summary>The lines just above one, the nearest first.</summary>
    public async Task<List<InboxRow>> AboveAsync(
        OrganisationId organisation, InboxFilter filter, Guid? member, Narrowing narrowing, InboxRow first, int size, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await Filtered(db, organisation, filter, member, narrowing)
            .Where(row => row.LastAt > first.LastAt || (row.LastAt == first.LastAt && row.Conversation.CompareTo(first.Conversation) > 0))
            .OrderBy(row => row.LastAt).ThenBy(row => row.Conversation).Take(size).ToListAsync(ct);
    }

    public async Task<InboxRow?> FindAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<InboxRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Conversation == conversation.Value, ct);
    }

    /// <summary>The conversations of these people, by person.</summary>
    public async Task<ILookup<Guid, InboxRow>> OfAsync(OrganisationId organisation, IReadOnlyCollection<Guid> contacts, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<InboxRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && contacts.Contains(row.Contact)).OrderByDescending(row => row.LastAt).ToListAsync(ct);
        return rows.ToLookup(row => row.Contact);
    }

    /// <summary>How lists elsewhere call these customers; who was erased is not among them.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(OrganisationId organisation, IReadOnlyCollection<Guid> conversations, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<InboxRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && conversations.Contains(row.Conversation))
            .ToDictionaryAsync(row => row.Conversation, row => row.Name ?? row.Phone ?? "", ct);
    }

    /// <summary>Counting stops at a hundred: the screen says "99+".</summary>
    public async Task<int> UnreadAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation, plansOnce: true);
        return await db.Set<InboxRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Unread > 0).Take(100).CountAsync(ct);
    }

    /// <summary>Who wrote last and waits for this person, or for anybody where no assistant answers.</summary>
    public async Task<InboxRow?> NewestWaitingAsync(OrganisationId organisation, Guid? member, bool assistantIsOn, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<InboxRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && !row.IsClosed && row.Unread > 0 && row.PreviewBy == Speaker.Customer)
            .Where(row => row.Handler == member || (row.Handler == null && (!assistantIsOn || row.Escalated != null)))
            .OrderByDescending(row => row.LastAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>How many lines each filter shows, each count stopping at a hundred.</summary>
    public async Task<IReadOnlyDictionary<InboxFilter, int>> CountsAsync(OrganisationId organisation, Guid? member, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation, plansOnce: true);
        batch.Add($"""
            select
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and not is_closed and snoozed_until is null limit 100) few),
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and not is_closed and snoozed_until is null and handler = {member ?? Guid.Empty} limit 100) few),
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and not is_closed and snoozed_until is null and handler is null and escalated is null limit 100) few),
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and not is_closed and snoozed_until is null and escalated is not null limit 100) few),
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and not is_closed and snoozed_until is null and waiting_since is not null limit 100) few),
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and not is_closed and snoozed_until is not null limit 100) few),
                (select count(*) from (select from inbox where organisation_id = {organisation.Value} and is_closed limit 100) few)
            """);
        var counts = await batch.ListAsync(row => Enum.GetValues<InboxFilter>().ToDictionary(filter => filter, filter => (int)row.GetInt64((int)filter)), ct);
        return counts[0];
    }

    /// <summary>By which tags and adverts the list can be narrowed.</summary>
    public async Task<(string[] Tags, string[] Sources)> ChoicesAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            with latest as (
                (select tags, source from inbox where organisation_id = {organisation.Value} and not is_closed order by last_at desc limit {LookedAt})
                union all
                (select tags, source from inbox where organisation_id = {organisation.Value} and is_closed order by last_at desc limit {LookedAt}))
            select array(select distinct tag from latest, unnest(tags) tag order by tag), array(select distinct source from latest where source is not null order by source)
            """);
        return (await batch.ListAsync(row => (row.GetFieldValue<string[]>(0), row.GetFieldValue<string[]>(1)), ct))[0];
    }

    private static IQueryable<InboxRow> Filtered(PlatformDb db, OrganisationId organisation, InboxFilter filter, Guid? member, Narrowing narrowing)
    {
        // Said outright, so that each view finds its index.
        var rows = db.Set<InboxRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value);
        rows = filter is InboxFilter.Closed ? rows.Where(row => row.IsClosed) : rows.Where(row => !row.IsClosed);
        rows = filter is InboxFilter.Snoozed ? rows.Where(row => row.SnoozedUntil != null) : rows.Where(row => row.SnoozedUntil == null);
        if (narrowing.Tag is { } tag) rows = rows.Where(row => row.Tags.Contains(tag));
        if (narrowing.Source is { } source) rows = rows.Where(row => row.Source == source);
        if (narrowing.Channel is { } channel) rows = rows.Where(row => row.Channel == channel);
        return filter switch
        {
            InboxFilter.Mine => rows.Where(row => row.Handler == member),
            InboxFilter.Assistant => rows.Where(row => row.Handler == null && row.Escalated == null),
            InboxFilter.Person => rows.Where(row => row.Escalated != null),
            InboxFilter.Waiting => rows.Where(row => row.WaitingSince != null),
            _ => rows,
        };
    }
}
