using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Payments.Emulation;

namespace Platform.Integrations.Payments.Stripe;

/// <summary>Stripe's side of the wire: forms with brackets, smallest units, answers kept by key, signed events.</summary>
public sealed class StripeEmulator : IEmulatedGateway, IDisposable
{
    public const string Path = "/emulators/stripe";

    private readonly ConcurrentDictionary<string, Merchant> merchants = new();

    public StripeEmulator(TimeProvider clock) => Till = new(clock, Told) { LetsTryAgain = true };

    private sealed record Merchant(string Name, string Secret, Uri Webhook);

    public EmulatedTill Till { get; }

    public SellerAccount Register(string merchant, Uri webhook)
    {
        merchants[$"sk_test_{merchant}"] = new(merchant, $"whsec_{merchant}", webhook);
        return new(("secret_key", $"sk_test_{merchant}"), ("webhook_secret", $"whsec_{merchant}"));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        var sessions = root.MapGroup("/v1/checkout/sessions");
        sessions.MapPost("", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, form) => Open(request, merchant, form), ct));
        sessions.MapGet("", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => List([.. Till.Of(merchant.Name).Select(sale => Session(request, sale, isExpanded: false))], "/v1/checkout/sessions"), ct));
        sessions.MapGet("/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) =>
            Till.Find(id, merchant.Name) is { } sale ? Results.Json(Session(request, sale, request.Query.ContainsKey("expand[]") || request.Query.ContainsKey("expand[0]"))) : NoSuch("checkout.session", id), ct));
        sessions.MapPost("/{id}/expire", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Expire(request, id, merchant), ct));
        root.MapPost("/v1/refunds", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, form) => Refund(request, merchant, form), ct));
        root.MapGet("/v1/refunds", (string? payment_intent, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) =>
            List([.. ByIntent(payment_intent, merchant) is { } sale ? sale.Refunds.Reverse().Select(refund => Refunded(sale, refund)) : []], "/v1/refunds"), ct));
        new PaymentPage("Stripe", "stripe", Till).Map(root);
    }

    public void Dispose() => Till.Dispose();

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<Merchant, IFormCollection, IResult> answer, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        if (!merchants.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var merchant)) return Error(401, "invalid_request_error", null, "Invalid API Key provided");
        return await Till.Faults.AnswerAsync(code => Error(code, code >= 500 ? "api_error" : "invalid_request_error", null, "Refused on request"), () => Task.FromResult(answer(merchant, form)), ct);
    }

    private IResult Open(HttpRequest request, Merchant merchant, IFormCollection form)
    {
        string At(string name) => form[$"line_items[0]{name}"].ToString();
        if (form["mode"] != "payment") return Error(400, "invalid_request_error", "mode", "This stand-in sells once and knows no other mode");
        if (!long.TryParse(At("[price_data][unit_amount]"), NumberStyles.None, CultureInfo.InvariantCulture, out var minor) || minor <= 0) return Error(400, "invalid_request_error", "line_items[0][price_data][unit_amount]", "Invalid integer");
        if (At("[price_data][currency]") is not { Length: 3 } currency || currency.Any(char.IsUpper)) return Error(400, "invalid_request_error", "line_items[0][price_data][currency]", "Invalid currency");
        if (At("[price_data][product_data][name]").Length == 0 || At("[quantity]") != "1") return Error(400, "invalid_request_error", "line_items[0]", "Missing name or quantity");
        if (!Uri.TryCreate(form["success_url"], UriKind.Absolute, out var back)) return Error(400, "invalid_request_error", "success_url", "Not a valid URL");
        if (form["client_reference_id"].ToString().Length > 200) return Error(400, "invalid_request_error", "client_reference_id", "Too long");

        var id = Till.Once(merchant.Name, request.Headers["Idempotency-Key"], () => Till.Open(new($"cs_test_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}", merchant.Name, SumOf(minor, currency))
        {
            Reference = form["client_reference_id"].ToString(),
            Title = At("[price_data][product_data][name]"),
            Return = back,
            Abandoned = Uri.TryCreate(form["cancel_url"], UriKind.Absolute, out var turned) ? turned : null,
            Notify = merchant.Webhook,
            Token = merchant.Secret,
            CreatedAt = Till.Now,
            Until = Till.Now.AddDays(1),
        }).Id);
        return Results.Json(Session(request, Till.Find(id)!, isExpanded: false));
    }

    private IResult Expire(HttpRequest request, string id, Merchant merchant) => Till.Find(id, merchant.Name) switch
    {
        null => NoSuch("checkout.session", id),
        var sale when Till.Close(sale) => Results.Json(Session(request, sale, isExpanded: false)),
        _ => Error(400, "invalid_request_error", null, "Only Checkout Sessions with a status in [\"open\"] can be expired."),
    };

    private IResult Refund(HttpRequest request, Merchant merchant, IFormCollection form)
    {
        var intent = form["payment_intent"].ToString();
        if (ByIntent(intent, merchant) is not { } sale) return NoSuch("payment_intent", intent);
        var amount = long.TryParse(form["amount"], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? SumOf(minor, sale.Asked.Currency).Amount : sale.Left;
        var id = Till.Once(merchant.Name, request.Headers["Idempotency-Key"], () => sale.Refund($"re_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}", amount, form["metadata[refund]"], Till.Now)?.Id ?? "");
        return sale.Refunds.FirstOrDefault(refund => refund.Id == id) is { } made
            ? Results.Json(Refunded(sale, made))
            : Error(400, "invalid_request_error", "amount", "Refund amount is greater than unrefunded amount on charge", "charge_already_refunded");
    }

    private EmulatedSale? ByIntent(string? intent, Merchant merchant) => Till.Of(merchant.Name).FirstOrDefault(sale => sale.Transaction is not null && IntentOf(sale) == intent);

    private static string IntentOf(EmulatedSale sale) => $"pi_{sale.Transaction ?? sale.Id[8..16]}";

    private static object Session(HttpRequest? request, EmulatedSale sale, bool isExpanded) => new
    {
        id = sale.Id,
        @object = "checkout.session",
        mode = "payment",
        url = request is not null && sale.State is EmulatedState.Open ? PaymentPage.Address(request, Path, sale).AbsoluteUri : null,
        status = sale.State switch { EmulatedState.Paid => "complete", EmulatedState.Expired => "expired", _ => "open" },
        payment_status = sale.State is EmulatedState.Paid ? "paid" : "unpaid",
        amount_total = Minor(sale.Paid ?? sale.Asked),
        currency = (sale.Paid ?? sale.Asked).Currency.ToLowerInvariant(),
        client_reference_id = sale.Reference,
        metadata = new { },
        livemode = false,
        created = sale.CreatedAt.ToUnixTimeSeconds(),
        expires_at = sale.Until.ToUnixTimeSeconds(),
        payment_intent = isExpanded
            ? (object)new
            {
                id = IntentOf(sale),
                @object = "payment_intent",
                status = sale.State is EmulatedState.Paid ? "succeeded" : "requires_payment_method",
                last_payment_error = sale.State is EmulatedState.Refused ? new { code = "card_declined", decline_code = "insufficient_funds" } : null,
            }
            : IntentOf(sale),
    };

    private static object Refunded(EmulatedSale sale, EmulatedRefund refund) => new
    {
        id = refund.Id,
        @object = "refund",
        amount = Minor(new(refund.Amount, sale.Asked.Currency)),
        currency = sale.Asked.Currency.ToLowerInvariant(),
        payment_intent = IntentOf(sale),
        metadata = new { refund = refund.Tag },
        status = "succeeded",
        created = refund.At.ToUnixTimeSeconds(),
    };

    private static EmulatedNotice? Told(EmulatedSale sale) => sale.State switch
    {
        EmulatedState.Paid => Told(sale, "checkout.session.completed"),
        EmulatedState.Expired => Told(sale, "checkout.session.expired"),
        _ => null,
    };

    private static EmulatedNotice Told(EmulatedSale sale, string type) => EmulatedNotice.Json(
        sale.Notify!,
        new
        {
            id = $"evt_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}",
            @object = "event",
            type,
            created = sale.EndedAt?.ToUnixTimeSeconds(),
            livemode = false,
            data = new { @object = Session(null, sale, isExpanded: false) },
        },
        (now, body) => [("Stripe-Signature", $"t={now.ToUnixTimeSeconds()},v1={Signatures.Timed(now.ToUnixTimeSeconds(), body, sale.Token, separator: ".")}")]);

    private static Sum SumOf(long minor, string currency) =>
        new(Enum.TryParse<Currency>(currency, ignoreCase: true, out var known) && known.Decimals() == 0 ? minor : minor / 100m, currency.ToUpperInvariant());

    private static long Minor(Sum sum) => (long)(Enum.TryParse<Currency>(sum.Currency, out var known) && known.Decimals() == 0 ? sum.Amount : sum.Amount * 100);

    private static IResult List(object[] data, string url) => Results.Json(new { @object = "list", data, has_more = false, url });

    private static IResult NoSuch(string what, string id) => Error(404, "invalid_request_error", what, $"No such {what}: '{id}'", "resource_missing");

    private static IResult Error(int status, string type, string? param, string message, string? code = null) =>
        Results.Json(new { error = new { type, code, message, param } }, Calling.Json, statusCode: status is >= 400 and < 600 ? status : 400);
}
