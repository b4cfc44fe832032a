using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Shared;

/// <summary>
/// A row that people open in a form and save. PostgreSQL keeps with every row which transaction wrote it last:
/// marked as a timestamp, it is read with the row and has to be the same when it is saved.
/// </summary>
public interface IKept
{
    /// <summary>None until the row was saved for the first time.</summary>
    uint Xmin { get; }
}

/// <summary>Who saves what somebody else has changed since they opened it is told, and nothing is saved.</summary>
public static class Keeping
{
    public static readonly Refusal Changed = new("changed");

    public static async Task<Refusal?> KeepAsync<TRow>(this PlatformDb db, TRow row, CancellationToken ct) where TRow : class, IKept
    {
        db.Keep(row);
        return await db.KeepAsync(ct);
    }

    public static void Keep<TRow>(this PlatformDb db, TRow row) where TRow : class, IKept => db.Entry(row).State = row.Xmin == 0 ? EntityState.Added : EntityState.Modified;

    /// <summary>All of it or nothing.</summary>
    public static async Task<Refusal?> KeepAsync(this PlatformDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } key } && key.EndsWith("_pkey", StringComparison.Ordinal))
        {
            // Both found nothing saved yet, and the other was first.
            return Changed;
        }
    }

    /// <summary>One of a page's rows as it is now; what is typed in the others stays.</summary>
    /// <param name="now">Null when it is gone.</param>
    public static void Renew<TRow>(this List<TRow> rows, TRow stale, TRow? now) where TRow : class
    {
        var at = rows.IndexOf(stale);
        if (now is null) rows.RemoveAt(at);
        else rows[at] = now;
    }
}
