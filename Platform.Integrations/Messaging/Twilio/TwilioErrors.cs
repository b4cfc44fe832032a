using System.Collections.Frozen;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Twilio's codes, in answers and in receipts alike.</summary>
internal static class TwilioErrors
{
    private static readonly FrozenDictionary<int, Trouble> Known = new Dictionary<int, Trouble>
    {
        [20003] = new(Fix, AccessExpired),
        [20404] = new(Final, Malformed),
        [20429] = new(Retry, TooFast),

        [21211] = new(Final, NotReachable),
        [21217] = new(Final, NotReachable),
        [21408] = new(Fix, CountryClosed),
        [21602] = new(Final, Missing),
        [21603] = new(Fix, NumberNotRegistered),
        [21604] = new(Final, Missing),
        [21606] = new(Fix, NumberNotRegistered),
        [21608] = new(Fix, NotAllowedYet),
        [21610] = new(Final, OptedOut),
        [21612] = new(Final, NotReachable),
        [21614] = new(Final, NotReachable),
        [21617] = new(Final, TooLong),
        [21655] = new(Final, TemplateMissing),
        [21656] = new(Final, TemplateBlanks),

        [30001] = new(Retry, TooFast),
        [30002] = new(Fix, AccountBlocked),
        [30003] = new(Retry, NotReachable),
        [30004] = new(Final, NotReachable),
        [30005] = new(Final, NotReachable),
        [30006] = new(Final, NotReachable),
        [30007] = new(Final, Refused),
        [30008] = new(Retry, ProviderDown),
        [30034] = new(Fix, NumberNotRegistered),

        [63001] = new(Fix, AccessExpired),
        [63003] = new(Final, NotReachable),
        [63005] = new(Retry, ProviderDown),
        [63007] = new(Fix, NumberNotRegistered),
        [63010] = new(Retry, ProviderDown),
        [63012] = new(Retry, ProviderDown),
        [63013] = new(Final, TemplateAgainstPolicy),
        [63016] = new(Final, WindowClosed),
        [63018] = new(Retry, TooFast),
        [63019] = new(Final, MediaFailed),
        [63020] = new(Fix, AccountBlocked),
        [63021] = new(Final, TemplateBlanks),
        [63022] = new(Fix, NameNotApproved),
        [63024] = new(Final, NotReachable),
        [63025] = new(Final, MediaFailed),
        [63027] = new(Final, TemplateMissing),
        [63028] = new(Final, TemplateBlanks),
        [63029] = new(Final, NotReachable),
        [63030] = new(Final, TemplateBlanks),
        [63032] = new(Final, MarketingExperiment),
        [63033] = new(Final, NotReachable),
        [63038] = new(Fix, DailyLimit),
        [63049] = new(Final, MarketingCap),
        [63051] = new(Fix, AccountBlocked),
    }.ToFrozenDictionary();

    public static IEnumerable<int> Codes => Known.Keys;

    public static Trouble Of(string? code) => int.TryParse(code, out var number) ? Known.GetValueOrDefault(number, new(Final, Refused)) : new(Final, Refused);
}
