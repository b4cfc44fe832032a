using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Identity;
using Platform.Web.Identity.ApiKeys;
using Platform.Web.Shared;

namespace Platform.Web.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/orders").RequireRateLimiting(Limits.Api).WithTags("Orders");
        orders.MapGet("/", ListAsync).RequireScope(Scopes.OrdersRead);
        orders.MapGet("/{id:guid}", FindAsync).RequireScope(Scopes.OrdersRead);
        orders.MapPost("/", PlaceAsync).RequireScope(Scopes.OrdersWrite);

        app.MapGet("/commandes/export.csv", CsvAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
        app.MapGet("/commandes/export.xlsx", WorkbookAsync).RequireAuthorization(policy => policy.RequireRole(Members.All.Split(',')));
    }

    private static async Task<JsonHttpResult<Page>> ListAsync(Actor by, OrderQueries orders, CancellationToken ct, string? status = null, string? search = null, Guid? after = null, int limit = OrderQueries.PageSize)
    {
        var size = Math.Clamp(limit, 1, 100);
        var last = after is { } id ? await orders.FindAsync(by.Organisation, new OrderId(id), ct) : null;
        var rows = await orders.PageAsync(by.Organisation, new(Parse<OrderStatus>(status), search), last, size + 1, ct);
        return TypedResults.Json(new Page([.. rows.Take(size).Select(Shown.Of)], rows.Count > size ? rows[size - 1].Id : null), ApiJson.Options);
    }

    private static async Task<Results<JsonHttpResult<Shown>, NotFound>> FindAsync(Guid id, Actor by, OrderQueries orders, CancellationToken ct) =>
        await orders.FindAsync(by.Organisation, new OrderId(id), ct) is { } row ? TypedResults.Json(Shown.Of(row), ApiJson.Options) : TypedResults.NotFound();

    private static async Task<Results<JsonHttpResult<Shown>, ProblemHttpResult>> PlaceAsync(
        NewOrder sent, Actor by, NewOrders taking, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken ct)
    {
        if (sent.Items is not { Count: > 0 } items || sent.Items.Any(item => item is null)) return Invalid("order.empty");
        if (!TryRead(sent.Fee, sent.Currency, out var fee) || !TryRead(sent.Discount, sent.Currency, out var discount)) return Invalid("order.amounts");

        var (order, refusal) = await taking.PlaceAsync(by, new(
            IdOf(by.Organisation, key),
            OrderSource.Api,
            sent.Phone ?? "",
            sent.Name ?? "",
            [.. items.Select(item => new ShelfLine(new(item.Variant), item.Quantity))],
            person => new(new(person, sent.Name ?? ""), null, sent.City ?? "", Some(person, sent.Quarter), Some(person, sent.Address), sent.Date, sent.Slot),
            person => Some(person, sent.Note),
            fee,
            discount,
            sent.Confirmed), ct);

        return (order, refusal?.Code) switch
        {
            ({ } placed, _) => TypedResults.Json(Shown.Of(placed), ApiJson.Options, statusCode: StatusCodes.Status201Created),
            (_, "forbidden") => TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "forbidden"),
            (_, "order.sold_out") => TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, type: "order.sold_out"),
            (_, var code) => Invalid(code ?? "order.unknown"),
        };
    }

    private static async Task<FileContentHttpResult> CsvAsync(Actor by, OrdersFile file, CancellationToken ct, string? etat = null, string? q = null) =>
        TypedResults.Bytes(await file.CsvAsync(by.Organisation, new(Parse<OrderStatus>(etat), q), ct), "text/csv; charset=utf-8", "commandes.csv");

    private static async Task<FileContentHttpResult> WorkbookAsync(Actor by, OrdersFile file, CancellationToken ct, string? etat = null, string? q = null) =>
        TypedResults.Bytes(await file.WorkbookAsync(by.Organisation, new(Parse<OrderStatus>(etat), q), ct), Workbook.MimeType, "commandes.xlsx");

    private static bool TryRead(decimal? amount, string? currency, out Money? money)
    {
        money = null;
        if (amount is not { } some) return true;
        if (!Enum.TryParse<Currency>(currency, out var known) || some is < 0 or > 1_000_000_000 || decimal.Round(some, known.Decimals()) != some) return false;
        money = Money.Of(some, known);
        return true;
    }

    private static TEnum? Parse<TEnum>(string? text) where TEnum : struct, Enum => Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static Personal? Some(Guid person, string? text) => string.IsNullOrWhiteSpace(text) ? null : new Personal(person, text.Trim());

    private static OrderId IdOf(OrganisationId organisation, string? key) =>
        new(key is null ? Guid.CreateVersion7() : new(SHA256.HashData([.. organisation.Value.ToByteArray(), .. Encoding.UTF8.GetBytes($"order {key}")]).AsSpan(0, 16)));

    private static ProblemHttpResult Invalid(string what) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, type: what);

    /// <param name="Fee">Left out, the city's zone decides. With it and the discount goes the currency.</param>
    internal sealed record NewOrder(
        string? Phone, string? Name, string? City, string? Quarter, string? Address, DateOnly? Date, string? Slot, string? Note,
        IReadOnlyList<NewItem>? Items, decimal? Fee, decimal? Discount, string? Currency, bool Confirmed = false);

    internal sealed record NewItem([property: JsonPropertyName("variant_id")] Guid Variant, int Quantity);

    /// <param name="Next">Asked for as `after`, it brings the next page; none when this is the last.</param>
    internal sealed record Page(IReadOnlyList<Shown> Data, Guid? Next);

    internal sealed record Item(Guid ProductId, Guid VariantId, string Title, string? Size, string? Colour, string? Other, int Quantity, decimal UnitPrice);

    internal sealed record Shown(
        Guid Id, string Number, string Status, string Source, string Name, string? Phone, string City, string? Quarter, string? Address, DateOnly? Date, string? Slot, string? Note,
        IReadOnlyList<Item> Items, decimal Goods, decimal Fee, decimal Discount, decimal Total, decimal Paid, decimal Refunded, decimal Due, string Currency, DateTimeOffset PlacedAt, DateTimeOffset ChangedAt)
    {
        public static Shown Of(OrderRow row) => new(
            row.Id, row.Number, Store.Naming.SnakeCase(row.Status.ToString()), Store.Naming.SnakeCase(row.Source.ToString()), row.Name, row.Phone, row.City, row.Quarter, row.Address, row.Date, row.Slot, row.Note,
            [.. row.Items().Select(line => new Item(line.Product.Value, line.Variant.Value, line.Title, line.Size, line.Colour, line.Other, line.Quantity, line.UnitPrice.Amount))],
            row.Of(row.Goods).Amount, row.Of(row.Fee).Amount, row.Of(row.Discount).Amount, row.Of(row.Total).Amount, row.Of(row.Paid).Amount, row.Of(row.Refunded).Amount, row.Due().Amount,
            row.Currency.ToString(), row.PlacedAt, row.ChangedAt);
    }
}
