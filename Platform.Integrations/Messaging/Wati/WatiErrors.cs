using System.Net;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Messaging.Wati;

/// <summary>Wati says little: a status, or "no" in a sentence under the status of a yes. What happened later at Meta has Meta's own number.</summary>
internal static class WatiErrors
{
    public static Trouble Of(HttpStatusCode status) => (int)status switch
    {
        401 => new(Fix, AccessExpired),
        403 => new(Fix, AccessMissing),
        404 => new(Final, NotReachable),
        429 => new(Retry, TooFast),
        >= 500 => new(Unknown, ProviderDown),
        _ => new(Final, Malformed),
    };

    /// <summary>The only hint there is; what is not understood is final, for it certainly was not sent.</summary>
    public static Trouble Of(string? sentence) => sentence?.ToLowerInvariant() switch
    {
        { } s when s.Contains("expired", StringComparison.Ordinal) || s.Contains("24 h", StringComparison.Ordinal) || s.Contains("session", StringComparison.Ordinal) => new(Final, WindowClosed),
        { } s when s.Contains("credit", StringComparison.Ordinal) || s.Contains("balance", StringComparison.Ordinal) => new(Fix, Payment),
        { } s when s.Contains("template", StringComparison.Ordinal) && s.Contains("already", StringComparison.Ordinal) => new(Final, TemplateTaken),
        { } s when s.Contains("template", StringComparison.Ordinal) && s.Contains("param", StringComparison.Ordinal) => new(Final, TemplateBlanks),
        { } s when s.Contains("template", StringComparison.Ordinal) => new(Final, TemplateMissing),
        { } s when s.Contains("invalid", StringComparison.Ordinal) && s.Contains("number", StringComparison.Ordinal) => new(Final, NotReachable),
        _ => new(Final, Refused),
    };
}
