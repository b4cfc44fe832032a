using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Orders;
using Platform.Web.Orders.Board;
using Platform.Web.Store;

namespace Platform.Tests.Orders;

/// <summary>What the board reads: no more than it shows, and counts of all there is.</summary>
public sealed class BoardTests(Database database) : IClassFixture<Database>
{
    private readonly OrganisationId shop = new(Guid.CreateVersion7());

    [Fact]
    public async Task A_column_shows_its_newest_and_counts_them_all()
    {
        await using var services = Services();
        for (var n = 0; n < 25; n++) await PlaceAsync(services, $"CMD-{n}");

        var pending = (await OpenAsync(services, new())).Single(column => column.Status is OrderStatus.Pending);

        Assert.Equal((25, BoardQueries.PageSize, true), (pending.Count, pending.Rows.Count, pending.HasMore));
        Assert.Equal("CMD-24", pending.Rows[0].Number);
        Assert.Equal([Money.Of(25 * 130, Currency.MAD)], pending.Sums);
    }

    [Fact]
    public async Task Each_order_stands_in_the_column_of_its_state()
    {
        await using var services = Services();
        var order = await PlaceAsync(services, "CMD-A");
        await services.GetRequiredService<Streams>().HandleAsync(order, new ConfirmOrder(), Awa);

        Assert.Equal([OrderStatus.Confirmed], (await OpenAsync(services, new())).Where(column => column.Count > 0).Select(column => column.Status));
    }

    [Theory]
    [InlineData("Rabat", null, null, 1)]
    [InlineData("Fès", null, null, 0)]
    [InlineData(null, OrderSource.Api, null, 0)]
    [InlineData(null, null, "salma", 1)]
    [InlineData(null, null, "100%", 0)]
    public async Task Filters_leave_what_was_asked_for(string? city, OrderSource? source, string? words, int count)
    {
        await using var services = Services();
        await PlaceAsync(services, "CMD-B");
        Assert.Equal(count, (await OpenAsync(services, new(City: city, Source: source, Search: words))).Sum(column => column.Count));
    }

    [Theory]
    [InlineData("2026-11-21", 1)]
    [InlineData("2026-11-20", 0)]
    public async Task What_is_due_later_can_wait(string day, int count)
    {
        await using var services = Services();
        await PlaceAsync(services, "CMD-C", new DateOnly(2026, 11, 21));
        Assert.Equal(count, (await OpenAsync(services, new(DueBy: DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))).Sum(column => column.Count));
    }

    private Actor Awa => new(shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());

    private ServiceProvider Services() => new ServiceCollection().AddLogging().AddStore(database.Databases, database.Root).AddOrders().BuildServiceProvider();

    private Task<IReadOnlyList<BoardQueries.Column>> OpenAsync(ServiceProvider services, OrderFilter filter) =>
        services.GetRequiredService<BoardQueries>().OpenAsync(shop, filter, new Dictionary<OrderStatus, int>());

    private async Task<OrderId> PlaceAsync(ServiceProvider services, string number, DateOnly? date = null)
    {
        var (order, salma, product, variant) = (new OrderId(Guid.CreateVersion7()), new ContactId(Guid.CreateVersion7()), Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.ExecuteAsync($"""
            insert into products (organisation_id, id, title, description, tags, is_active, created_at, updated_at) values ('{shop.Value}', '{product}', 'Samba OG', '', '{"{}"}', true, now(), now());
            insert into variants (organisation_id, id, product_id, position, price, stock) values ('{shop.Value}', '{variant}', '{product}', 0, 10000, 1)
            """);
        var line = new OrderLine(new ProductId(product), new VariantId(variant), "Samba OG", "38", "Blanc", null, 1, Money.Of(100, Currency.MAD));
        var decision = await services.GetRequiredService<Streams>().HandleAsync(order, new PlaceOrder(
            number, salma, OrderSource.Chat, null, [line], Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD), new(new(salma.Value, "Salma"), null, "Rabat", null, null, date, null), null, IsAccepted: false), Awa);
        Assert.Null(decision.Refusal);
        return order;
    }
}
