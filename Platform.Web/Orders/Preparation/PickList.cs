using Platform.Domain.Catalogue;
using Platform.Domain.Orders;

namespace Platform.Web.Orders.Preparation;

/// <summary>What has to be laid together, seen by article and by the time it is fetched.</summary>
public sealed record PickList(IReadOnlyList<PickList.Article> Articles, IReadOnlyList<PickList.Pickup> Pickups)
{
    public int Pieces => Articles.Sum(article => article.Pieces);
    public int Picked => Articles.SelectMany(article => article.Places).Where(place => place.IsPicked).Sum(place => place.Quantity);

    public sealed record Article(VariantId Variant, ProductId Product, string Name, IReadOnlyList<Place> Places)
    {
        public int Pieces => Places.Sum(place => place.Quantity);
        public bool IsPicked => Places.All(place => place.IsPicked);
    }

    /// <summary>How many pieces of an article one order wants.</summary>
    public sealed record Place(OrderRow Order, int Quantity, bool IsPicked);

    /// <param name="At">Null when nobody comes at a set time.</param>
    public sealed record Pickup(TimeOnly? At, IReadOnlyList<OrderRow> Orders);

    public static PickList Of(IReadOnlyList<OrderRow> orders, PickupSchedule schedule, DayOfWeek day, TimeOnly from) => new(
        [.. orders
            .SelectMany(order => order.Items(), (order, line) => (Order: order, Line: line))
            .GroupBy(one => one.Line.Variant)
            .Select(same => new Article(
                same.Key, same.First().Line.Product, OrderWords.Line(same.First().Line),
                [.. same.GroupBy(one => one.Order.Id).Select(of => new Place(of.First().Order, of.Sum(one => one.Line.Quantity), IsPicked(of.First().Order, same.Key)))]))
            .OrderBy(article => article.IsPicked).ThenBy(article => article.Name, StringComparer.CurrentCulture)],
        [.. orders
            .GroupBy(order => schedule.For(order.Slot, day, from))
            .OrderBy(same => same.Key ?? TimeOnly.MaxValue)
            .Select(same => new Pickup(same.Key, [.. same.OrderBy(order => order.Status is OrderStatus.Ready).ThenBy(order => order.PlacedAt)]))]);

    public static bool IsPicked(OrderRow order, VariantId variant) => order.Status is OrderStatus.Ready || order.Picked.Contains(variant.Value);
}
