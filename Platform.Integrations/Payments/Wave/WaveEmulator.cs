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

namespace Platform.Integrations.Payments.Wave;

/// <summary>Wave's side of the wire: sessions of a day, two statuses that have to be read together, signed news.</summary>
public sealed class WaveEmulator : IEmulatedGateway, IDisposable
{
    public const string Path = "/emulators/wave";

    private readonly ConcurrentDictionary<string, Merchant> merchants = new();

    public WaveEmulator(TimeProvider clock) => Till = new(clock, Told) { LetsTryAgain = true };

    private sealed record Merchant(string Name, string Secret, Uri Webhook);

    public EmulatedTill Till { get; }

    public SellerAccount Register(string merchant, Uri webhook)
    {
        merchants[$"wave_sn_test_{merchant}"] = new(merchant, $"wave_sn_WHS_{merchant}", webhook);
        return new(("api_key", $"wave_sn_test_{merchant}"), ("webhook_secret", $"wave_sn_WHS_{merchant}"));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        var sessions = root.MapGroup("/v1/checkout/sessions");
        sessions.MapPost("", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Open(request, merchant, body), ct));
        sessions.MapGet("/search", (string client_reference, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, (merchant, _) => Results.Json(new { result = Till.Of(merchant.Name).Where(sale => sale.Reference == client_reference).Select(sale => Session(request, sale)) }, Calling.Json), ct));
        sessions.MapGet("/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Of(id, merchant, sale => Results.Json(Session(request, sale), Calling.Json)), ct));
        sessions.MapPost("/{id}/refund", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Of(id, merchant, Refund), ct));
        sessions.MapPost("/{id}/expire", (string id, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, (merchant, _) => Of(id, merchant, sale => Till.Close(sale) ? Results.Ok() : Error(409, "checkout-session-not-open")), ct));
        new PaymentPage("Wave", "wave", Till) { AsksForCode = true }.Map(root);
    }

    public void Dispose() => Till.Dispose();

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<Merchant, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (!merchants.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var merchant)) return Error(401, "no-matching-api-key");
        return await Till.Faults.AnswerAsync(code => Error(code, code is 403 ? "disabled-wallet" : "request-validation-error"), () => Task.FromResult(answer(merchant, body)), ct);
    }

    private IResult Open(HttpRequest request, Merchant merchant, JsonElement body)
    {
        if (body.Member("amount") is not { ValueKind: JsonValueKind.String } || body.Text("amount") is not [not '0', ..] || body.Amount("amount") is not { } amount || amount != decimal.Truncate(amount)) return Error(400, "request-validation-error");
        if (body.Text("currency") is not "XOF" || !Uri.TryCreate(body.Text("success_url"), UriKind.Absolute, out var success) || !Uri.TryCreate(body.Text("error_url"), UriKind.Absolute, out var failed)) return Error(400, "request-validation-error");

        var sale = Till.Open(new($"cos-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(7))}", merchant.Name, new Sum(amount, "XOF"))
        {
            Reference = body.Text("client_reference") ?? "",
            Seller = "Wave",
            Return = success,
            Abandoned = failed,
            Notify = merchant.Webhook,
            Token = merchant.Secret,
            CreatedAt = Till.Now,
            Until = Till.Now.AddDays(1),
        });
        return Results.Json(Session(request, sale), Calling.Json);
    }

    private IResult Refund(EmulatedSale sale) =>
        sale.Refund($"rf-{sale.Id}", sale.Paid?.Amount ?? 0, null, Till.Now) is null ? Error(409, "checkout-refund-failed") : Results.Ok();

    private IResult Of(string id, Merchant merchant, Func<EmulatedSale, IResult> answer) => Till.Find(id, merchant.Name) is { } sale ? answer(sale) : Error(404, "not-found");

    private static object Session(HttpRequest? request, EmulatedSale sale) => new
    {
        id = sale.Id,
        amount = (sale.Paid ?? sale.Asked).Amount.ToString(CultureInfo.InvariantCulture),
        checkout_status = sale.State switch { EmulatedState.Paid => "complete", EmulatedState.Expired => "expired", _ => "open" },
        payment_status = sale.State switch { EmulatedState.Paid => "succeeded", EmulatedState.Cancelled => "cancelled", _ => "processing" },
        client_reference = sale.Reference,
        currency = (sale.Paid ?? sale.Asked).Currency,
        transaction_id = sale.Transaction is { } number ? $"T{number}" : null,
        wave_launch_url = request is null ? null : PaymentPage.Address(request, Path, sale).AbsoluteUri,
        last_payment_error = sale.State is EmulatedState.Refused ? new { code = "insufficient-funds", message = "The customer does not have enough money" } : null,
        when_created = sale.CreatedAt,
        when_expires = sale.Until,
        when_completed = sale.State is EmulatedState.Paid ? sale.EndedAt : null,
        when_refunded = sale.RefundedAt,
    };

    private static EmulatedNotice? Told(EmulatedSale sale) => sale.State switch
    {
        EmulatedState.Paid => Told(sale, "checkout.session.completed"),
        EmulatedState.Refused => Told(sale, "checkout.session.payment_failed"),
        _ => null,
    };

    private static EmulatedNotice Told(EmulatedSale sale, string type) => EmulatedNotice.Json(
        sale.Notify!,
        new { id = $"EV_{Convert.ToHexString(RandomNumberGenerator.GetBytes(6))}", type, data = Session(null, sale) },
        (now, body) => [("Wave-Signature", $"t={now.ToUnixTimeSeconds()},v1={Signatures.Timed(now.ToUnixTimeSeconds(), body, sale.Token, separator: "")}")]);

    private static IResult Error(int status, string code) => Results.Json(new { error = new { code, message = code, httpcode = status } }, statusCode: status is >= 400 and < 600 ? status : 400);
}
