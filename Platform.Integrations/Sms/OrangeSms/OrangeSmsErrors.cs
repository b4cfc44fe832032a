using System.Net;
using Platform.Integrations.Http;

namespace Platform.Integrations.Sms.OrangeSms;

internal static class OrangeSmsErrors
{
    /// <summary>The gateway answers with numbers, the service behind it with words such as `SVC0004`.</summary>
    public static ProviderException Of(Calling.Answer answer)
    {
        var error = answer.Json.Member("requestError");
        var code = error?.Member("serviceException")?.Text("messageId") ?? error?.Member("policyException")?.Text("messageId") ?? answer.Json.Text("code");
        return (code, answer.Status) switch
        {
            ("SVC0004", _) => new(code, ProviderFault.Final) { Reason = Trouble.NotReachable },
            ({ } policy, _) when policy.StartsWith("POL", StringComparison.Ordinal) => new(policy, ProviderFault.Fix) { Reason = Trouble.Payment },
            ({ } known, HttpStatusCode.Unauthorized) => new(known, ProviderFault.Fix) { Reason = Trouble.AccessExpired },
            ({ } known, HttpStatusCode.Forbidden) => new(known, ProviderFault.Fix) { Reason = Trouble.Payment },
            _ => answer.Unexplained(HttpMethod.Post),
        };
    }

    public static TextNews Report(string id, string status) => status switch
    {
        "DeliveredToTerminal" => new TextNews.Report(id, TextState.Delivered),
        "DeliveryImpossible" => new TextNews.Report(id, TextState.Failed, Trouble.NotReachable),
        "DeliveredToNetwork" or "MessageWaiting" or "DeliveryUncertain" => new TextNews.Report(id, TextState.Sent),
        _ => new TextNews.Other(status),
    };
}
