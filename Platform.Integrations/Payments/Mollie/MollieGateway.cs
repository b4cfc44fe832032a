using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Mollie;

/// <summary>Mollie: cards, iDEAL, Bancontact and more, on a page where the customer chooses.</summary>
internal sealed class MollieGateway(HttpClient http) : IPaymentGateway
{
    private const int LongestTitle = 255;

    public GatewayTraits Traits { get; } = new(MollieRegistration.Provider, [Currency.EUR], [new("api_key", IsSecret: true)]);

    public bool Takes(SellerAccount account, Currency currency) => currency is Currency.EUR;

    public RefundWays Refunds(SellerAccount account) => RefundWays.Partial;

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => GetAsync(account, "payments?limit=1", ct);

    public async Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct)
    {
        var title = $"{asked.Seller} {asked.Title}";
        var payment = await PostAsync(account, "payments", asked.Reference.Value, new
        {
            amount = AmountOf(asked.Amount),
            description = title.Length > LongestTitle ? title[..LongestTitle] : title,
            redirectUrl = asked.Return,
            webhookUrl = asked.Notify,
            locale = asked.Language is Language.English ? "en_US" : "fr_FR",
            metadata = new { reference = asked.Reference.Compact },
        }, ct);
        if (payment.Text("id") is not { } id || payment.Member("_links")?.Member("checkout")?.Text("href") is not { } link) throw ProviderCalls.Unreadable("checkout");

        var until = DateTimeOffset.TryParse(payment.Text("expiresAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end.ToUniversalTime() : (DateTimeOffset?)null;
        return new(id, new Uri(link), until);
    }

    public async Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct)
    {
        var payment = await GetAsync(account, $"payments/{Uri.EscapeDataString(sought.ProviderId)}", ct);
        return payment.Text("status") switch
        {
            "paid" => new(PaymentState.Paid, payment.Member("amount")?.Sum("value"), payment.Text("id")),
            "canceled" => new(PaymentState.Cancelled),
            "expired" => new(PaymentState.Expired),
            "failed" => new(PaymentState.Refused, Code: payment.Member("details")?.Text("failureReason")),
            _ => new(PaymentState.Waiting),
        };
    }

    public async Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct) =>
        ReportOf(await PostAsync(account, $"payments/{Uri.EscapeDataString(asked.Payment.ProviderId)}/refunds", asked.Refund, new
        {
            amount = AmountOf(asked.Amount),
            description = asked.Title,
            metadata = new { refund = asked.Refund.ToString("D") },
        }, ct));

    public async Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct)
    {
        var list = await GetAsync(account, $"payments/{Uri.EscapeDataString(asked.Payment.ProviderId)}/refunds?limit=250", ct);
        var ours = (list.Member("_embedded")?.Items("refunds") ?? []).FirstOrDefault(refund => refund.Member("metadata")?.Text("refund") == asked.Refund.ToString("D"));
        return ours.ValueKind is JsonValueKind.Object ? ReportOf(ours) : new(RefundState.Absent);
    }

    /// <summary>A bare id, unsigned. It may only make us look.</summary>
    public bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof) => true;

    public PaymentHint Read(ReadOnlyMemory<byte> body) => default;

    /// <summary>Mollie takes amounts as text, with exactly two decimals.</summary>
    private static object AmountOf(Money money) => new { currency = money.Currency.ToString(), value = money.Text() };

    private static RefundReport ReportOf(JsonElement refund) => refund.Text("status") switch
    {
        "refunded" => new(RefundState.Done),
        "failed" or "canceled" => new(RefundState.Failed, refund.Text("status")),
        _ => new(RefundState.Pending),
    };

    private async Task<JsonElement> GetAsync(SellerAccount account, string route, CancellationToken ct) =>
        (await http.CallAsync(new HttpRequestMessage(HttpMethod.Get, $"v2/{route}").Bearer(account["api_key"]), MollieErrors.Of, ct)).Json;

    private async Task<JsonElement> PostAsync<T>(SellerAccount account, string route, Guid once, T body, CancellationToken ct) =>
        (await http.CallAsync(new HttpRequestMessage(HttpMethod.Post, $"v2/{route}").Bearer(account["api_key"]).With("Idempotency-Key", once.ToString("D")).Json(body), MollieErrors.Of, ct)).Json;
}
