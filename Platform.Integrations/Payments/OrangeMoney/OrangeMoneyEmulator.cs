using System.Collections.Concurrent;
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

namespace Platform.Integrations.Payments.OrangeMoney;

/// <summary>Orange's side of the wire: tokens by the hour, payments by the ten minutes, and notifications only of what the customer confirmed.</summary>
public sealed class OrangeMoneyEmulator : IEmulatedGateway, IDisposable
{
    public const string Path = "/emulators/orange";

    private readonly ConcurrentDictionary<string, (string Merchant, string Secret, string Key)> clients = new();
    private readonly ConcurrentDictionary<string, (string Merchant, DateTimeOffset Until)> tokens = new();

    public OrangeMoneyEmulator(TimeProvider clock) => Till = new(clock, Told);

    public EmulatedTill Till { get; }

    public SellerAccount Register(string merchant, Uri webhook)
    {
        clients[$"client-{merchant}"] = (merchant, "orange-secret", $"key-{merchant}");
        return new(("country", "sn"), ("client_id", $"client-{merchant}"), ("client_secret", "orange-secret"), ("merchant_key", $"key-{merchant}"));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/oauth/v3/token", Lend);
        root.MapPost("/orange-money-webpay/{country}/v1/webpayment", (string country, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, body) => Open(request, merchant, country, body), ct));
        root.MapPost("/orange-money-webpay/{country}/v1/transactionstatus", (string country, HttpRequest request, CancellationToken ct) => AnswerAsync(request, Status, ct));
        new PaymentPage("Orange Money", "orange", Till) { AsksForCode = true }.Map(root);
    }

    public void Dispose() => Till.Dispose();

    private IResult Lend(HttpRequest request)
    {
        var basic = request.Headers.Authorization.ToString() is { } header && header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : "";
        if (basic.Split(':', 2) is not [var id, var secret] || !clients.TryGetValue(id, out var client) || client.Secret != secret)
            return Results.Json(new { error = "invalid_client", error_description = "The requested service needs credentials, but the ones provided were invalid." }, statusCode: 401);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        tokens[token] = (client.Merchant, Till.Now.AddHours(1));
        return Results.Json(new { token_type = "Bearer", access_token = token, expires_in = 3600 });
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<string, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (!tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var lent) || lent.Until <= Till.Now)
            return Error(401, 42, "Expired credentials");
        return await Till.Faults.AnswerAsync(code => Error(code, 60, "Refused on request"), () => Task.FromResult(answer(lent.Merchant, body)), ct);
    }

    private IResult Open(HttpRequest request, string merchant, string country, JsonElement body)
    {
        if (body.Text("merchant_key") != $"key-{merchant}") return Error(403, 51, "Forbidden requester");
        if (body.Text("order_id") is not { Length: > 0 and <= 30 } order || Till.ByReference(order, merchant) is not null) return Error(400, 1206, "Invalid or duplicate order_id");
        if (body.Member("amount") is not { ValueKind: JsonValueKind.Number } || body.Amount("amount") is not ({ } amount and > 0) || amount != decimal.Truncate(amount)) return Error(400, 1204, "Invalid amount");
        if (body.Text("currency") != (country is "dev" ? "OUV" : country is "cm" ? "XAF" : "XOF")) return Error(400, 1207, "Invalid currency");
        if (!IsAddress(body.Text("return_url")) || !IsAddress(body.Text("cancel_url")) || !IsAddress(body.Text("notif_url"))) return Error(400, 1205, "Invalid url");
        if (body.Text("reference") is { Length: > 30 }) return Error(400, 1208, "Invalid reference");

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var sale = Till.Open(new(token, merchant, new Sum(amount, body.Text("currency")!))
        {
            Reference = order,
            Seller = body.Text("reference") ?? "",
            Return = new(body.Text("return_url")!),
            Abandoned = new(body.Text("cancel_url")!),
            Notify = new(body.Text("notif_url")!),
            Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            CreatedAt = Till.Now,
            Until = Till.Now.AddMinutes(10),
        });
        return Results.Json(new { status = 201, message = "OK", pay_token = token, payment_url = PaymentPage.Address(request, Path, sale), notif_token = sale.Token }, statusCode: 201);
    }

    /// <summary>Answers only who knows order, amount and token; what was abandoned stays as it began.</summary>
    private IResult Status(string merchant, JsonElement body)
    {
        if (Till.Find(body.Text("pay_token"), merchant) is not { } sale || sale.Reference != body.Text("order_id") || sale.Asked.Amount != body.Amount("amount")) return Error(404, 60, "Resource not found");
        var status = sale.State switch
        {
            EmulatedState.Paid => "SUCCESS",
            EmulatedState.Refused => "FAILED",
            EmulatedState.Expired when sale.EndedAt is not null => "EXPIRED",
            _ => "INITIATED",
        };
        return Results.Json(new { status, order_id = sale.Reference, txnid = sale.Transaction is { } number ? $"MP{number}" : null }, statusCode: 201);
    }

    private static bool IsAddress(string? url) => url is { Length: > 0 and <= 120 } && Uri.TryCreate(url, UriKind.Absolute, out _);

    private static EmulatedNotice? Told(EmulatedSale sale) => sale.State is EmulatedState.Paid or EmulatedState.Refused
        ? EmulatedNotice.Json(sale.Notify!, new { status = sale.State is EmulatedState.Paid ? "SUCCESS" : "FAILED", notif_token = sale.Token, txnid = sale.Transaction is { } number ? $"MP{number}" : "" })
        : null;

    private static IResult Error(int status, int code, string message) => Results.Json(new { code, message, description = message }, statusCode: status is >= 400 and < 600 ? status : 400);
}
