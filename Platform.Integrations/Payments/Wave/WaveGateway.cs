using System.Globalization;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Wave;

/// <summary>Wave's checkout: the link opens the customer's Wave app, or a page with a code to scan.</summary>
internal sealed class WaveGateway(HttpClient http, TimeProvider clock) : IPaymentGateway
{
    private const string Sessions = "v1/checkout/sessions";

    public GatewayTraits Traits { get; } = new(
        WaveRegistration.Provider,
        [Currency.XOF],
        [new("api_key", IsSecret: true), new("webhook_secret", IsSecret: true), new("signing_secret", IsSecret: true, IsOptional: true)])
    { HasOneAddress = true };

    public bool Takes(SellerAccount account, Currency currency) => currency is Currency.XOF;

    public RefundWays Refunds(SellerAccount account) => RefundWays.Whole;

    /// <summary>A search that finds nothing is an answer too.</summary>
    public Task ProveAsync(SellerAccount account, CancellationToken ct) => GetAsync(account, $"{Sessions}/search?client_reference=relais", ct);

    public async Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct)
    {
        try
        {
            return Opened(await PostAsync(account, Sessions, new
            {
                amount = asked.Amount.Text(),
                currency = asked.Amount.Currency.ToString(),
                client_reference = asked.Reference.Compact,
                success_url = asked.Return,
                error_url = asked.Abandoned,
            }, ct));
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            // Wave makes two of the same reference; whether the first one arrived can be looked up.
            var found = await GetAsync(account, $"{Sessions}/search?client_reference={asked.Reference.Compact}", ct);
            if (found.Items("result").FirstOrDefault(session => session.Text("checkout_status") == "open") is { ValueKind: JsonValueKind.Object } session) return Opened(session);
            throw;
        }
    }

    public async Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct)
    {
        var session = await GetAsync(account, $"{Sessions}/{Uri.EscapeDataString(sought.ProviderId)}", ct);
        return (session.Text("payment_status"), session.Text("checkout_status")) switch
        {
            ("succeeded", _) => new(PaymentState.Paid, session.Sum(), session.Text("transaction_id")),
            ("cancelled", _) => new(PaymentState.Cancelled),
            (_, "expired") => new(PaymentState.Expired, Code: ErrorOf(session)),
            _ => new(PaymentState.Waiting, Code: ErrorOf(session)),
        };
    }

    public Task CloseAsync(SellerAccount account, PaymentSought sought, CancellationToken ct) =>
        PostAsync<object?>(account, $"{Sessions}/{Uri.EscapeDataString(sought.ProviderId)}/expire", null, ct);

    public async Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct)
    {
        if (asked.Amount != asked.Payment.Amount) throw new ProviderException("unsupported.partial", ProviderFault.Final) { Reason = Trouble.Unsupported };
        await PostAsync<object?>(account, $"{Sessions}/{Uri.EscapeDataString(asked.Payment.ProviderId)}/refund", null, ct);
        return new(RefundState.Done);
    }

    public async Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct) =>
        new((await GetAsync(account, $"{Sessions}/{Uri.EscapeDataString(asked.Payment.ProviderId)}", ct)).Text("when_refunded") is null ? RefundState.Absent : RefundState.Done);

    /// <summary>Either of Wave's two ways, as the seller chose it there: a signature, or the secret itself.</summary>
    public bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof) => account.Find("webhook_secret") is { } secret
        && (Signatures.IsTimed(notice.Header("Wave-Signature"), notice.Body.Span, secret, separator: "", notice.At)
            || notice.Header("Authorization") is [{ } bearer] && Signatures.Same(bearer, $"Bearer {secret}"));

    public PaymentHint Read(ReadOnlyMemory<byte> body) => new(AttemptReference.Read(LenientJson.Parse(body).Member("data")?.Text("client_reference")));

    private static OpenedPayment Opened(JsonElement session)
    {
        if (session.Text("id") is not { } id || session.Text("wave_launch_url") is not { } link) throw ProviderCalls.Unreadable("wave_launch_url");
        var until = DateTimeOffset.TryParse(session.Text("when_expires"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end.ToUniversalTime() : (DateTimeOffset?)null;
        return new(id, new Uri(link), until);
    }

    /// <summary>The customer may try again while the session is open.</summary>
    private static string? ErrorOf(JsonElement session) => session.Member("last_payment_error")?.Text("code");

    private async Task<JsonElement> GetAsync(SellerAccount account, string route, CancellationToken ct) =>
        (await http.CallAsync(Signed(account, new HttpRequestMessage(HttpMethod.Get, route), body: []), WaveErrors.Of, ct)).Json;

    private async Task<JsonElement> PostAsync<T>(SellerAccount account, string route, T body, CancellationToken ct)
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, Calling.Json);
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } } };
        return (await http.CallAsync(Signed(account, request, bytes), WaveErrors.Of, ct)).Json;
    }

    /// <summary>Where the seller switched signing on at Wave, unsigned requests are refused.</summary>
    private HttpRequestMessage Signed(SellerAccount account, HttpRequestMessage request, byte[] body)
    {
        request.Bearer(account["api_key"]);
        if (account.Find("signing_secret") is not { } secret) return request;

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return request.With("Wave-Signature", $"t={now},v1={Signatures.Timed(now, body, secret, separator: "")}");
    }
}
