using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Operations;

/// <summary>What staff do to parked work, and the trail of it: both or neither. Of what somebody else was quicker with nothing is said.</summary>
public sealed class ParkedWork(PlatformDbs dbs, CurrentMember current, Audit audit, TodoSignal todo)
{
    /// <summary>The next attempt counts as the first.</summary>
    public Task RetryAsync(IReadOnlyCollection<Backlog.Parked> rows, CancellationToken ct) => DoAsync(AuditKind.WorkRetried, rows, db => db.Database
        .SqlQuery<long>($"update todo set parked_at = null, attempts = 0, due = now(), token = token + 1 where id = any({Ids(rows)}) and parked_at is not null returning id")
        .ToListAsync(ct), ct);

    public Task SkipAsync(Backlog.Parked row, CancellationToken ct) => DoAsync(AuditKind.WorkSkipped, [row], db => db.Database
        .SqlQuery<long>($"delete from todo where id = {row.Id} and parked_at is not null returning id")
        .ToListAsync(ct), ct);

    private async Task DoAsync(AuditKind kind, IReadOnlyCollection<Backlog.Parked> rows, Func<PlatformDb, Task<List<long>>> change, CancellationToken ct)
    {
        var member = await current.GetAsync();
        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var changed = await change(db);
        foreach (var row in rows.Where(row => changed.Contains(row.Id))) audit.Note(db, member.Organisation.Value, kind, member.By, $"{row.Reaction} {row.Stream}");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        todo.Wake();
    }

    private static long[] Ids(IEnumerable<Backlog.Parked> rows) => [.. rows.Select(row => row.Id)];
}
