using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Domain.Payments;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Payments.Emulation;

namespace Platform.Integrations.Payments.Mollie;

/// <summary>Mollie's side of the wire: amounts as text with two decimals, answers kept by key, and webhooks that say an id and no more.</summary>
public sealed class MollieEmulator : IEmulatedGateway, IDisposable
{
    public const string Path = "/emulators/mollie";

    /// <summary>Mollie's own client refuses anything shorter.</summary>
    private const int ShortestKey = 35;

    private readonly ConcurrentDictionary<string, string> keys = new();
    private readonly ConcurrentDictionary<string, string?> metadata = new();

    public MollieEmulator(TimeProvider clock) => Till = new(clock, static sale =>
        new(sale.Notify!, Encoding.UTF8.GetBytes($"id={sale.Id}"), "application/x-www-form-urlencoded", static _ => []));

    public EmulatedTill Till { get; }

    public SellerAccount Register(string merchant, Uri webhook)
    {
        var key = $"test_{merchant}".PadRight(ShortestKey, '0');
        keys[key] = merchant;
        return new(("api_key", key));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        var payments = root.MapGroup("/v2/payments");
        payments.MapPost("", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Open(request, merchant, body), ct));
        payments.MapGet("", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => List("payments", [.. Till.Of(merchant).Select(sale => Payment(request, sale))]), ct));
        payments.MapGet("/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Of(id, merchant, sale => Results.Json(Payment(request, sale), Calling.Json)), ct));
        payments.MapDelete("/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (_, _) => Error(422, "Unprocessable Entity", "The payment cannot be cancelled"), ct));
        payments.MapPost("/{id}/refunds", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Of(id, merchant, sale => Refund(request, sale, body)), ct));
        payments.MapGet("/{id}/refunds", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Of(id, merchant, sale => List("refunds", [.. sale.Refunds.Select(refund => Refunded(sale, refund))])), ct));
        new PaymentPage("Mollie", "mollie", Till).Map(root);
    }

    public void Dispose() => Till.Dispose();

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<string, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (!keys.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var merchant)) return Error(401, "Unauthorized Request", "Missing authentication, or failed to authenticate");
        return await Till.Faults.AnswerAsync(code => Error(code, "Refused on request", "Refused on request"), () => Task.FromResult(answer(merchant, body)), ct);
    }

    private IResult Open(HttpRequest request, string merchant, JsonElement body)
    {
        if (AmountOf(body) is not { } amount) return Error(422, "Unprocessable Entity", "The amount is not valid", "amount");
        if (body.Text("description") is not { Length: > 0 and <= 255 } title) return Error(422, "Unprocessable Entity", "The description is missing or too long", "description");
        if (!Uri.TryCreate(body.Text("redirectUrl"), UriKind.Absolute, out var back)) return Error(422, "Unprocessable Entity", "The redirect location is invalid", "redirectUrl");
        if (!Uri.TryCreate(body.Text("webhookUrl"), UriKind.Absolute, out var notify)) return Error(422, "Unprocessable Entity", "The webhook location is invalid", "webhookUrl");

        var id = Till.Once(merchant, request.Headers["Idempotency-Key"], () =>
        {
            var made = $"tr_{Convert.ToHexString(RandomNumberGenerator.GetBytes(6))}";
            metadata[made] = body.Member("metadata")?.GetRawText();
            Till.Open(new(made, merchant, amount)
            {
                Reference = body.Member("metadata")?.Text("reference") ?? "",
                Title = title,
                Return = back,
                Notify = notify,
                CreatedAt = Till.Now,
                Until = Till.Now.AddMinutes(30),
            });
            return made;
        });
        return Results.Json(Payment(request, Till.Find(id)!), Calling.Json, statusCode: 201);
    }

    private IResult Refund(HttpRequest request, EmulatedSale sale, JsonElement body)
    {
        if (AmountOf(body) is not { } amount || amount.Currency != sale.Asked.Currency) return Error(422, "Unprocessable Entity", "The amount is not valid", "amount");
        var id = Till.Once(sale.Merchant, request.Headers["Idempotency-Key"], () => sale.Refund($"re_{Convert.ToHexString(RandomNumberGenerator.GetBytes(5))}", amount.Amount, body.Member("metadata")?.GetRawText(), Till.Now)?.Id ?? "");
        return sale.Refunds.FirstOrDefault(refund => refund.Id == id) is { } refund
            ? Results.Json(Refunded(sale, refund), Calling.Json, statusCode: 201)
            : Error(422, "Unprocessable Entity", "The amount is higher than the maximum", "amount");
    }

    private IResult Of(string id, string merchant, Func<EmulatedSale, IResult> answer) => Till.Find(id, merchant) is { } sale ? answer(sale) : Error(404, "Not Found", $"No payment exists with token {id}.");

    /// <summary>Text with exactly two decimals, or it is none.</summary>
    private static Sum? AmountOf(JsonElement body) =>
        body.Member("amount") is { } amount && amount.Member("value") is { ValueKind: JsonValueKind.String } && amount.Text("value") is [.., '.', _, _] && amount.Amount("value") is ({ } value and > 0) && amount.Text("currency") is "EUR"
            ? new(value, "EUR")
            : null;

    private object Payment(HttpRequest request, EmulatedSale sale) => new
    {
        resource = "payment",
        id = sale.Id,
        mode = "test",
        createdAt = sale.CreatedAt,
        amount = Amount(sale.Paid ?? sale.Asked),
        amountRefunded = Amount(new((sale.Paid?.Amount ?? 0) - sale.Left, sale.Asked.Currency)),
        amountRemaining = Amount(new(sale.Left, sale.Asked.Currency)),
        description = sale.Title,
        metadata = metadata.GetValueOrDefault(sale.Id) is { } kept ? JsonDocument.Parse(kept).RootElement : (JsonElement?)null,
        status = sale.State switch { EmulatedState.Paid => "paid", EmulatedState.Refused => "failed", EmulatedState.Cancelled => "canceled", EmulatedState.Expired => "expired", _ => "open" },
        details = sale.State is EmulatedState.Refused ? new { failureReason = "insufficient_funds" } : null,
        isCancelable = false,
        expiresAt = sale.Until,
        sequenceType = "oneoff",
        redirectUrl = sale.Return,
        webhookUrl = sale.Notify,
        profileId = "pfl_relais",
        _links = new
        {
            self = Link($"{Self(request)}/v2/payments/{sale.Id}"),
            checkout = sale.State is EmulatedState.Open ? new { href = PaymentPage.Address(request, Path, sale).AbsoluteUri, type = "text/html" } : null,
            documentation = Link("https://docs.mollie.com"),
        },
    };

    private static object Refunded(EmulatedSale sale, EmulatedRefund refund) => new
    {
        resource = "refund",
        id = refund.Id,
        mode = "test",
        amount = Amount(new(refund.Amount, sale.Asked.Currency)),
        status = "refunded",
        metadata = refund.Tag is { } tag ? JsonDocument.Parse(tag).RootElement : (JsonElement?)null,
        paymentId = sale.Id,
        createdAt = refund.At,
        _links = new { documentation = Link("https://docs.mollie.com") },
    };

    private static IResult List(string name, object[] items) => Results.Json(new Dictionary<string, object?>
    {
        ["count"] = items.Length,
        ["_embedded"] = new Dictionary<string, object> { [name] = items },
        ["_links"] = new { documentation = Link("https://docs.mollie.com") },
    }, Calling.Json);

    private static object Amount(Sum sum) => new { value = sum.Amount.ToString("F2", CultureInfo.InvariantCulture), currency = sum.Currency };
    private static object Link(string href) => new { href, type = "text/html" };
    private static string Self(HttpRequest request) => $"{request.Scheme}://{request.Host}{Path}";

    private static IResult Error(int status, string title, string detail, string? field = null) => Results.Json(
        new { status, title, detail, field, _links = new { documentation = Link("https://docs.mollie.com/overview/handling-errors") } }, Calling.Json, statusCode: status is >= 400 and < 600 ? status : 400);
}
