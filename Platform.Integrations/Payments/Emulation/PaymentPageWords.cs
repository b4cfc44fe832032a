using System.Globalization;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>What the emulated page says, in the language of whoever pays.</summary>
internal sealed record PaymentPageWords(
    string Language, string Direction, string Code, string Pay, string Refuse, string Cancel, string Expire,
    string Paid, string Refused, string Cancelled, string Expired, string Back, string Nothing, string Demo)
{
    private static readonly PaymentPageWords French = new(
        "fr", "ltr", "Code secret", "Payer", "Solde insuffisant", "Annuler", "Laisser expirer",
        "Paiement accepté", "Paiement refusé", "Paiement annulé", "Ce paiement a expiré", "Retour à la boutique", "Aucun paiement en attente ici.", "Page de démonstration : aucun argent ne bouge.");

    private static readonly PaymentPageWords English = new(
        "en", "ltr", "Secret code", "Pay", "Not enough money", "Cancel", "Let it expire",
        "Payment accepted", "Payment refused", "Payment cancelled", "This payment has expired", "Back to the shop", "No payment is waiting here.", "A page to try things on: no money moves.");

    private static readonly PaymentPageWords Arabic = new(
        "ar", "rtl", "الرمز السري", "ادفع", "الرصيد غير كاف", "إلغاء", "دعه ينتهي",
        "تم قبول الدفع", "رُفض الدفع", "أُلغي الدفع", "انتهت صلاحية هذا الدفع", "العودة إلى المتجر", "لا يوجد دفع في الانتظار هنا.", "صفحة للتجربة: لا تتحرك أي أموال.");

    public static PaymentPageWords Here => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "ar" => Arabic,
        "en" => English,
        _ => French,
    };
}
