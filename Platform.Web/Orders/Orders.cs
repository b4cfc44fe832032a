using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>An order as lists and its page show it.</summary>
/// <param name="Lines">As JSON; read by <see cref="Items"/>.</param>
[Table("orders"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record OrderRow(
    Guid OrganisationId,
    Guid Id,
    string Number,
    Guid Contact,
    Guid? Conversation,
    OrderSource Source,
    OrderStatus Status,
    Currency Currency,
    long Goods,
    long Fee,
    long Discount,
    long Total,
    string Lines,
    string Name,
    string? Phone,
    string City,
    string? Quarter,
    string? Address,
    DateOnly? Date,
    string? Slot,
    string? Note,
    string? Reason,
    DateTimeOffset PlacedAt,
    DateTimeOffset ChangedAt)
{
    public IReadOnlyList<OrderLine> Items() => JsonSerializer.Deserialize<List<OrderLine>>(Lines, FactTypes.Json) ?? [];

    public Money Of(long minor) => new(minor, Currency);
}

public sealed class OrderProjection : Projection<OrderRow, OrderEvent>
{
    protected override OrderRow? Evolve(OrderRow? row, Recorded<OrderEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, OrderPlaced e) => Begin(recorded, e),
        ({ } r, OrderConfirmed) => r with { Status = OrderStatus.Confirmed, ChangedAt = recorded.At },
        ({ } r, OrderCancelled e) => r with { Status = OrderStatus.Cancelled, Reason = e.Reason, ChangedAt = recorded.At },
        _ => row,
    };

    private static OrderRow Begin(Recorded<OrderEvent> recorded, OrderPlaced e) => new(
        recorded.Organisation.Value,
        recorded.Stream,
        e.Number,
        e.Customer.Value,
        e.Chat?.Value,
        e.Source,
        OrderStatus.Pending,
        e.Total.Currency,
        e.Lines.Sum(line => line.Total.Minor),
        e.Fee.Minor,
        e.Discount.Minor,
        e.Total.Minor,
        JsonSerializer.Serialize(e.Lines, FactTypes.Json),
        e.To.Name.Text,
        e.To.Phone?.Text,
        e.To.City,
        e.To.Quarter?.Text,
        e.To.Address?.Text,
        e.To.Date,
        e.To.Slot,
        e.Note?.Text,
        null,
        recorded.At,
        recorded.At);
}

public sealed class OrderQueries(PlatformDbs dbs)
{
    public const int PageSize = 50;

    /// <param name="after">The last line of the page before.</param>
    public async Task<List<OrderRow>> PageAsync(
        OrganisationId organisation, OrderStatus? status, string? search = null, OrderRow? after = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = db.Set<OrderRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value);
        if (status is { } only) rows = rows.Where(row => row.Status == only);
        if (search is { Length: > 0 })
        {
            var pattern = $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            rows = rows.Where(row => EF.Functions.ILike(row.Number, pattern) || EF.Functions.ILike(row.Name, pattern) || EF.Functions.ILike(row.Phone!, pattern) || EF.Functions.ILike(row.City, pattern));
        }

        if (after is { } last) rows = rows.Where(row => row.PlacedAt < last.PlacedAt || (row.PlacedAt == last.PlacedAt && row.Id.CompareTo(last.Id) < 0));
        return await rows.OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id).Take(size).ToListAsync(ct);
    }

    public async Task<OrderRow?> FindAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OrderRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == order.Value, ct);
    }

    public Task<List<OrderRow>> OfAsync(OrganisationId organisation, ContactId contact, int most = 10, CancellationToken ct = default) => OfAsync(organisation, [contact.Value], most, ct);

    /// <summary>How many orders stand, and what they come to in each currency.</summary>
    public async Task<List<(int Count, Money Total)>> SpentAsync(OrganisationId organisation, IReadOnlyCollection<Guid> contacts, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var sums = await db.Set<OrderRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && contacts.Contains(row.Contact) && row.Status != OrderStatus.Cancelled)
            .GroupBy(row => row.Currency).Select(group => new { Currency = group.Key, Count = group.Count(), Total = group.Sum(row => row.Total) }).ToListAsync(ct);
        return [.. sums.Select(sum => (sum.Count, new Money(sum.Total, sum.Currency)))];
    }

    /// <summary>Of everybody a person was ever taken for.</summary>
    public async Task<List<OrderRow>> OfAsync(OrganisationId organisation, IReadOnlyCollection<Guid> contacts, int most, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OrderRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && contacts.Contains(row.Contact))
            .OrderByDescending(row => row.PlacedAt).Take(most).ToListAsync(ct);
    }
}
