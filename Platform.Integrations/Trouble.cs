namespace Platform.Integrations;

/// <summary>
/// Why something did not work, in one vocabulary for all providers: the seller reads a sentence per word, with the one thing to do.
/// The provider's own number goes to the log.
/// </summary>
/// <param name="Word">One of the constants below.</param>
public readonly record struct Trouble(ProviderFault Fault, string Word)
{
    public const string AccessExpired = "access_expired";
    public const string AccessMissing = "access_missing";
    public const string AccountBlocked = "account_blocked";
    public const string NumberRestricted = "number_restricted";
    public const string NumberGone = "number_gone";
    public const string NumberNotRegistered = "number_not_registered";
    public const string NameNotApproved = "name_not_approved";
    public const string Payment = "payment";
    public const string TooFast = "too_fast";
    public const string TooFastForPerson = "too_fast_for_person";
    public const string DailyLimit = "daily_limit";
    public const string ProviderDown = "provider_down";
    public const string Unreachable = "unreachable";
    public const string NoAnswer = "no_answer";
    public const string NotReachable = "not_reachable";
    public const string WindowClosed = "window_closed";
    public const string MarketingCap = "marketing_cap";
    public const string MarketingExperiment = "marketing_experiment";
    public const string MarketingElsewhere = "marketing_elsewhere";
    public const string OptedOut = "opted_out";
    public const string CountryClosed = "country_closed";
    public const string NotAllowedYet = "not_allowed_yet";
    public const string OwnNumber = "own_number";
    public const string IdentityChanged = "identity_changed";
    public const string TemplateMissing = "template_missing";
    public const string TemplateBlanks = "template_blanks";
    public const string TemplatePaused = "template_paused";
    public const string TemplateDisabled = "template_disabled";
    public const string TemplateAgainstPolicy = "template_against_policy";
    public const string TemplateDearer = "template_dearer";
    public const string TemplateTaken = "template_taken";
    public const string TemplateResting = "template_resting";
    public const string AccountUnknown = "account_unknown";
    public const string MediaFailed = "media_failed";
    public const string MediaTooLarge = "media_too_large";
    public const string MediaGone = "media_gone";
    public const string Unsupported = "unsupported";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string Missing = "missing";
    public const string Malformed = "malformed";
    public const string PinWrong = "pin_wrong";
    public const string RegistrationBusy = "registration_busy";
    public const string CodeExpired = "code_expired";
    public const string Refused = "refused";
}
