using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Tests.Store;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Tests.Orders;

/// <summary>Goods are promised once, whoever asks at the same time.</summary>
public sealed class ShelfTests(Database database) : IClassFixture<Database>
{
    private static readonly OrganisationId Shop = new(Guid.CreateVersion7());
    private static readonly Actor Awa = new(Shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());

    [Fact]
    public async Task The_last_pair_is_sold_once_however_many_say_yes_together()
    {
        await using var services = Services();
        var pair = await ShelveAsync(stock: 3);
        var streams = services.GetRequiredService<Streams>();

        var decisions = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => streams.HandleAsync(new OrderId(Guid.CreateVersion7()), Place($"CMD-{n}", pair, 1), Awa)));

        Assert.Equal(3, decisions.Count(decision => decision.Refusal is null));
        Assert.All(decisions.Where(decision => decision.Refusal is not null), decision => Assert.Equal("order.sold_out", decision.Refusal!.Code));
        Assert.Equal("3", await ReservedAsync(pair));
    }

    [Fact]
    public async Task A_refused_order_leaves_nothing_behind()
    {
        await using var services = Services();
        var (there, gone) = (await ShelveAsync(stock: 5), await ShelveAsync(stock: 0));
        var order = new OrderId(Guid.CreateVersion7());

        var decision = await services.GetRequiredService<Streams>().HandleAsync(order, Place("CMD-A", there, 1) with { Lines = [Line(there, 1), Line(gone, 1)] }, Awa);

        Assert.Equal("order.sold_out", decision.Refusal?.Code);
        Assert.Equal("0", await ReservedAsync(there));
        Assert.Null(await services.GetRequiredService<OrderQueries>().FindAsync(Shop, order));
    }

    [Fact]
    public async Task Cancelling_puts_it_back()
    {
        await using var services = Services();
        var pair = await ShelveAsync(stock: 1);
        var (streams, order) = (services.GetRequiredService<Streams>(), new OrderId(Guid.CreateVersion7()));
        await streams.HandleAsync(order, Place("CMD-B", pair, 1), Awa);
        Assert.Equal("1", await ReservedAsync(pair));

        await streams.HandleAsync(order, new CancelOrder("Erreur"), Awa);

        Assert.Equal("0", await ReservedAsync(pair));
        Assert.Null((await streams.HandleAsync(new OrderId(Guid.CreateVersion7()), Place("CMD-C", pair, 1), Awa)).Refusal);
    }

    [Fact]
    public async Task Two_orders_for_the_same_two_articles_never_wait_for_each_other()
    {
        await using var services = Services();
        var (one, other) = (await ShelveAsync(stock: 100), await ShelveAsync(stock: 100));
        var streams = services.GetRequiredService<Streams>();

        var decisions = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => streams.HandleAsync(
            new OrderId(Guid.CreateVersion7()), Place($"CMD-D{n}", one, 1) with { Lines = n % 2 == 0 ? [Line(one, 1), Line(other, 1)] : [Line(other, 1), Line(one, 1)] }, Awa)));

        Assert.All(decisions, decision => Assert.Null(decision.Refusal));
        Assert.Equal("40", await ReservedAsync(other));
    }

    private ServiceProvider Services() => new ServiceCollection().AddLogging().AddStore(database.Databases, database.Root).AddOrders().BuildServiceProvider();

    private static PlaceOrder Place(string number, VariantId variant, int quantity)
    {
        var salma = new ContactId(Guid.CreateVersion7());
        return new(
            number, salma, OrderSource.Chat, null, [Line(variant, quantity)], Money.Of(30, Currency.MAD), Money.Of(0, Currency.MAD),
            new Destination(new Personal(salma.Value, "Salma"), null, "Casablanca", null, null, null, null), null, IsAccepted: true);
    }

    private static OrderLine Line(VariantId variant, int quantity) => new(new ProductId(Guid.CreateVersion7()), variant, "Samba OG", "38", "Blanc", null, quantity, Money.Of(949, Currency.MAD));

    private async Task<VariantId> ShelveAsync(int stock)
    {
        var (product, variant) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var connection = new NpgsqlConnection(database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            insert into products (organisation_id, id, title, description, tags, is_active, created_at, updated_at) values ($1, $2, 'Samba OG', '', '{}', true, now(), now());
            """, connection) { Parameters = { new() { Value = Shop.Value }, new() { Value = product } } };
        await command.ExecuteNonQueryAsync();
        await using var shelf = new NpgsqlCommand("insert into variants (organisation_id, id, product_id, position, price, stock) values ($1, $2, $3, 0, 94900, $4)", connection)
        {
            Parameters = { new() { Value = Shop.Value }, new() { Value = variant }, new() { Value = product }, new() { Value = stock } },
        };
        await shelf.ExecuteNonQueryAsync();
        return new(variant);
    }

    private Task<string> ReservedAsync(VariantId variant) => Server.TextAsync(database.Owner, $"select reserved from variants where id = '{variant.Value}'");
}
