using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Operations;

/// <summary>What staff do to parked work is in the trail, like everything else people decide.</summary>
public sealed class OperationsJournal(PlatformDbs dbs, CurrentMember current, Audit audit)
{
    public async Task NoteAsync(AuditKind kind, IReadOnlyList<Backlog.Parked> rows, CancellationToken ct)
    {
        var member = await current.GetAsync();
        await using var db = dbs.OpenAcross();
        foreach (var row in rows) audit.Note(db, member.Organisation.Value, kind, member.By, $"{row.Reaction} {row.Stream}");
        await db.SaveChangesAsync(ct);
    }
}
