using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Identity.Journal;

/// <summary>Reads the trail of one organisation, newest first, page by page from where the last one ended.</summary>
public sealed class AuditQueries(PlatformDbs dbs)
{
    public const int PageSize = 50;

    public async Task<List<AuditRow>> PageAsync(OrganisationId organisation, AuditFilter filter, Guid? before, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await Matching(db, organisation, filter, before).Take(PageSize).ToListAsync(ct);
    }

    /// <summary>Everything that matches, in pages, so that a long trail never lies in memory.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync(OrganisationId organisation, AuditFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        Guid? before = null;
        while (true)
        {
            var page = await PageAsync(organisation, filter, before, ct);
            foreach (var row in page) yield return row;
            if (page.Count < PageSize) yield break;
            before = page[^1].Id;
        }
    }

    public async Task<List<string>> PeopleAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AuditRow>().Where(a => a.OrganisationId == organisation.Value).Select(a => a.Who).Distinct().OrderBy(who => who).Take(200).ToListAsync(ct);
    }

    // Ids are made in the order of time, so they are the cursor.
    private static IQueryable<AuditRow> Matching(PlatformDb db, OrganisationId organisation, AuditFilter filter, Guid? before)
    {
        var rows = db.Set<AuditRow>().AsNoTracking().Where(a => a.OrganisationId == organisation.Value);
        if (before is { } id) rows = rows.Where(a => a.Id < id);
        if (filter.Who is { Length: > 0 } who) rows = rows.Where(a => a.Who == who);
        if (filter.Kind is { } kind) rows = rows.Where(a => a.Kind == kind);
        if (filter.From is { } from) rows = rows.Where(a => a.At >= from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (filter.Until is { } until) rows = rows.Where(a => a.At < until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (filter.Words is { Length: > 0 } words)
        {
            var pattern = $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            rows = rows.Where(a => EF.Functions.ILike(a.About, pattern) || EF.Functions.ILike(a.Who, pattern) || EF.Functions.ILike(a.Address, pattern));
        }

        return rows.OrderByDescending(a => a.Id);
    }
}

public sealed record AuditFilter(string? Words = null, string? Who = null, AuditKind? Kind = null, DateOnly? From = null, DateOnly? Until = null);
