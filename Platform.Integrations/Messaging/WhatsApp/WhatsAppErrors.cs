using System.Collections.Frozen;
using static Platform.Integrations.ProviderFault;
using static Platform.Integrations.Trouble;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>What Meta's codes mean for the message at hand and for the seller. The code decides, never the HTTP status or the title.</summary>
internal static class WhatsAppErrors
{
    private const int FirstOfTemplates = 2_388_000;

    private static readonly FrozenDictionary<int, Trouble> Known = new Dictionary<int, Trouble>
    {
        [0] = new(Fix, AccessExpired),
        [1] = new(Retry, ProviderDown),
        [2] = new(Retry, ProviderDown),
        [3] = new(Fix, AccessMissing),
        [4] = new(Retry, TooFast),
        [10] = new(Fix, AccessMissing),
        [33] = new(Fix, NumberGone),
        [100] = new(Final, Malformed),
        [102] = new(Fix, AccessExpired),
        [190] = new(Fix, AccessExpired),
        [368] = new(Fix, AccountBlocked),
        [80007] = new(Retry, TooFast),
        [80008] = new(Retry, TooFast),

        [130429] = new(Retry, TooFast),
        [130472] = new(Final, MarketingExperiment),
        [130497] = new(Final, CountryClosed),
        [131000] = new(Retry, ProviderDown),
        [131005] = new(Fix, AccessMissing),
        [131008] = new(Final, Malformed),
        [131009] = new(Final, Malformed),
        [131016] = new(Retry, ProviderDown),
        [131021] = new(Final, OwnNumber),
        [131026] = new(Final, NotReachable),
        [131030] = new(Final, NotAllowedYet),
        [131031] = new(Fix, AccountBlocked),
        [131037] = new(Fix, NameNotApproved),
        [131042] = new(Fix, Payment),
        [131045] = new(Fix, NumberNotRegistered),
        [131047] = new(Final, WindowClosed),
        [131048] = new(Fix, NumberRestricted),
        [131049] = new(Final, MarketingCap),
        [131050] = new(Final, OptedOut),
        [131051] = new(Final, Unsupported),
        [131052] = new(Final, MediaFailed),
        [131053] = new(Final, MediaFailed),
        [131055] = new(Final, Unsupported),
        [131056] = new(Retry, TooFastForPerson),
        [131057] = new(Retry, ProviderDown),
        [131059] = new(Final, Malformed),
        [131062] = new(Final, Unsupported),
        [131063] = new(Fix, MarketingElsewhere),
        [131064] = new(Fix, DailyLimit),

        [132000] = new(Final, TemplateBlanks),
        [132001] = new(Final, TemplateMissing),
        [132005] = new(Final, TooLong),
        [132007] = new(Final, TemplateAgainstPolicy),
        [132008] = new(Final, TemplateBlanks),
        [132012] = new(Final, TemplateBlanks),
        [132015] = new(Fix, TemplatePaused),
        [132016] = new(Final, TemplateDisabled),
        [132018] = new(Final, TemplateBlanks),
        [132068] = new(Fix, AccountBlocked),
        [132069] = new(Fix, TooFast),

        [133000] = new(Fix, NumberNotRegistered),
        [133004] = new(Retry, ProviderDown),
        [133005] = new(Final, PinWrong),
        [133006] = new(Fix, NumberNotRegistered),
        [133008] = new(Fix, RegistrationBusy),
        [133009] = new(Fix, RegistrationBusy),
        [133010] = new(Fix, NumberNotRegistered),
        [133015] = new(Fix, RegistrationBusy),
        [133016] = new(Fix, RegistrationBusy),
        [134011] = new(Fix, Payment),
        [134100] = new(Final, MarketingElsewhere),
        [134101] = new(Retry, ProviderDown),
        [134102] = new(Fix, MarketingElsewhere),
        [135000] = new(Final, Malformed),
        [137000] = new(Final, IdentityChanged),

        [2388019] = new(Fix, TooMany),
        [2388023] = new(Final, TemplateResting),
        [2388024] = new(Final, TemplateTaken),
        [2388040] = new(Final, TooLong),
        [2388047] = new(Final, Malformed),
        [2388072] = new(Final, Malformed),
        [2388073] = new(Final, Malformed),
        [2388293] = new(Final, TemplateBlanks),
        [2388299] = new(Final, TemplateBlanks),
        [2593002] = new(Final, TemplateMissing),
    }.ToFrozenDictionary();

    public static IEnumerable<int> Codes => Known.Keys;

    public static Trouble Of(int code) => code is >= 200 and <= 299 ? new(Fix, AccessMissing) : Known.GetValueOrDefault(code, new(Final, Refused));

    /// <summary>Of a template Meta says only "invalid"; the number behind it says what. Smaller ones are another numbering.</summary>
    public static Trouble Of(string? code, string? subcode) =>
        code is "100" && int.TryParse(subcode, out var number) && number > FirstOfTemplates && Known.TryGetValue(number, out var trouble) ? trouble : Of(code);

    public static Trouble Of(string? code) => int.TryParse(code, out var number) ? Of(number) : new(Final, Refused);
}
