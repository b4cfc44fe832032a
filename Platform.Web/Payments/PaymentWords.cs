using Platform.Domain.Payments;
using Platform.Integrations.Payments;

namespace Platform.Web.Payments;

/// <summary>How payments are named wherever they are shown.</summary>
public static class PaymentWords
{
    public static string Chip(PaymentPhase phase) => phase switch
    {
        PaymentPhase.Paid => "good",
        PaymentPhase.Open => "warn",
        _ => "",
    };

    public static string Chip(RefundPhase phase) => phase switch
    {
        RefundPhase.Done => "good",
        RefundPhase.Failed or RefundPhase.Doubted => "bad",
        _ => "warn",
    };

    /// <summary>What a person has to type or choose, never what was kept.</summary>
    public static string Input(AccountField field) => field switch
    {
        { IsSecret: true } => "password",
        { Name: "email" } => "email",
        _ => "text",
    };
}
