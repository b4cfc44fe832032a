using System.Net;
using System.Text.Json;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Carriers.Sendit;

/// <summary>Sendit has a sentence and a flag, which may say no inside a 200.</summary>
internal static class SenditErrors
{
    public const string Missing = "http_404";

    public static ProviderCalls.Blame? Of(Calling.Answer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new("unauthorised", new(Fix, AccessExpired)),
        HttpStatusCode.NotFound => new(Missing, new(Final, Refused)),
        HttpStatusCode.TooManyRequests => new("http_429", new(Retry, TooFast)),
        < HttpStatusCode.InternalServerError when Says(answer) => new("refused", new(Final, Word(answer.Json.Text("message") ?? ""))),
        _ => null,
    };

    /// <summary>A no that came with a yes of the line.</summary>
    public static bool Says(Calling.Answer answer) => answer.Json.Member("success") is { ValueKind: JsonValueKind.False };

    private static string Word(string sentence) => sentence switch
    {
        _ when Has(sentence, "district") || Has(sentence, "ville") || Has(sentence, "city") => Unserved.CityUnmapped,
        _ when Has(sentence, "phone") || Has(sentence, "téléphone") => Unserved.Phone,
        _ when Has(sentence, "amount") || Has(sentence, "montant") => Unserved.CashTooMuch,
        _ => Refused,
    };

    private static bool Has(string sentence, string word) => sentence.Contains(word, StringComparison.OrdinalIgnoreCase);
}
