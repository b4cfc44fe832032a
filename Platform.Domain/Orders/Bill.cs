using System.Collections.Immutable;
using Platform.Domain.Common;

namespace Platform.Domain.Orders;

/// <summary>What is owed, and for what.</summary>
public sealed record Bill(ImmutableArray<OrderLine> Lines, Money Fee, Money Discount)
{
    /// <summary>More of one article than anybody sells in a chat is a slip of the finger.</summary>
    public const int MostPieces = 999;

    public static Bill Empty { get; } = new([], default, default);

    public Money Total() => Value() + Fee - Discount;

    /// <summary>The goods alone.</summary>
    public Money Value() => Lines.Aggregate(Fee with { Minor = 0 }, (sum, line) => sum + line.Total);

    /// <summary>What it takes from the shelf.</summary>
    public IReadOnlyList<ShelfLine> Goods() => [.. Lines.GroupBy(line => line.Variant).Select(same => new ShelfLine(same.Key, same.Sum(line => line.Quantity)))];

    /// <summary>Why it cannot be; null when it can.</summary>
    public string? Problem()
    {
        if (Lines is []) return "empty";
        if (Lines.Any(line => line.Quantity is < 1 or > MostPieces)) return "quantity";
        if (Lines.Any(line => line.UnitPrice.Currency != Fee.Currency || line.UnitPrice.Minor < 0) || Discount.Currency != Fee.Currency) return "amounts";
        return Fee.Minor < 0 || Discount.Minor < 0 || Discount.Minor > Value().Minor ? "amounts" : null;
    }

    /// <summary>What the shelf must give, and what it gets back, when this takes the place of another.</summary>
    public (IReadOnlyList<ShelfLine> Taken, IReadOnlyList<ShelfLine> Released) Against(Bill before)
    {
        var (then, now) = (before.Goods().ToDictionary(line => line.Variant, line => line.Quantity), Goods().ToDictionary(line => line.Variant, line => line.Quantity));
        var changes = then.Keys.Union(now.Keys).Select(variant => (Variant: variant, By: now.GetValueOrDefault(variant) - then.GetValueOrDefault(variant))).ToList();
        return (
            [.. changes.Where(change => change.By > 0).Select(change => new ShelfLine(change.Variant, change.By))],
            [.. changes.Where(change => change.By < 0).Select(change => new ShelfLine(change.Variant, -change.By))]);
    }

    /// <summary>What is left when some of it comes back; its share of the discount goes with it. Null when it holds less than that.</summary>
    public Bill? Without(IReadOnlyList<ShelfLine> goods)
    {
        var lines = Lines.ToList();
        foreach (var back in goods)
        {
            var count = back.Quantity;
            for (var i = 0; i < lines.Count && count > 0; i++)
            {
                if (lines[i].Variant != back.Variant) continue;
                var some = Math.Min(count, lines[i].Quantity);
                lines[i] = lines[i] with { Quantity = lines[i].Quantity - some };
                count -= some;
            }

            if (count > 0 || back.Quantity < 1) return null;
        }

        var left = this with { Lines = [.. lines.Where(line => line.Quantity > 0)] };
        var (whole, rest) = (Value().Minor, left.Value().Minor);
        return whole == 0 ? left : left with { Discount = Discount with { Minor = (long)((Int128)Discount.Minor * rest / whole) } };
    }
}
