using Platform.Domain.Common;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.OrangeMoney;

/// <summary>Orange Money's web payment: a page on which the customer types their number and a one-time code.</summary>
internal sealed class OrangeMoneyGateway(HttpClient http, AccessTokens tokens, TimeProvider clock) : IPaymentGateway
{
    /// <summary>In the test environment money is counted in units of Orange's own.</summary>
    private const string Test = "dev", TestCurrency = "OUV";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, Currency> Markets = new()
    {
        ["sn"] = Currency.XOF, ["ci"] = Currency.XOF, ["ml"] = Currency.XOF, ["bf"] = Currency.XOF, ["cm"] = Currency.XAF,
    };

    public GatewayTraits Traits { get; } = new(
        OrangeMoneyRegistration.Provider,
        [Currency.XOF, Currency.XAF],
        [new("country", Choices: [.. Markets.Keys, Test]), new("client_id"), new("client_secret", IsSecret: true), new("merchant_key", IsSecret: true)]);

    public bool Takes(SellerAccount account, Currency currency) => account.Find("country") switch
    {
        Test => Traits.Currencies.Contains(currency),
        { } country => Markets.TryGetValue(country, out var own) && own == currency,
        null => false,
    };

    /// <summary>This product of Orange's gives nothing back; the seller does it by hand from their wallet.</summary>
    public RefundWays Refunds(SellerAccount account) => RefundWays.None;

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => tokens.GetAsync(http, Credentials(account), () => Login(account), OrangeMoneyErrors.Of, ct);

    public async Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct)
    {
        var answer = await PostAsync(account, "webpayment", new
        {
            merchant_key = account["merchant_key"],
            currency = account["country"] is Test ? TestCurrency : asked.Amount.Currency.ToString(),
            order_id = asked.Reference.Compact,
            amount = asked.Amount.Minor,
            return_url = asked.Return,
            cancel_url = asked.Abandoned,
            notif_url = asked.Notify,
            lang = asked.Language is Language.English ? "en" : "fr",
            reference = asked.Seller.Length > 30 ? asked.Seller[..30] : asked.Seller,
        }, ct);
        if (answer.Json.Text("pay_token") is not { } token || answer.Json.Text("payment_url") is not { } link) throw ProviderCalls.Unreadable("pay_token");

        return new(token, new Uri(link), clock.GetUtcNow() + Lifetime, Signatures.Hash(answer.Json.Text("notif_token") ?? token));
    }

    public async Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct)
    {
        var answer = await PostAsync(account, "transactionstatus", new { order_id = sought.Reference.Compact, amount = sought.Amount.Minor, pay_token = sought.ProviderId }, ct);
        var state = answer.Json.Text("status") switch
        {
            "SUCCESS" => PaymentState.Paid,
            "FAILED" => PaymentState.Refused,
            "EXPIRED" => PaymentState.Expired,
            _ => PaymentState.Waiting,
        };
        return new(state, Transaction: answer.Json.Text("txnid"), Code: state is PaymentState.Refused ? "FAILED" : null);
    }

    public Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct) => Task.FromException<RefundReport>(
        new ProviderException("unsupported.refund", ProviderFault.Final) { Reason = Trouble.Unsupported });

    public Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct) => Task.FromResult(new RefundReport(RefundState.Absent));

    public bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof) =>
        proof is not null && LenientJson.Parse(notice.Body).Text("notif_token") is { } token && Signatures.Same(Signatures.Hash(token), proof);

    /// <summary>It names neither the order nor the amount: the address it came to does.</summary>
    public PaymentHint Read(ReadOnlyMemory<byte> body) => default;

    private Task<Calling.Answer> PostAsync<T>(SellerAccount account, string route, T body, CancellationToken ct) => tokens.CallAsync(
        http, Credentials(account), () => Login(account),
        token => new HttpRequestMessage(HttpMethod.Post, $"orange-money-webpay/{Uri.EscapeDataString(account["country"])}/v1/{route}").Bearer(token).Json(body),
        OrangeMoneyErrors.Of, ct);

    private static string Credentials(SellerAccount account) => $"orange {account["client_id"]} {account["client_secret"]}";

    private static HttpRequestMessage Login(SellerAccount account) => new HttpRequestMessage(HttpMethod.Post, "oauth/v3/token")
    {
        Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
    }.Basic(account["client_id"], account["client_secret"]);
}
