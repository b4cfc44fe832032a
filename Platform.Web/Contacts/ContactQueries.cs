using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>A contact's page: the person, what the shop keeps of them, and their conversations, the latest first.</summary>
/// <param name="People">Everybody they were ever taken for, themselves included.</param>
public sealed record ContactFile(Contact Contact, IReadOnlyDictionary<Guid, string> Values, IReadOnlyList<InboxRow> Chats, IReadOnlyList<Contact> Alike, Guid[] People, DateTimeOffset MetAt)
{
    public IEnumerable<string> Tags => Chats.SelectMany(chat => chat.Tags).Distinct().Order(StringComparer.CurrentCulture);
}

public sealed class ContactQueries(PlatformDbs dbs, Databases databases, ContactSearch search, InboxQueries inbox)
{
    public const int PageSize = 50;

    /// <summary>The newest first; those a search found, the likest first.</summary>
    public async Task<List<Contact>> PageAsync(OrganisationId organisation, string words = "", Contact? after = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = db.Set<Contact>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.MergedInto == null);
        if (words.Trim() is { Length: > 1 } asked)
        {
            var found = await search.FindAsync(organisation, asked, ct);
            return [.. (await rows.Where(row => found.Contains(row.Id)).ToListAsync(ct)).OrderBy(row => found.TakeWhile(one => one != row.Id).Count())];
        }

        if (after is { } last) rows = rows.Where(row => row.CreatedAt < last.CreatedAt || (row.CreatedAt == last.CreatedAt && row.Id.CompareTo(last.Id) < 0));
        return await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size).ToListAsync(ct);
    }

    /// <summary>What they last said and how they are tagged, for a page of contacts.</summary>
    public Task<ILookup<Guid, InboxRow>> ChatsAsync(OrganisationId organisation, IReadOnlyCollection<Guid> contacts, CancellationToken ct = default) => inbox.OfAsync(organisation, contacts, ct);

    public async Task<ContactFile?> OpenAsync(OrganisationId organisation, ContactId id, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var contacts = db.Set<Contact>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value);
        if (await contacts.FirstOrDefaultAsync(row => row.Id == id.Value, ct) is not { } contact) return null;
        if (contact.MergedInto is { } keeper) return await OpenAsync(organisation, new(keeper), ct);

        Guid[] people = [contact.Id, .. await contacts.Where(row => row.MergedInto == contact.Id).Select(row => row.Id).ToListAsync(ct)];
        var values = await db.Set<ContactValue>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Contact == contact.Id).ToDictionaryAsync(row => row.Field, row => row.Value, ct);
        var alike = await AlikeAsync(organisation, contact.Id, ct);
        return new(
            contact, values, [.. (await inbox.OfAsync(organisation, people, ct)).SelectMany(chats => chats).OrderByDescending(chat => chat.LastAt)],
            await contacts.Where(row => alike.Contains(row.Id)).ToListAsync(ct), people, await MetAtAsync(organisation, contact, people, ct));
    }

    /// <summary>Chats brought over from a phone are older than what we keep of the person.</summary>
    private async Task<DateTimeOffset> MetAtAsync(OrganisationId organisation, Contact contact, Guid[] people, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select least({contact.CreatedAt}, (select min(first.at) from inbox,
                lateral (select at from thread where organisation_id = {organisation.Value} and conversation = inbox.conversation order by at limit 1) as first
                where inbox.organisation_id = {organisation.Value} and inbox.contact = any({people})))
            """);
        return (await batch.ListAsync(row => row.GetFieldValue<DateTimeOffset>(0), ct))[0];
    }

    private async Task<List<Guid>> AlikeAsync(OrganisationId organisation, Guid contact, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select contact from find_likely_same({contact})");
        return await batch.ListAsync(row => row.GetGuid(0), ct);
    }
}
