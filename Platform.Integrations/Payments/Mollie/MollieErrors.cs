using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Payments.Mollie;

/// <summary>Mollie says a status and, for 422, which field; its sentences are for people.</summary>
internal static class MollieErrors
{
    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        if (answer.Json.Text("title") is null) return null;
        var field = answer.Json.Text("field");
        var code = $"{(int)answer.Status}{(field is null ? "" : $".{field}")}";
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => new(code, new(Fix, AccessExpired)),
            HttpStatusCode.Forbidden => new(code, new(Fix, AccessMissing)),
            HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable => new(code, new(Retry, ProviderDown)),
            HttpStatusCode.TooManyRequests => new(code, new(Retry, TooFast)),
            < HttpStatusCode.InternalServerError => new(code, new(Final, Refused)),
            _ => null,
        };
    }
}
