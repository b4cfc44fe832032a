using System.Net;
using Platform.Integrations.Http;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Carriers.Glovo;

internal static class GlovoErrors
{
    public const string Conflict = "CONFLICT";

    public static ProviderCalls.Blame? Of(Calling.Answer answer)
    {
        var code = answer.Json.Text("code");
        return (code, answer.Status) switch
        {
            ("UNAUTHORIZED", _) or (not null, HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) => new(code, new(Fix, AccessExpired)),
            ("CITY_IS_BLOCKED", _) => new(code, new(Retry, ProviderDown)),
            ("CITY_IS_CLOSED", _) => new(code, new(Final, Unserved.CityClosed)),
            ("OUT_OF_WORKING_HOURS" or "ERROR_PICKUP_TIME", _) => new(code, new(Final, Unserved.Hours)),
            ("INVALID_PICKUP_ADDRESS" or "OUT_OF_WORKING_AREA_PICKUP_ADDRESS", _) => new(code, new(Final, Unserved.Pickup)),
            ("INVALID_DELIVERY_ADDRESS" or "INVALID_DELIVERY_ADDRESS_UNABLE_TO_GEOCODE", _) => new(code, new(Final, Unserved.Address)),
            ("DIFFERENT_WORKING_AREAS" or "INVALID_DELIVERY_ADDRESS_OUTSIDE_WORKING_AREAS" or "OUT_OF_WORKING_AREA_DELIVERY_ADDRESS" or "ADDRESSES_NOT_IN_SAME_CITY_CODE", _) => new(code, new(Final, Unserved.Area)),
            ({ } old, _) when old.Contains("QUOTE", StringComparison.Ordinal) && old.Contains("EXPIRED", StringComparison.Ordinal) => new(old, new(Final, Unserved.QuoteExpired)),
            (not null, HttpStatusCode.TooManyRequests) => new(code, new(Retry, TooFast)),
            (not null, < HttpStatusCode.InternalServerError) => new(code, new(Final, Refused)),
            _ => null,
        };
    }
}
