using System.Text.Json;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Tests.Orders;

/// <summary>Orders as screens are given them.</summary>
internal static class Rows
{
    public static readonly OrderLine Samba = new(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Samba OG", "38", "Blanc", null, 2, Money.Of(900, Currency.MAD));

    public static OrderRow Of(OrderStatus status, long paid = 0, bool isBack = false) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), "CMD-1001", Guid.CreateVersion7(), null, OrderSource.Chat, status, Currency.MAD, 180_000, 3_000, 0, 183_000,
        JsonSerializer.Serialize<OrderLine[]>([Samba], FactTypes.Json), "Salma Bennani", "+212612345678", "Casablanca", "Maârif", "12 rue Ibn Batouta", new DateOnly(2026, 11, 22), "10h-14h", null, null,
        paid, 0, 0, [], isBack, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
