using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Http;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedGate;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>The goods sellers show: made by the business, joined to its WhatsApp account, filled in batches.</summary>
internal sealed class EmulatedCatalogues(EmulatedGate gate)
{
    private readonly ConcurrentDictionary<string, Catalogue> catalogues = new();
    private int made;

    public sealed class Catalogue(string id, string account, string name)
    {
        public string Id { get; } = id;
        public string Account { get; } = account;
        public string Name { get; } = name;
        public bool IsJoined { get; set; }
        public ConcurrentDictionary<string, JsonElement> Items { get; } = new();
    }

    public void Map(IEndpointRouteBuilder graph)
    {
        graph.MapGet("/{id}/product_catalogs", (string id, HttpRequest request) => gate.OfBusiness(id, request, business => Results.Json(new
        {
            data = catalogues.Values.Where(catalogue => catalogue.Account == business.Id && catalogue.IsJoined).Select(catalogue => new { id = catalogue.Id, name = catalogue.Name }),
        })));
        graph.MapPost("/{id}/product_catalogs", JoinAsync);
        graph.MapPost("/{id}/owned_product_catalogs", MakeAsync);
        graph.MapPost("/{id}/items_batch", FillAsync);
        graph.MapGet("/{id}/products", Read);
    }

    private async Task<IResult> MakeAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        if (gate.Who(request) is not ({ } grant, _)) return gate.Who(request).Refusal!;
        if (id != EmulatedAssets.OwnerOf(grant.Account)) return Nowhere(id);
        if (body.Text("name") is not { Length: > 0 and <= 100 } name) return Refuse(100, "name is needed");

        var catalogue = new Catalogue($"77{Interlocked.Increment(ref made):D13}", grant.Account, name);
        catalogues[catalogue.Id] = catalogue;
        return Results.Json(new { id = catalogue.Id });
    }

    private async Task<IResult> JoinAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return gate.OfBusiness(id, request, business => catalogues.GetValueOrDefault(body.Text("catalog_id") ?? "") is { } catalogue && catalogue.Account == business.Id
            ? Done(() => catalogue.IsJoined = true)
            : Refuse(100, "catalog_id is unknown"));
    }

    private async Task<IResult> FillAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return Of(id, request, catalogue =>
        {
            if (body.Text("item_type") is not "PRODUCT_ITEM") return Refuse(100, "item_type must be PRODUCT_ITEM");
            foreach (var asked in body.Items("requests"))
            {
                var data = asked.Member("data") ?? default;
                if (Problem(asked.Text("method"), data) is { } problem) return Refuse(100, problem);
                if (asked.Text("method") is "DELETE") catalogue.Items.TryRemove(data.Text("id")!, out _);
                else catalogue.Items[data.Text("id")!] = data.Clone();
            }

            return Results.Json(new { handles = new[] { $"handle-{catalogue.Id}-{catalogue.Items.Count}" } });
        });
    }

    private static string? Problem(string? method, JsonElement data) => (method, data) switch
    {
        (not ("CREATE" or "UPDATE" or "DELETE"), _) => "method must be CREATE, UPDATE or DELETE",
        _ when data.Text("id") is not { Length: > 0 and <= 100 } => "id is needed",
        ("DELETE", _) => null,
        _ when data.Text("title") is not { Length: > 0 and <= 200 } => "title is needed",
        _ when data.Text("availability") is not ("in stock" or "out of stock" or "preorder") => "availability is unknown",
        _ when data.Text("price")?.Split(' ') is not [var amount, { Length: 3 }] || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => "price must be an amount and a currency",
        _ => null,
    };

    private IResult Read(string id, HttpRequest request) => Of(id, request, catalogue => Results.Json(new
    {
        data = catalogue.Items.Values.Select(item => new { id = $"9{item.Text("id")}", retailer_id = item.Text("id"), name = item.Text("title"), price = item.Text("price"), availability = item.Text("availability") }),
    }));

    private IResult Of(string id, HttpRequest request, Func<Catalogue, IResult> answer) => gate.Who(request) switch
    {
        ({ } grant, _) when catalogues.GetValueOrDefault(id) is { } catalogue && catalogue.Account == grant.Account => answer(catalogue),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };
}
