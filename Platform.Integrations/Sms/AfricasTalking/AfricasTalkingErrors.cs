namespace Platform.Integrations.Sms.AfricasTalking;

/// <summary>Their codes and words as ours.</summary>
internal static class AfricasTalkingErrors
{
    public static ProviderException Of(string code)
    {
        var (fault, word) = code switch
        {
            "402" or "InvalidSenderId" => (ProviderFault.Fix, Trouble.NameNotApproved),
            "403" or "404" or "InvalidPhoneNumber" or "DestinationNotSupported" => (ProviderFault.Final, Trouble.NotReachable),
            "405" or "InsufficientCredit" or "InsufficientBalance" => (ProviderFault.Fix, Trouble.Payment),
            "401" or "406" or "409" => (ProviderFault.Final, Trouble.OptedOut),
            "407" or "500" or "501" or "502" => (ProviderFault.Retry, Trouble.ProviderDown),
            _ => (ProviderFault.Final, Trouble.Refused),
        };
        return new(code, fault) { Reason = word };
    }

    /// <summary>A word we do not know leaves things as they are.</summary>
    public static TextNews Report(string id, string status, string? reason) => status switch
    {
        "Success" => new TextNews.Report(id, TextState.Delivered),
        "Rejected" or "Failed" or "Expired" or "AbsentSubscriber" => new TextNews.Report(id, TextState.Failed, Why(reason ?? status)),
        "Sent" or "Submitted" or "Buffered" => new TextNews.Report(id, TextState.Sent),
        _ => new TextNews.Other(status),
    };

    private static string Why(string reason) => reason switch
    {
        "InsufficientCredit" or "UserAccountSuspended" => Trouble.Payment,
        "UserInBlackList" or "DoNotDisturbRejection" or "UserIsInactive" => Trouble.OptedOut,
        _ => Trouble.NotReachable,
    };
}
