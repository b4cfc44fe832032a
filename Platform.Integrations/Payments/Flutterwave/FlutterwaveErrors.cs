using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Payments.Flutterwave;

/// <summary>Flutterwave has a sentence and no code.</summary>
internal static class FlutterwaveErrors
{
    public const string NoTransaction = "no_transaction";

    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        if (answer.Json.Text("status") is not "error") return null;
        var sentence = answer.Json.Text("message") ?? "";
        return answer.Status switch
        {
            _ when sentence.Contains("No transaction", StringComparison.OrdinalIgnoreCase) => new(NoTransaction, new(Final, Refused)),
            HttpStatusCode.Unauthorized => new("401", new(Fix, AccessExpired)),
            HttpStatusCode.Forbidden => new("403", new(Fix, AccessMissing)),
            HttpStatusCode.TooManyRequests => new("429", new(Retry, TooFast)),
            < HttpStatusCode.InternalServerError => new($"{(int)answer.Status}", new(Final, Refused)),
            _ => null,
        };
    }
}
