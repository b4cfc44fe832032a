using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Domain.Payments;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Payments.Emulation;

namespace Platform.Integrations.Payments.Flutterwave;

/// <summary>Flutterwave's side of the wire: three success words, a secret that is echoed and a signature beside it.</summary>
public sealed class FlutterwaveEmulator : IEmulatedGateway, IDisposable
{
    public const string Path = "/emulators/flutterwave";

    private readonly ConcurrentDictionary<string, Merchant> merchants = new();

    public FlutterwaveEmulator(TimeProvider clock) => Till = new(clock, Told) { LetsTryAgain = true };

    private sealed record Merchant(string Name, string Hash, Uri Webhook);

    public EmulatedTill Till { get; }

    /// <summary>An older account echoes the secret and signs nothing.</summary>
    public bool IsOld { get; set; }

    public SellerAccount Register(string merchant, Uri webhook)
    {
        merchants[$"FLWSECK_TEST-{merchant}"] = new(merchant, $"hash-{merchant}", webhook);
        return new(("secret_key", $"FLWSECK_TEST-{merchant}"), ("secret_hash", $"hash-{merchant}"), ("email", $"{merchant}@example.com"));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/v3/payments", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Open(request, merchant, body), ct));
        var transactions = root.MapGroup("/v3/transactions");
        transactions.MapGet("", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Yes(Till.Of(merchant.Name).Where(sale => sale.Transaction is not null).Select(Transaction)), ct));
        transactions.MapGet("/verify_by_reference", (string tx_ref, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) =>
            Till.ByReference(tx_ref, merchant.Name) is { State: not EmulatedState.Open and not EmulatedState.Expired } sale ? Yes(Transaction(sale)) : No(400, "No transaction was found for this id"), ct));
        transactions.MapPost("/{id}/refund", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Refund(id, merchant, body), ct));
        new PaymentPage("Flutterwave", "flutterwave", Till).Map(root);
    }

    public void Dispose() => Till.Dispose();

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<Merchant, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (!merchants.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var merchant)) return No(401, "Invalid authorization key");
        return await Till.Faults.AnswerAsync(code => No(code, "Refused on request"), () => Task.FromResult(answer(merchant, body)), ct);
    }

    private IResult Open(HttpRequest request, Merchant merchant, JsonElement body)
    {
        if (body.Text("tx_ref") is not { Length: > 0 and <= 100 } reference) return No(400, "tx_ref is required");
        if (body.Member("amount") is not { ValueKind: JsonValueKind.Number } || body.Amount("amount") is not ({ } amount and > 0)) return No(400, "amount is required");
        if (body.Text("currency") is not ("XAF" or "XOF" or "EUR" or "NGN" or "GHS" or "KES" or "USD") || !Uri.TryCreate(body.Text("redirect_url"), UriKind.Absolute, out var back)) return No(400, "currency and redirect_url are required");
        if (body.Member("customer")?.Text("email") is not { Length: > 0 }) return No(400, "customer email is required");

        var sale = Till.ByReference(reference, merchant.Name) ?? Till.Open(new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)), merchant.Name, new Sum(amount, body.Text("currency")!))
        {
            Reference = reference,
            Title = body.Member("customizations")?.Text("description") ?? "",
            Seller = body.Member("customizations")?.Text("title") ?? "",
            Return = back,
            Notify = merchant.Webhook,
            Token = merchant.Hash,
            CreatedAt = Till.Now,
            Until = Till.Now.AddDays(1),
        });
        return Results.Json(new { status = "success", message = "Hosted Link", data = new { link = PaymentPage.Address(request, Path, sale) } });
    }

    private IResult Refund(string id, Merchant merchant, JsonElement body)
    {
        if (Till.Of(merchant.Name).FirstOrDefault(sale => sale.Transaction == id) is not { } sale) return No(404, "Transaction not found");
        return sale.Refund(EmulatedTill.Number(), body.Amount("amount") ?? sale.Left, null, Till.Now) is { } refund
            ? Yes(new { id = long.Parse(refund.Id, CultureInfo.InvariantCulture), tx_id = id, amount_refunded = refund.Amount, status = "completed", created_at = refund.At })
            : No(400, "Refund amount is more than the transaction amount");
    }

    private static object Transaction(EmulatedSale sale) => new
    {
        id = sale.Transaction is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : 0,
        tx_ref = sale.Reference,
        flw_ref = $"FLW-MOCK-{sale.Id}",
        amount = (sale.Paid ?? sale.Asked).Amount,
        charged_amount = (sale.Paid ?? sale.Asked).Amount,
        currency = (sale.Paid ?? sale.Asked).Currency,
        processor_response = sale.State is EmulatedState.Refused ? "Insufficient Funds" : "Approved. Successful",
        status = sale.State switch { EmulatedState.Paid => "successful", EmulatedState.Cancelled => "cancelled", EmulatedState.Refused => "failed", _ => "pending" },
        payment_type = "mobilemoneysn",
        created_at = sale.EndedAt,
    };

    private EmulatedNotice? Told(EmulatedSale sale) => sale.State is EmulatedState.Paid or EmulatedState.Refused
        ? EmulatedNotice.Json(
            sale.Notify!,
            new Dictionary<string, object> { ["event"] = "charge.completed", ["data"] = Transaction(sale), ["event.type"] = "MOBILEMONEYSN_TRANSACTION" },
            (_, body) => IsOld ? [("verif-hash", sale.Token)] : [("verif-hash", sale.Token), ("flutterwave-signature", Signatures.Keyed(body, sale.Token))])
        : null;

    private static IResult Yes(object data) => Results.Json(new { status = "success", message = "ok", data });

    private static IResult No(int status, string message) => Results.Json(new { status = "error", message, data = (object?)null }, statusCode: status is >= 400 and < 600 ? status : 400);
}
