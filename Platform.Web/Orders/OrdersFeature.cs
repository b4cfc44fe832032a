using Platform.Domain.Orders;
using Platform.Web.Orders.Board;
using Platform.Web.Orders.Preparation;
using Platform.Web.Store;

namespace Platform.Web.Orders;

/// <summary>What customers bought, from the yes on.</summary>
public static class OrdersFeature
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<IProjection<OrderEvent>, OrderProjection>()
        .AddSingleton<IGuard<OrderEvent>, StockGuard>()
        .AddSingleton<OrderQueries>()
        .AddSingleton<OrderNumbers>()
        .AddSingleton<OrderStory>()
        .AddSingleton<OrderDesk>()
        .AddSingleton<NewOrders>()
        .AddSingleton<BoardQueries>()
        .AddSingleton<OrdersFile>()
        .AddSingleton<PreparationQueries>()
        .AddSingleton<Pickups>()
        .AddReaction<TellChatOfOrder, OrderPlaced>();
}
