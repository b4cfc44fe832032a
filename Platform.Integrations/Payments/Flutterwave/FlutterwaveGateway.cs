using System.Text.Json;
using Platform.Domain.Common;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Flutterwave;

/// <summary>Flutterwave's standard page: cards, mobile money and bank transfers in many countries.</summary>
internal sealed class FlutterwaveGateway(HttpClient http) : IPaymentGateway
{
    public GatewayTraits Traits { get; } = new(
        FlutterwaveRegistration.Provider,
        [Currency.XAF, Currency.XOF, Currency.EUR],
        [new("secret_key", IsSecret: true), new("secret_hash", IsSecret: true), new("email")])
    { HasOneAddress = true };

    public bool Takes(SellerAccount account, Currency currency) => Traits.Currencies.Contains(currency);

    public RefundWays Refunds(SellerAccount account) => RefundWays.Partial;

    public Task ProveAsync(SellerAccount account, CancellationToken ct) => GetAsync(account, "transactions?page=1", ct);

    /// <summary>The page asks for an email and chats have none: receipts go to the seller's.</summary>
    public async Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct)
    {
        var data = await PostAsync(account, "payments", new
        {
            tx_ref = asked.Reference.Compact,
            amount = asked.Amount.Amount,
            currency = asked.Amount.Currency.ToString(),
            redirect_url = asked.Return,
            customer = new { email = account["email"], phonenumber = asked.Phone?.Value },
            customizations = new { title = asked.Seller, description = asked.Title },
        }, ct);
        return new(asked.Reference.Compact, new Uri(data.Text("link") ?? throw ProviderCalls.Unreadable("link")), Until: null);
    }

    public async Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct)
    {
        try
        {
            var paid = await GetAsync(account, $"transactions/verify_by_reference?tx_ref={Uri.EscapeDataString(sought.ProviderId)}", ct);
            return paid.Text("status") switch
            {
                "successful" => new(PaymentState.Paid, paid.Sum(), paid.Text("id")),
                "cancelled" => new(PaymentState.Cancelled),
                "failed" or "error" => new(PaymentState.Refused, Code: paid.Text("processor_response")),
                _ => new(PaymentState.Waiting),
            };
        }
        catch (ProviderException e) when (e.Code is FlutterwaveErrors.NoTransaction)
        {
            return new(PaymentState.Waiting); // Nobody has begun to pay.
        }
    }

    public async Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct)
    {
        if (asked.Transaction is not { } transaction) throw new ProviderException("missing.transaction", ProviderFault.Final) { Reason = Trouble.Missing };
        var data = await PostAsync(account, $"transactions/{Uri.EscapeDataString(transaction)}/refund", new { amount = asked.Amount.Amount }, ct);
        return data.Text("status") switch
        {
            { } status when status.StartsWith("completed", StringComparison.Ordinal) => new(RefundState.Done),
            "failed" => new(RefundState.Failed, "failed"),
            _ => new(RefundState.Untold),
        };
    }

    /// <summary>A refund carries no word of ours, so one cannot be told from another of the same amount.</summary>
    public Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct) => Task.FromResult(new RefundReport(RefundState.Untold));

    /// <summary>Newer accounts sign; the older way echoes the secret, which says who sends and nothing of what.</summary>
    public bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof) => account.Find("secret_hash") is { } secret
        && (notice.Header("flutterwave-signature"), notice.Header("verif-hash")) switch
        {
            ([{ } signature], _) => Signatures.Same(signature, Signatures.Keyed(notice.Body.Span, secret)),
            ([], [{ } hash]) => Signatures.Same(hash, secret),
            _ => false,
        };

    /// <summary>Old accounts send it flat, and spell it otherwise.</summary>
    public PaymentHint Read(ReadOnlyMemory<byte> body)
    {
        var told = LenientJson.Parse(body);
        return new(AttemptReference.Read((told.Member("data") ?? told).Text("tx_ref", "txRef", "reference")));
    }

    private async Task<JsonElement> GetAsync(SellerAccount account, string route, CancellationToken ct) =>
        Data(await http.CallAsync(new HttpRequestMessage(HttpMethod.Get, $"v3/{route}").Bearer(account["secret_key"]), FlutterwaveErrors.Of, ct), HttpMethod.Get);

    private async Task<JsonElement> PostAsync<T>(SellerAccount account, string route, T body, CancellationToken ct) =>
        Data(await http.CallAsync(new HttpRequestMessage(HttpMethod.Post, $"v3/{route}").Bearer(account["secret_key"]).Json(body), FlutterwaveErrors.Of, ct), HttpMethod.Post);

    /// <summary>A yes by status may be a no by word.</summary>
    private static JsonElement Data(Calling.Answer answer, HttpMethod method)
    {
        if (answer.Json.Text("status") is not "success")
        {
            throw FlutterwaveErrors.Of(answer) is { } no ? new ProviderException(no.Code, no.Trouble.Fault) { Reason = no.Trouble.Word } : answer.Unexplained(method);
        }

        return answer.Json.Member("data") ?? default;
    }
}
