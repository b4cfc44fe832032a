using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.MtnMomo;

/// <summary>MTN Mobile Money: the customer gets a prompt on the phone and answers it with a secret code. There is no page.</summary>
internal sealed class MtnMomoGateway(HttpClient http, AccessTokens tokens) : IPaymentGateway
{
    /// <summary>The test environment knows one currency, whatever is sold.</summary>
    private const string Test = "sandbox", TestCurrency = "EUR";
    private const int LongestWords = 160;

    private static readonly Dictionary<string, Currency> Markets = new()
    {
        ["mtncameroon"] = Currency.XAF, ["mtncongo"] = Currency.XAF, ["mtnivorycoast"] = Currency.XOF, ["mtnbenin"] = Currency.XOF,
    };

    public GatewayTraits Traits { get; } = new(
        MtnMomoRegistration.Provider,
        [Currency.XAF, Currency.XOF],
        [
            new("environment", Choices: [.. Markets.Keys, Test]), new("api_user"), new("api_key", IsSecret: true),
            new("subscription_key", IsSecret: true), new("refund_key", IsSecret: true, IsOptional: true),
        ])
    { NeedsPhone = true };

    public bool Takes(SellerAccount account, Currency currency) => account.Find("environment") switch
    {
        Test => Traits.Currencies.Contains(currency),
        { } environment => Markets.TryGetValue(environment, out var own) && own == currency,
        null => false,
    };

    /// <summary>Giving back belongs to another product of MTN's, with a subscription of its own.</summary>
    public RefundWays Refunds(SellerAccount account) => account.Find("refund_key") is null ? RefundWays.None : RefundWays.Partial;

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => AskAsync(account, "collection", "subscription_key", HttpMethod.Get, "account/balance", ct);

    public async Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct)
    {
        if (asked.Phone is not { } phone) throw new ProviderException("missing.phone", ProviderFault.Final) { Reason = Trouble.Missing };

        var id = asked.Reference.Value;
        await OnceAsync(() => CallAsync(account, "collection", "subscription_key", token => Request(account, "subscription_key", HttpMethod.Post, "collection/v1_0/requesttopay", token)
            .With("X-Reference-Id", id.ToString("D"))
            .With("X-Callback-Url", asked.Notify.AbsoluteUri)
            .Json(new
            {
                amount = asked.Amount.Text(),
                currency = WireCurrency(account, asked.Amount),
                externalId = asked.Reference.Compact,
                payer = new { partyIdType = "MSISDN", partyId = phone.Value.TrimStart('+') },
                payerMessage = Plain($"{asked.Seller} {asked.Title}"),
                payeeNote = Plain(asked.Title),
            }), ct));
        return new(id.ToString("D"), Link: null, Until: null);
    }

    public async Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct)
    {
        var answer = (await AskAsync(account, "collection", "subscription_key", HttpMethod.Get, $"requesttopay/{sought.ProviderId}", ct)).Json;
        var reason = ReasonOf(answer);
        return answer.Text("status") switch
        {
            "SUCCESSFUL" => new(PaymentState.Paid, Received(account, sought.Amount, answer), answer.Text("financialTransactionId")),
            "FAILED" when reason is "EXPIRED" => new(PaymentState.Expired, Code: reason),
            "FAILED" when reason is "APPROVAL_REJECTED" or "TRANSACTION_CANCELED" => new(PaymentState.Cancelled, Code: reason),
            "FAILED" => new(PaymentState.Refused, Code: reason),
            _ => new(PaymentState.Waiting),
        };
    }

    public async Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct)
    {
        await OnceAsync(() => CallAsync(account, "disbursement", "refund_key", token => Request(account, "refund_key", HttpMethod.Post, "disbursement/v1_0/refund", token)
            .With("X-Reference-Id", asked.Refund.ToString("D"))
            .Json(new
            {
                amount = asked.Amount.Text(),
                currency = WireCurrency(account, asked.Amount),
                externalId = new AttemptReference(asked.Refund).Compact,
                payerMessage = Plain(asked.Title),
                payeeNote = Plain(asked.Title),
                referenceIdToRefund = asked.Payment.ProviderId,
            }), ct));
        return new(RefundState.Pending);
    }

    public async Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct)
    {
        try
        {
            var answer = (await AskAsync(account, "disbursement", "refund_key", HttpMethod.Get, $"refund/{asked.Refund:D}", ct)).Json;
            return answer.Text("status") switch
            {
                "SUCCESSFUL" => new(RefundState.Done),
                "FAILED" => new(RefundState.Failed, ReasonOf(answer)),
                _ => new(RefundState.Pending),
            };
        }
        catch (ProviderException e) when (e.Code is MtnMomoErrors.NotFound)
        {
            return new(RefundState.Absent);
        }
    }

    /// <summary>MTN signs nothing: only the address is a secret, and what is said there is asked back.</summary>
    public bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof) => true;

    public PaymentHint Read(ReadOnlyMemory<byte> body) => new(AttemptReference.Read(LenientJson.Parse(body).Text("externalId")));

    /// <summary>That a reference is taken means the first asking arrived.</summary>
    private static async Task OnceAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (ProviderException e) when (e.Code is MtnMomoErrors.Exists)
        {
        }
    }

    private Task<Calling.Answer> AskAsync(SellerAccount account, string product, string key, HttpMethod method, string route, CancellationToken ct) =>
        CallAsync(account, product, key, token => Request(account, key, method, $"{product}/v1_0/{route}", token), ct);

    private Task<Calling.Answer> CallAsync(SellerAccount account, string product, string key, Func<string, HttpRequestMessage> request, CancellationToken ct) => tokens.CallAsync(
        http,
        $"mtn {product} {account["api_user"]} {account["api_key"]} {account[key]}",
        () => new HttpRequestMessage(HttpMethod.Post, $"{product}/token/").Basic(account["api_user"], account["api_key"]).With("Ocp-Apim-Subscription-Key", account[key]),
        request, MtnMomoErrors.Of, ct);

    private static HttpRequestMessage Request(SellerAccount account, string key, HttpMethod method, string route, string token) => new HttpRequestMessage(method, route)
        .Bearer(token)
        .With("Ocp-Apim-Subscription-Key", account[key])
        .With("X-Target-Environment", account["environment"]);

    private static string WireCurrency(SellerAccount account, Money money) => account["environment"] is Test ? TestCurrency : money.Currency.ToString();

    private static Sum? Received(SellerAccount account, Money sought, JsonElement answer) => answer.Sum() switch
    {
        { Currency: TestCurrency } test when account["environment"] is Test => test with { Currency = sought.Currency.ToString() },
        var sum => sum,
    };

    /// <summary>A bare word in practice; the schema also allows an object around it.</summary>
    private static string? ReasonOf(JsonElement answer) => answer.Text("reason") ?? answer.Member("reason")?.Text("code");

    /// <summary>Odd letters in the two messages make MTN refuse the whole.</summary>
    private static string Plain(string text)
    {
        var letters = text.Normalize(System.Text.NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : ' ');
        var plain = string.Concat(letters).Trim();
        return plain.Length > LongestWords ? plain[..LongestWords] : plain;
    }
}
