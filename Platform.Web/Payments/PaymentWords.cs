using Platform.Domain.Payments;

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
}
