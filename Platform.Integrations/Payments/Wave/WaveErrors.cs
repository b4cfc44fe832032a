using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Payments.Wave;

/// <summary>Wave's words, which come flat or inside an `error`.</summary>
internal static class WaveErrors
{
    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        var code = answer.Json.Member("error")?.Text("code") ?? answer.Json.Text("code");
        return (code, answer.Status) switch
        {
            ("missing-auth-header" or "invalid-auth" or "api-key-not-provided" or "no-matching-api-key" or "api-key-revoked", _) => new(code, new(Fix, AccessExpired)),
            ("disabled-wallet" or "invalid-wallet" or "kyb-limits-exceeded", _) => new(code, new(Fix, AccountBlocked)),
            ("checkout-refund-failed", _) => new(code, new(Final, Refused)),
            (not null, HttpStatusCode.TooManyRequests) => new(code, new(Retry, TooFast)),
            (not null, < HttpStatusCode.InternalServerError) => new(code, new(Final, Refused)),
            _ => null,
        };
    }
}
