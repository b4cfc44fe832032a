using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders.Preparation;

/// <summary>Which orders have to be laid together on a day.</summary>
public sealed class PreparationQueries(PlatformDbs dbs)
{
    /// <summary>More than anybody lays together in a day.</summary>
    private const int Most = 500;

    /// <summary>Those a customer waits for by that day; what is overdue or has no day is for the first.</summary>
    /// <param name="isToday">Also brings what should have gone before.</param>
    public async Task<List<OrderRow>> DueAsync(OrganisationId organisation, DateOnly day, bool isToday, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = db.Set<OrderRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value
            && (row.Status == OrderStatus.Confirmed || row.Status == OrderStatus.Preparing || row.Status == OrderStatus.Ready));
        rows = isToday ? rows.Where(row => row.Date == null || row.Date <= day) : rows.Where(row => row.Date == day);
        return await rows.OrderBy(row => row.Date).ThenBy(row => row.PlacedAt).Take(Most).ToListAsync(ct);
    }
}
