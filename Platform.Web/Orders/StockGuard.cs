using Npgsql;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>Goods are reserved in the transaction that confirms the order: the last pair is sold once.</summary>
public sealed class StockGuard : IGuard<OrderEvent>
{
    private const string NotEnough = "PL002";

    public void AddWrites(Batch batch, Recorded<OrderEvent> recorded)
    {
        var organisation = recorded.Organisation.Value;
        switch (recorded.Fact)
        {
            case OrderConfirmed { Reserved: { Count: > 0 } goods }:
                batch.Add($"select reserve_stock({organisation}, {Ids(goods)}, {Counts(goods)})");
                break;
            case OrderEdited { Taken: var taken, Released: var released }:
                if (released is not []) batch.Add($"select release_stock({organisation}, {Ids(released)}, {Counts(released)})");
                if (taken is not []) batch.Add($"select reserve_stock({organisation}, {Ids(taken)}, {Counts(taken)})");
                break;
            case OrderDelivered { Goods: { Count: > 0 } goods }:
                batch.Add($"select ship_stock({organisation}, {Ids(goods)}, {Counts(goods)})");
                break;
            case OrderReturned { WasDelivered: true, Goods: { Count: > 0 } goods }:
                batch.Add($"select restock({organisation}, {Ids(goods)}, {Counts(goods)})");
                break;
            case OrderReturned { WasDelivered: false, Goods: { Count: > 0 } goods }:
                batch.Add($"select release_stock({organisation}, {Ids(goods)}, {Counts(goods)})");
                break;
            case OrderCancelled { Released: { Count: > 0 } goods }:
                batch.Add($"select release_stock({organisation}, {Ids(goods)}, {Counts(goods)})");
                break;
        }
    }

    public Refusal? Read(PostgresException refused) => refused.SqlState == NotEnough ? new Refusal("order.sold_out") : null;

    private static Guid[] Ids(IReadOnlyList<ShelfLine> goods) => [.. goods.Select(line => line.Variant.Value)];
    private static int[] Counts(IReadOnlyList<ShelfLine> goods) => [.. goods.Select(line => line.Quantity)];
}
