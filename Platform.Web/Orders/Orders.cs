using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>An order as lists and its page show it.</summary>
/// <param name="Lines">As JSON; read by <see cref="Items"/>.</param>
/// <param name="Reduced">What of the price was given back after the customer had the goods: it is not owed again.</param>
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
    long Paid,
    long Refunded,
    long Reduced,
    Guid[] Picked,
    bool IsBack,
    DateTimeOffset PlacedAt,
    DateTimeOffset ChangedAt)
{
    public IReadOnlyList<OrderLine> Items() => JsonSerializer.Deserialize<List<OrderLine>>(Lines, FactTypes.Json) ?? [];

    public Bill Bill() => new([.. Items()], Of(Fee), Of(Discount));

    public OrderText Text() => new(
        Items(), Of(Fee), Of(Discount), new(Words(Name), Phone is null ? null : Words(Phone), City, Quarter is null ? null : Words(Quarter), Address is null ? null : Words(Address), Date, Slot),
        Note is null ? null : Words(Note));

    private Personal Words(string text) => new(Contact, text);

    public Money Of(long minor) => new(minor, Currency);

    /// <summary>What the customer pays for it in the end; nothing for what they do not get.</summary>
    public Money Price() => Of(Status is OrderStatus.Cancelled || IsBack ? 0 : Math.Max(0, Total - Reduced));

    /// <summary>What the customer still owes; never less than nothing.</summary>
    public Money Due() => Of(Math.Max(0, Price().Minor - Paid + Refunded));

    /// <summary>What was paid beyond the price and has not gone back.</summary>
    public Money Surplus() => Of(Math.Max(0, Paid - Refunded - Price().Minor));
}

public sealed class OrderProjection : Projection<OrderRow, OrderEvent>
{
    protected override OrderRow? Evolve(OrderRow? row, Recorded<OrderEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, OrderPlaced e) => Begin(recorded, e),
        ({ } r, var fact) => Change(r, fact) with { ChangedAt = recorded.At },
        _ => row,
    };

    private static OrderRow Change(OrderRow row, OrderEvent fact) => fact switch
    {
        OrderConfirmed => row with { Status = OrderStatus.Confirmed },
        OrderEdited e => Fill(row, new([.. e.Lines], e.Fee, e.Discount), e.To) with { Note = e.Note?.Text },
        OrderPreparing => row with { Status = OrderStatus.Preparing },
        OrderPicked e => row with { Picked = e.IsPicked ? [.. row.Picked, e.Variant.Value] : [.. row.Picked.Where(variant => variant != e.Variant.Value)] },
        OrderPrepared => row with { Status = OrderStatus.Ready },
        OrderSteppedBack e => row with { Status = e.To, Picked = e.To is OrderStatus.Confirmed ? [] : row.Picked },
        OrderHandedOver => row with { Status = OrderStatus.InDelivery, Reason = null },
        OrderDelivered => row with { Status = OrderStatus.Delivered },
        OrderFailed e => row with { Status = OrderStatus.Failed, Reason = e.Reason },
        OrderRescheduled e => row with { Status = row.Status is OrderStatus.Failed ? OrderStatus.Ready : row.Status, Date = e.Date ?? row.Date, Slot = e.Slot ?? row.Slot, Reason = null },
        OrderReturned { WasDelivered: true } e => Owe(row, row.Bill().Without(e.Goods) ?? row.Bill()),
        OrderReturned => row with { IsBack = true },
        OrderCancelled e => row with { Status = OrderStatus.Cancelled, Reason = e.Reason },
        OrderPaid e => row with { Paid = row.Paid + e.Amount.Minor },
        OrderRefunded e => row with { Refunded = row.Refunded + e.Amount.Minor, Reduced = row.Reduced + Reduction(row, e.Amount.Minor) },
        _ => row,
    };

    /// <summary>Before the goods are there a refund only means that they are paid in another way. Afterwards it lowers the price, unless too much had been paid.</summary>
    private static long Reduction(OrderRow row, long refunded) => row.Status is OrderStatus.Delivered ? Math.Max(0, refunded - row.Surplus().Minor) : 0;

    private static OrderRow Owe(OrderRow row, Bill bill) => row with
    {
        Lines = JsonSerializer.Serialize(bill.Lines, FactTypes.Json), Goods = bill.Value().Minor, Fee = bill.Fee.Minor, Discount = bill.Discount.Minor, Total = bill.Total().Minor,
    };

    private static OrderRow Fill(OrderRow row, Bill bill, Destination to) => Owe(row, bill) with
    {
        Name = to.Name.Text, Phone = to.Phone?.Text, City = to.City, Quarter = to.Quarter?.Text, Address = to.Address?.Text, Date = to.Date, Slot = to.Slot,
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
        0,
        0,
        0,
        [],
        false,
        recorded.At,
        recorded.At);
}

public sealed class OrderQueries(PlatformDbs dbs, Databases databases)
{
    private static readonly RowMap<OrderRow> Map = new();

    public const int PageSize = 50;

    /// <param name="after">The last line of the page before.</param>
    public async Task<List<OrderRow>> PageAsync(OrganisationId organisation, OrderFilter filter, OrderRow? after = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await filter.Of(db.Set<OrderRow>().AsNoTracking(), organisation).After(after).Take(size).ToListAsync(ct);
    }

    public async Task<OrderRow?> FindAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OrderRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == order.Value, ct);
    }

    /// <summary>These, the oldest first.</summary>
    public async Task<List<OrderRow>> OfAsync(OrganisationId organisation, IReadOnlyCollection<OrderId> orders, CancellationToken ct = default)
    {
        var ids = orders.Select(order => order.Value).ToArray();
        await using var db = dbs.Open(organisation);
        return await db.Set<OrderRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && ids.Contains(row.Id)).OrderBy(row => row.PlacedAt).ToListAsync(ct);
    }

    public async Task<IReadOnlyDictionary<Guid, OrderRow>> ManyAsync(OrganisationId organisation, IReadOnlyCollection<Guid> ids, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<OrderRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
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
        await using var batch = databases.App.BatchFor(organisation);
        Map.AddSelect(
            batch, "where organisation_id = $1 and contact = any($2) order by placed_at desc limit $3",
            new NpgsqlParameter<Guid> { TypedValue = organisation.Value }, new NpgsqlParameter<Guid[]> { TypedValue = [.. contacts] }, new NpgsqlParameter<int> { TypedValue = most });
        await using var rows = await batch.ReadAsync(ct);
        return await Map.ListAsync(rows, ct);
    }
}
