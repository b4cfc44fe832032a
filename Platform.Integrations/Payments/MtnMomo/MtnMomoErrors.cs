using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Payments.MtnMomo;

/// <summary>MTN's words. A bare status stands where the gateway before the gateway answered.</summary>
internal static class MtnMomoErrors
{
    public const string Exists = "RESOURCE_ALREADY_EXIST";
    public const string NotFound = "RESOURCE_NOT_FOUND";

    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        var code = answer.Json.Text("code", "error");
        return (code, answer.Status) switch
        {
            (_, HttpStatusCode.Conflict) => new(Exists, new(Final, Refused)),
            (_, HttpStatusCode.NotFound) => new(NotFound, new(Final, Refused)),
            (_, HttpStatusCode.Unauthorized) => new(code ?? "401", new(Fix, AccessExpired)),
            (_, HttpStatusCode.Forbidden) or ("NOT_ALLOWED" or "NOT_ALLOWED_TARGET_ENVIRONMENT", _) => new(code ?? "403", new(Fix, AccessMissing)),
            ("INVALID_CALLBACK_URL_HOST", _) => new(code, new(Fix, AccessMissing)),
            ("PAYER_NOT_FOUND", _) => new(code, new(Final, NotReachable)),
            ("SERVICE_UNAVAILABLE", _) => new(code, new(Retry, ProviderDown)),
            (not null, HttpStatusCode.BadRequest) => new(code, new(Final, Refused)),
            _ => null,
        };
    }
}
