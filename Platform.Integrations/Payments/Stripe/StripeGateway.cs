using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Stripe;

/// <summary>Stripe's checkout: a page for cards and whatever else the seller has switched on there.</summary>
internal sealed class StripeGateway(HttpClient http) : IPaymentGateway
{
    /// <summary>Said with every call, so that the account's own default cannot change what comes back.</summary>
    private const string Version = "2026-07-29.dahlia";
    private const string Sessions = "v1/checkout/sessions";

    public GatewayTraits Traits { get; } = new(
        StripeRegistration.Provider,
        [Currency.EUR, Currency.MAD, Currency.XOF, Currency.XAF],
        [new("secret_key", IsSecret: true), new("webhook_secret", IsSecret: true)])
    { HasOneAddress = true };

    public bool Takes(SellerAccount account, Currency currency) => Traits.Currencies.Contains(currency);

    public RefundWays Refunds(SellerAccount account) => RefundWays.Partial;

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => GetAsync(account, $"{Sessions}?limit=1", ct);

    public async Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct)
    {
        var session = await PostAsync(account, Sessions, asked.Reference.Value, ct,
            ("mode", "payment"),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", asked.Amount.Currency.ToString().ToLowerInvariant()),
            ("line_items[0][price_data][unit_amount]", asked.Amount.Minor.ToString(CultureInfo.InvariantCulture)),
            ("line_items[0][price_data][product_data][name]", $"{asked.Seller} {asked.Title}"),
            ("client_reference_id", asked.Reference.Compact),
            ("payment_intent_data[metadata][reference]", asked.Reference.Compact),
            ("locale", asked.Language is Language.English ? "en" : "fr"),
            ("success_url", asked.Return.AbsoluteUri),
            ("cancel_url", asked.Abandoned.AbsoluteUri));
        if (session.Text("id") is not { } id || session.Text("url") is not { } link) throw ProviderCalls.Unreadable("url");

        return new(id, new Uri(link), session.Instant("expires_at"));
    }

    public async Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct)
    {
        var session = await GetAsync(account, $"{Sessions}/{Uri.EscapeDataString(sought.ProviderId)}?expand%5B%5D=payment_intent", ct);
        var intent = session.Member("payment_intent");
        var transaction = intent is { ValueKind: JsonValueKind.Object } whole ? whole.Text("id") : session.Text("payment_intent");
        return (session.Text("status"), session.Text("payment_status"), intent?.Text("status")) switch
        {
            (_, "paid", _) => new(PaymentState.Paid, session.MinorSum("amount_total", "currency"), transaction),
            ("expired", _, _) => new(PaymentState.Expired),

            // Paid by a way that takes days, and it did not come.
            ("complete", _, "requires_payment_method" or "canceled") => new(PaymentState.Refused, Code: ErrorOf(intent)),
            _ => new(PaymentState.Waiting, Code: ErrorOf(intent)),
        };
    }

    public Task CloseAsync(SellerAccount account, PaymentSought sought, CancellationToken ct) =>
        http.CallAsync(Request(account, HttpMethod.Post, $"{Sessions}/{Uri.EscapeDataString(sought.ProviderId)}/expire"), StripeErrors.Of, ct);

    public async Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct) => ReportOf(await PostAsync(
        account, "v1/refunds", asked.Refund, ct,
        ("payment_intent", asked.Transaction ?? ""),
        ("amount", asked.Amount.Minor.ToString(CultureInfo.InvariantCulture)),
        ("reason", "requested_by_customer"),
        ("metadata[refund]", asked.Refund.ToString("D"))));

    public async Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct)
    {
        var list = await GetAsync(account, $"v1/refunds?limit=100&payment_intent={Uri.EscapeDataString(asked.Transaction ?? "")}", ct);
        var ours = list.Items("data").FirstOrDefault(refund => refund.Member("metadata")?.Text("refund") == asked.Refund.ToString("D"));
        return ours.ValueKind is JsonValueKind.Object ? ReportOf(ours) : new(RefundState.Absent);
    }

    public bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof) =>
        account.Find("webhook_secret") is { } secret && Signatures.IsTimed(notice.Header("Stripe-Signature"), notice.Body.Span, secret, separator: ".", notice.At);

    public PaymentHint Read(ReadOnlyMemory<byte> body) =>
        LenientJson.Parse(body).Member("data")?.Member("object") is { } told
            ? new(AttemptReference.Read(told.Text("client_reference_id") ?? told.Member("metadata")?.Text("reference")))
            : default;

    private static string? ErrorOf(JsonElement? intent) => intent?.Member("last_payment_error")?.Text("decline_code", "code");

    private static RefundReport ReportOf(JsonElement refund) => refund.Text("status") switch
    {
        "succeeded" => new(RefundState.Done),
        "failed" or "canceled" => new(RefundState.Failed, refund.Text("failure_reason") ?? refund.Text("status")),
        _ => new(RefundState.Pending),
    };

    private async Task<JsonElement> GetAsync(SellerAccount account, string route, CancellationToken ct) =>
        (await http.CallAsync(Request(account, HttpMethod.Get, route), StripeErrors.Of, ct)).Json;

    private async Task<JsonElement> PostAsync(SellerAccount account, string route, Guid once, CancellationToken ct, params (string Name, string Value)[] form)
    {
        var request = Request(account, HttpMethod.Post, route).With("Idempotency-Key", once.ToString("D"));
        request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return (await http.CallAsync(request, StripeErrors.Of, ct)).Json;
    }

    private static HttpRequestMessage Request(SellerAccount account, HttpMethod method, string route) =>
        new HttpRequestMessage(method, route).Bearer(account["secret_key"]).With("Stripe-Version", Version);
}
