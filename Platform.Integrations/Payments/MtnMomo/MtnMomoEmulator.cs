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

namespace Platform.Integrations.Payments.MtnMomo;

/// <summary>MTN's side of the wire: empty yeses, prompts on phones, one unsigned callback and never a second.</summary>
public sealed class MtnMomoEmulator : IEmulatedGateway, IDisposable
{
    public const string Path = "/emulators/mtn";

    private readonly ConcurrentDictionary<string, string> users = new();
    private readonly ConcurrentDictionary<string, (string Merchant, string Product)> tokens = new();
    private readonly ConcurrentDictionary<string, (string Merchant, bool IsDone)> refunds = new();

    public MtnMomoEmulator(TimeProvider clock) => Till = new(clock, sale => EmulatedNotice.Json(sale.Notify!, Body(sale)));

    public EmulatedTill Till { get; }

    public SellerAccount Register(string merchant, Uri webhook)
    {
        users[$"user-{merchant}"] = merchant;
        return new(("environment", "mtnivorycoast"), ("api_user", $"user-{merchant}"), ("api_key", "mtn-key"), ("subscription_key", "collections"), ("refund_key", "disbursements"));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/{product}/token/", Lend);
        var collection = root.MapGroup("/collection/v1_0");
        collection.MapPost("/requesttopay", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, "collection", (merchant, body) => Open(request, merchant, body), ct));
        collection.MapGet("/requesttopay/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, "collection", (merchant, _) => Till.Find(id, merchant) is { } sale ? Results.Json(Body(sale), Calling.Json) : NotFound(), ct));
        collection.MapGet("/account/balance", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, "collection", (_, _) => Results.Json(new { availableBalance = "1000", currency = "XOF" }), ct));
        var disbursement = root.MapGroup("/disbursement/v1_0");
        disbursement.MapPost("/refund", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, "disbursement", (merchant, body) => Refund(request, merchant, body), ct));
        disbursement.MapGet("/refund/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(request, "disbursement", (merchant, _) =>
            refunds.TryGetValue(id, out var refund) && refund.Merchant == merchant ? Results.Json(new { status = refund.IsDone ? "SUCCESSFUL" : "FAILED", reason = refund.IsDone ? null : "NOT_ENOUGH_FUNDS" }, Calling.Json) : NotFound(), ct));
        new PaymentPage("MTN MoMo", "mtn", Till) { AsksForCode = true }.Map(root);
    }

    public void Dispose() => Till.Dispose();

    private IResult Lend(string product, HttpRequest request)
    {
        var basic = request.Headers.Authorization.ToString() is { } header && header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : "";
        if (basic.Split(':', 2) is not [var user, "mtn-key"] || !users.TryGetValue(user, out var merchant) || request.Headers["Ocp-Apim-Subscription-Key"] != $"{product}s")
            return Results.Json(new { error = "login_failed" }, statusCode: 401);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        tokens[token] = (merchant, product);
        return Results.Json(new { access_token = token, token_type = "access_token", expires_in = 3600 });
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, string product, Func<string, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (!tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var lent) || lent.Product != product) return Results.StatusCode(401);
        if (request.Headers["X-Target-Environment"].ToString() is not { Length: > 0 }) return Error(500, "NOT_ALLOWED_TARGET_ENVIRONMENT");
        return await Till.Faults.AnswerAsync(code => Error(code, code >= 500 ? "INTERNAL_PROCESSING_ERROR" : "NOT_ALLOWED"), () => Task.FromResult(answer(lent.Merchant, body)), ct);
    }

    private IResult Open(HttpRequest request, string merchant, JsonElement body)
    {
        if (!Guid.TryParse(request.Headers["X-Reference-Id"], out var id) || !Uri.TryCreate(request.Headers["X-Callback-Url"], UriKind.Absolute, out var callback)) return Results.StatusCode(400);
        if (Till.Find(id.ToString("D")) is not null) return Error(409, "RESOURCE_ALREADY_EXIST");
        if (body.Text("currency") is not ("XOF" or "XAF" or "EUR")) return Error(500, "INVALID_CURRENCY");
        if (body.Member("amount") is not { ValueKind: JsonValueKind.String } || body.Amount("amount") is not ({ } amount and > 0)) return Results.StatusCode(400);
        if (body.Member("payer")?.Text("partyId") is not { Length: > 0 } payer || !payer.All(char.IsAsciiDigit)) return Results.StatusCode(400);
        if (!IsPlain(body.Text("payerMessage")) || !IsPlain(body.Text("payeeNote"))) return Results.StatusCode(400);

        Till.Open(new(id.ToString("D"), merchant, new Sum(amount, body.Text("currency")!))
        {
            Reference = body.Text("externalId") ?? "",
            Title = body.Text("payerMessage") ?? "",
            Notify = callback,
            Phone = payer,
            CreatedAt = Till.Now,
            Until = Till.Now.AddMinutes(5),
        });
        return Results.StatusCode(202);
    }

    private IResult Refund(HttpRequest request, string merchant, JsonElement body)
    {
        if (!Guid.TryParse(request.Headers["X-Reference-Id"], out var id)) return Results.StatusCode(400);
        if (refunds.ContainsKey(id.ToString("D"))) return Error(409, "RESOURCE_ALREADY_EXIST");
        if (Till.Find(body.Text("referenceIdToRefund"), merchant) is not { } sale) return NotFound();
        refunds[id.ToString("D")] = (merchant, sale.Refund(id.ToString("D"), body.Amount("amount") ?? 0, null, Till.Now) is not null);
        return Results.StatusCode(202);
    }

    private static object Body(EmulatedSale sale) => new
    {
        amount = (sale.Paid ?? sale.Asked).Amount.ToString(CultureInfo.InvariantCulture),
        currency = (sale.Paid ?? sale.Asked).Currency,
        financialTransactionId = sale.Transaction,
        externalId = sale.Reference,
        payer = new { partyIdType = "MSISDN", partyId = sale.Phone },
        payerMessage = sale.Title,
        payeeNote = sale.Title,
        status = sale.State switch { EmulatedState.Open => "PENDING", EmulatedState.Paid => "SUCCESSFUL", _ => "FAILED" },
        reason = sale.State switch { EmulatedState.Refused => "NOT_ENOUGH_FUNDS", EmulatedState.Cancelled => "APPROVAL_REJECTED", EmulatedState.Expired => "EXPIRED", _ => null },
    };

    private static bool IsPlain(string? words) => words is { Length: <= 160 } && words.All(char.IsAscii);

    private static IResult NotFound() => Error(404, "RESOURCE_NOT_FOUND");

    private static IResult Error(int status, string code) => Results.Json(new { code, message = code }, statusCode: status is >= 400 and < 600 ? status : 400);
}
