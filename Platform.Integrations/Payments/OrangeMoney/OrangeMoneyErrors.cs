using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Payments.OrangeMoney;

/// <summary>A number and a sentence; the number alone is steady.</summary>
internal static class OrangeMoneyErrors
{
    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        var code = answer.Json.Text("code", "error");
        return (code, answer.Status) switch
        {
            ("42" or "41" or "invalid_client", _) or (_, HttpStatusCode.Unauthorized) => new(code ?? "401", new(Fix, AccessExpired)),
            (_, HttpStatusCode.Forbidden) => new(code ?? "403", new(Fix, AccessMissing)),
            (not null, HttpStatusCode.TooManyRequests) => new(code, new(Retry, TooFast)),
            (not null, < HttpStatusCode.InternalServerError) => new(code, new(Final, Refused)),
            _ => null,
        };
    }
}
