using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Contacts;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>A conversation that was found: by its person, or by something said in it.</summary>
/// <param name="Message">What was said; null when the person was found.</param>
/// <param name="Line">The words to show, and which of them were sought.</param>
public sealed record InboxHit(InboxRow Row, Guid? Message, DateTimeOffset At, IReadOnlyList<(string Words, bool IsHit)> Line);

/// <summary>Finds people although their name or number is mistyped, and words in French, Arabic and Darija whichever way they are spelt.</summary>
public sealed class InboxSearch(Databases databases, PlatformDbs dbs, ContactSearch contacts)
{
    private const int Most = 40;

    public async Task<List<InboxHit>> FindAsync(OrganisationId organisation, string words, Narrowing narrowing, CancellationToken ct = default)
    {
        if (words.Trim() is not { Length: > 1 } asked) return [];

        var people = await contacts.FindAsync(organisation, asked, ct);
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select folded({asked})");
        batch.Add($"select conversation, message, at, text, folded from find_messages({asked}, {Most})");
        await using var reader = await batch.ReadAsync(ct);

        await reader.ReadAsync(ct);
        var sought = Highlight.WordsOf(reader.GetString(0));
        await reader.NextResultAsync(ct);
        var said = new List<Said>();
        while (await reader.ReadAsync(ct))
            said.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.GetString(4)));

        return [.. await PeopleAsync(organisation, people, narrowing, ct), .. await SaidAsync(organisation, said, sought, narrowing, ct)];
    }

    private async Task<IEnumerable<InboxHit>> PeopleAsync(OrganisationId organisation, IReadOnlyList<Guid> people, Narrowing narrowing, CancellationToken ct)
    {
        if (people.Count == 0) return [];
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<InboxRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && people.Contains(row.Contact)).OrderByDescending(row => row.LastAt).Take(Most).ToListAsync(ct);
        return rows.Where(narrowing.Fits).OrderBy(row => people.TakeWhile(one => one != row.Contact).Count()).Select(row => new InboxHit(row, null, row.LastAt, [(row.Preview, false)]));
    }

    private async Task<IEnumerable<InboxHit>> SaidAsync(OrganisationId organisation, List<Said> said, string[] sought, Narrowing narrowing, CancellationToken ct)
    {
        if (said is []) return [];
        Guid[] conversations = [.. said.Select(one => one.Conversation)];
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<InboxRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && conversations.Contains(row.Conversation)).ToDictionaryAsync(row => row.Conversation, ct);
        return from one in said
               where rows.TryGetValue(one.Conversation, out var known) && narrowing.Fits(known)
               select new InboxHit(rows[one.Conversation], one.Message, one.At, Highlight.Of(one.Text, one.Folded, sought));
    }

    private sealed record Said(Guid Conversation, Guid Message, DateTimeOffset At, string Text, string Folded);
}
