using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;

namespace Platform.Web.Orders;

/// <summary>An order while a person writes it. Amounts are kept as typed until they are read.</summary>
public sealed class OrderForm(Currency currency)
{
    public Currency Currency => currency;
    public string Phone { get; set; } = "";
    public string Name { get; set; } = "";
    public string City { get; set; } = "";
    public string Quarter { get; set; } = "";
    public string Address { get; set; } = "";
    public DateOnly? Date { get; set; }
    public string Slot { get; set; } = "";
    public string Note { get; set; } = "";
    public string Fee { get; set; } = "";
    public string Discount { get; set; } = "";
    public List<Line> Lines { get; } = [];

    /// <summary>A fee somebody typed is theirs; until then the zone decides.</summary>
    public bool IsFeeTyped { get; set; }

    /// <param name="Available">What the shelf still holds besides what this order has already.</param>
    public sealed class Line(OrderLine agreed, int available, Guid? photo)
    {
        public OrderLine Agreed => agreed;
        public int Available => available;
        public Guid? Photo => photo;
        public int Quantity { get; set => field = Math.Clamp(value, 1, Bill.MostPieces); } = agreed.Quantity;
    }

    public static OrderForm Of(OrderRow row, IReadOnlyCollection<ShelfQueries.Goods> shelf)
    {
        var (form, isReserved) = (new OrderForm(row.Currency)
        {
            Phone = row.Phone ?? "", Name = row.Name, City = row.City, Quarter = row.Quarter ?? "", Address = row.Address ?? "", Date = row.Date, Slot = row.Slot ?? "", Note = row.Note ?? "",
            Fee = Amounts.Write(row.Fee, row.Currency), Discount = row.Discount > 0 ? Amounts.Write(row.Discount, row.Currency) : "", IsFeeTyped = true,
        }, row.Status is not OrderStatus.Pending);

        foreach (var line in row.Items())
        {
            var goods = shelf.FirstOrDefault(held => held.Variant == line.Variant);
            form.Lines.Add(new(line, (goods?.Available ?? 0) + (isReserved ? line.Quantity : 0), goods?.Photo));
        }

        return form;
    }

    /// <summary>One more of what is in the order already, else a new line at today's price.</summary>
    public void Add(ShelfQueries.Goods goods)
    {
        if (Lines.Find(line => line.Agreed.Variant == goods.Variant) is { } same)
        {
            same.Quantity++;
            return;
        }

        Lines.Add(new(goods.Line(1), goods.Available, goods.Photo));
    }

    /// <summary>What the zone asks for these goods, while nobody typed a fee.</summary>
    public void Quote(DeliveryZone? zone)
    {
        if (!IsFeeTyped) Fee = zone is null ? "" : Amounts.Write(zone.FeeFor(Goods()).Minor, currency);
    }

    /// <summary>Null while an amount cannot be read.</summary>
    public Bill? Read()
    {
        if (!TryRead(Fee, out var fee) || !TryRead(Discount, out var discount)) return null;
        return new([.. Lines.Select(line => line.Agreed with { Quantity = line.Quantity })], fee, discount);
    }

    public Destination To(Guid person) => new(
        new(person, Name.Trim()), Some(Phone) is { } phone ? new(person, phone) : null, City.Trim(), Some(Quarter) is { } quarter ? new(person, quarter) : null,
        Some(Address) is { } address ? new(person, address) : null, Date, Some(Slot));

    public Personal? NoteOf(Guid person) => Some(Note) is { } note ? new(person, note) : null;

    public static string? Some(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    private Money Goods() => new(Lines.Sum(line => line.Agreed.UnitPrice.Minor * line.Quantity), currency);

    private bool TryRead(string text, out Money amount)
    {
        var isRead = text.Trim().Length == 0 ? (true, 0L) : (Amounts.TryRead(text, currency, out var minor), minor);
        amount = new(isRead.Item2, currency);
        return isRead.Item1;
    }
}
