using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>The goods a seller shows inside WhatsApp. An account there has one catalogue.</summary>
public sealed class WhatsAppCatalogues
{
    /// <summary>Meta takes no more in one call.</summary>
    private const int AtOnce = 1_000;

    private readonly WhatsAppGraph graph;

    internal WhatsAppCatalogues(WhatsAppGraph graph) => this.graph = graph;

    /// <param name="Id">The seller's own, by which orders name it.</param>
    public sealed record Item(string Id, string Title, Money Price, bool IsAvailable)
    {
        public string? Description { get; init; }
        public Uri? Page { get; init; }
        public Uri? Picture { get; init; }
    }

    /// <param name="IsNew">There was none before.</param>
    public sealed record Catalogue(string Id, bool IsNew);

    /// <summary>The account's catalogue; one of this name is made and joined to it where there is none.</summary>
    public async Task<Catalogue> OfAsync(string token, string account, string name, CancellationToken ct)
    {
        var joined = $"{Uri.EscapeDataString(account)}/product_catalogs";
        if (IdOf((await graph.GetAsync(token, joined, ct)).Items("data").FirstOrDefault()) is { } known) return new(known, IsNew: false);

        var owner = IdOf((await graph.GetAsync(token, Uri.EscapeDataString(account), ct, ("fields", "owner_business_info"))).Member("owner_business_info") ?? default)
            ?? throw new ProviderException("no_owner", ProviderFault.Final) { Reason = Trouble.AccessMissing };
        var made = IdOf(await graph.PostAsync(token, $"{Uri.EscapeDataString(owner)}/owned_product_catalogs", new { name }, ct))
            ?? throw new ProviderException("no_id", ProviderFault.Retry) { Reason = Trouble.NoAnswer };
        await graph.PostAsync(token, joined, new { catalog_id = made }, ct);
        return new(made, IsNew: true);
    }

    /// <summary>Puts the items there; those of the same id are replaced.</summary>
    /// <returns>By which Meta can be asked how far it is: it takes its time.</returns>
    public async Task<IReadOnlyList<string>> PutAsync(string token, string catalogue, IReadOnlyList<Item> items, CancellationToken ct)
    {
        var handles = new List<string>();
        foreach (var some in items.Chunk(AtOnce))
        {
            var answer = await graph.PostAsync(token, $"{Uri.EscapeDataString(catalogue)}/items_batch", new { item_type = "PRODUCT_ITEM", requests = some.Select(RequestOf) }, ct);
            handles.AddRange(answer.Items("handles").Select(handle => handle.ToString()));
        }

        return handles;
    }

    private static object RequestOf(Item item) => new
    {
        method = "UPDATE",
        data = new
        {
            id = item.Id,
            title = item.Title,
            description = item.Description ?? item.Title,
            availability = item.IsAvailable ? "in stock" : "out of stock",
            condition = "new",
            price = string.Create(CultureInfo.InvariantCulture, $"{item.Price.Amount} {item.Price.Currency}"),
            link = item.Page?.AbsoluteUri,
            image_link = item.Picture?.AbsoluteUri,
        },
    };

    private static string? IdOf(JsonElement thing) => thing.ValueKind is JsonValueKind.Object && thing.Text("id") is { Length: > 0 } id ? id : null;
}
