using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders.Board;

/// <summary>All orders at a glance, a column per state. However many there are, as many are read as are shown.</summary>
public sealed class BoardQueries(PlatformDbs dbs, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <summary>What is over leaves the board after this long; the list has all of it.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private const int MostCities = 40;

    public static IReadOnlyList<OrderStatus> Columns { get; } =
    [
        OrderStatus.Pending, OrderStatus.Confirmed, OrderStatus.Preparing, OrderStatus.Ready, OrderStatus.InDelivery, OrderStatus.Delivered, OrderStatus.Failed, OrderStatus.Cancelled,
    ];

    private static readonly OrderStatus[] Over = [OrderStatus.Delivered, OrderStatus.Cancelled];

    /// <param name="Sums">One per currency.</param>
    public sealed record Column(OrderStatus Status, int Count, IReadOnlyList<Money> Sums, IReadOnlyList<OrderRow> Rows)
    {
        public bool HasMore => Count > Rows.Count;
    }

    /// <param name="sizes">How many of a column are shown already.</param>
    public async Task<IReadOnlyList<Column>> OpenAsync(OrganisationId organisation, OrderFilter filter, IReadOnlyDictionary<OrderStatus, int> sizes, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var orders = db.Set<OrderRow>().AsNoTracking();

        // One journey to the database for all columns: each its own walk along the index.
        var rows = await Columns
            .Select(status => In(filter, status).Of(orders, organisation).After(null).Take(sizes.GetValueOrDefault(status, PageSize)))
            .Aggregate(Queryable.Concat)
            .ToListAsync(ct);

        var (since, over) = (clock.GetUtcNow() - Remembered, Over);
        var totals = await filter.Of(orders, organisation)
            .Where(row => !over.Contains(row.Status) || row.PlacedAt >= since)
            .GroupBy(row => new { row.Status, row.Currency })
            .Select(same => new { same.Key.Status, same.Key.Currency, Count = same.Count(), Sum = same.Sum(row => row.Total) })
            .ToListAsync(ct);

        var shown = rows.ToLookup(row => row.Status);
        return [.. Columns.Select(status => new Column(
            status,
            totals.Where(total => total.Status == status).Sum(total => total.Count),
            [.. totals.Where(total => total.Status == status).Select(total => new Money(total.Sum, total.Currency))],
            [.. shown[status].OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id)]))];
    }

    /// <summary>Where the open orders go, the commonest first.</summary>
    public async Task<List<string>> CitiesAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OrderRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && !Over.Contains(row.Status))
            .GroupBy(row => row.City)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key)
            .Select(same => same.Key)
            .Take(MostCities)
            .ToListAsync(ct);
    }

    private OrderFilter In(OrderFilter filter, OrderStatus status) =>
        filter with { Status = status, PlacedFrom = Over.Contains(status) ? clock.GetUtcNow() - Remembered : filter.PlacedFrom };
}
