using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Web.Identity.ApiKeys;

namespace Platform.Web.Channels;

/// <summary>Shows a program's goods inside WhatsApp.</summary>
internal static class CatalogueEndpoint
{
    private const int MostProducts = 5_000;

    public static async Task<Results<JsonHttpResult<Answer>, ProblemHttpResult>> CreateAsync(
        Wanted wanted, Actor by, ChannelDesk desk, ChannelDirectory directory, WhatsAppCatalogues catalogues, CancellationToken ct)
    {
        if (by is { Kind: ActorKind.Member, Role: not (Role.Admin or Role.Owner) }) return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "forbidden");
        if (wanted.Name is not { Length: > 0 and <= 100 } name) return SendingEndpoints.Invalid("missing_name");
        if (wanted.Products is not { Count: > 0 and <= MostProducts } products) return SendingEndpoints.Invalid("invalid_products");

        var (items, seen) = (new List<WhatsAppCatalogues.Item>(products.Count), new HashSet<string>());
        foreach (var product in products)
        {
            if (product.Read() is not { } item || !seen.Add(item.Id)) return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, type: "invalid_product", detail: product.Id);
            items.Add(item);
        }

        var channel = wanted.ChannelId is { } chosen ? (await desk.ListAsync(by.Organisation, ct)).Find(c => c.Id == chosen) : await desk.DefaultAsync(by.Organisation, ct);
        if (channel is null) return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, type: "no_channel");
        if (channel is not { Provider: WhatsAppRegistration.Provider, AccountId: { } account } || await directory.AccountAsync(by.Organisation, new ChannelId(channel.Id), ct) is not { } found)
            return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, type: Trouble.Unsupported);

        try
        {
            var catalogue = await catalogues.OfAsync(found.Credentials.AccessToken, account, name, ct);
            var handles = await catalogues.PutAsync(found.Credentials.AccessToken, catalogue.Id, items, ct);
            return TypedResults.Json(new Answer(catalogue.Id, catalogue.IsNew, items.Count, handles), ApiJson.Options);
        }
        catch (ProviderException e)
        {
            return TypedResults.Problem(statusCode: e.Fault is ProviderFault.Retry or ProviderFault.Unknown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict, type: e.Reason);
        }
    }

    internal sealed record Wanted(
        [property: JsonPropertyName("name")] string? Name, [property: JsonPropertyName("products")] IReadOnlyList<Product>? Products, [property: JsonPropertyName("channel_id")] Guid? ChannelId);

    internal sealed record Product(
        [property: JsonPropertyName("id")] string? Id, [property: JsonPropertyName("name")] string? Name, [property: JsonPropertyName("description")] string? Description,
        [property: JsonPropertyName("price")] decimal Price, [property: JsonPropertyName("currency")] string? Currency, [property: JsonPropertyName("available")] bool? Available,
        [property: JsonPropertyName("url")] string? Url, [property: JsonPropertyName("image_url")] string? ImageUrl)
    {
        /// <returns>Null when it cannot be shown as it is.</returns>
        public WhatsAppCatalogues.Item? Read()
        {
            if (Id is not { Length: > 0 and <= 100 } || Name is not { Length: > 0 and <= 150 } || Price <= 0 || !Enum.TryParse<Currency>(Currency, out var currency)) return null;
            var scale = currency.Decimals() == 2 ? 100m : 1m;
            if (decimal.Truncate(Price * scale) != Price * scale || Price > 100_000_000m) return null;
            if (!IsAddress(Url, out var page) || !IsAddress(ImageUrl, out var picture)) return null;
            return new(Id, Name, Money.Of(Price, currency), Available ?? true) { Description = Description, Page = page, Picture = picture };
        }

        private static bool IsAddress(string? given, out Uri? address)
        {
            address = null;
            return given is null || (Uri.TryCreate(given, UriKind.Absolute, out address) && address.Scheme is "https" or "http");
        }
    }

    internal sealed record Answer(string CatalogId, bool Created, int Products, IReadOnlyList<string> Handles);
}
