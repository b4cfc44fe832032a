using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Payments.Stripe;

/// <summary>Stripe's types and codes, always inside an `error`.</summary>
internal static class StripeErrors
{
    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        if (answer.Json.Member("error") is not { } error) return null;
        var code = error.Text("code", "type") ?? $"{(int)answer.Status}";
        return (code, answer.Status) switch
        {
            ("idempotency_key_in_use", _) or (_, HttpStatusCode.Conflict) => new(code, new(Retry, ProviderDown)),
            (_, HttpStatusCode.Unauthorized) => new(code, new(Fix, AccessExpired)),
            (_, HttpStatusCode.Forbidden) or ("account_invalid" or "testmode_charges_only", _) => new(code, new(Fix, AccessMissing)),
            (_, HttpStatusCode.TooManyRequests) => new(code, new(Retry, TooFast)),
            (_, < HttpStatusCode.InternalServerError) => new(code, new(Final, Refused)),
            _ => null,
        };
    }
}
