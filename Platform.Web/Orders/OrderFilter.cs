using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Shared;

namespace Platform.Web.Orders;

/// <summary>Which orders somebody wants to see.</summary>
/// <param name="DueBy">Those a customer waits for by that day; one without a day is waited for from the start.</param>
/// <param name="PlacedFrom">Nothing older.</param>
public sealed record OrderFilter(
    OrderStatus? Status = null, string? Search = null, OrderSource? Source = null, string? City = null, DateOnly? DueBy = null, DateTimeOffset? PlacedFrom = null)
{
    internal IQueryable<OrderRow> Of(IQueryable<OrderRow> orders, OrganisationId organisation)
    {
        var rows = orders.Where(row => row.OrganisationId == organisation.Value);
        if (Status is { } status) rows = rows.Where(row => row.Status == status);
        if (Source is { } source) rows = rows.Where(row => row.Source == source);
        if (City is { Length: > 0 } city) rows = rows.Where(row => row.City == city);
        if (DueBy is { } day) rows = rows.Where(row => row.Date == null || row.Date <= day);
        if (PlacedFrom is { } from) rows = rows.Where(row => row.PlacedAt >= from);
        if (Search is not { Length: > 0 } words) return rows;

        var pattern = Like.Containing(words);
        return rows.Where(row => EF.Functions.ILike(row.Number, pattern) || EF.Functions.ILike(row.Name, pattern) || EF.Functions.ILike(row.Phone!, pattern) || EF.Functions.ILike(row.City, pattern));
    }
}

internal static class OrderPaging
{
    /// <summary>The newest first, from behind the last one shown.</summary>
    public static IQueryable<OrderRow> After(this IQueryable<OrderRow> rows, OrderRow? last)
    {
        if (last is { PlacedAt: var at, Id: var id }) rows = rows.Where(row => row.PlacedAt < at || (row.PlacedAt == at && row.Id.CompareTo(id) < 0));
        return rows.OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id);
    }
}
