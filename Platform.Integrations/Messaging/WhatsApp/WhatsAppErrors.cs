using System.Net;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>What Meta's error codes mean for the message at hand. The code decides, never the HTTP status.</summary>
internal static class WhatsAppErrors
{
    public static ProviderFault FaultOf(int code) => code switch
    {
        2 or 4 or 80007 or 80008 or 130429 or 131000 or 131016 or 131056 or 131057 or 133004 or 134101 => ProviderFault.Retry,
        0 or 3 or 10 or 190 or (>= 200 and <= 299) or 368 or 131005 or 131031 or 131037 or 131042 or 131045 or 131048 or 131063 or 131064
            or 132015 or 132068 or 132069 or 133006 or 133010 or 134011 => ProviderFault.Fix,
        _ => ProviderFault.Final,
    };

    /// <summary>An answer without a readable code says nothing of what became of the message.</summary>
    public static ProviderFault FaultOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => ProviderFault.Retry,
        >= HttpStatusCode.InternalServerError => ProviderFault.Unknown,
        _ => ProviderFault.Final,
    };
}
