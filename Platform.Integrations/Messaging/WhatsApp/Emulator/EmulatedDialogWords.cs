using System.Globalization;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>What the emulated dialog says, in the language of whoever connects their number.</summary>
internal sealed record EmulatedDialogWords(
    string Language, string Direction, string Title, string Business, string Number, string Pin,
    string Accept, string AcceptPartly, string Cancel, string Refuse, string NoApp, string NoWayBack, string NoAnswer, string Demo)
{
    private static readonly EmulatedDialogWords French = new(
        "fr", "ltr", "Connecter votre compte WhatsApp", "Entreprise", "Numéro", "Son code PIN, s’il en a un",
        "Accepter", "Accepter sans les autorisations", "Annuler", "Refus de Meta", "Cette application n’existe pas.", "L’adresse de retour n’en est pas une.", "Rien n’a été répondu.",
        "Cette page remplace celle de Meta pour la démonstration : rien ne quitte cette machine.");

    private static readonly EmulatedDialogWords English = new(
        "en", "ltr", "Connect your WhatsApp account", "Business", "Number", "Its PIN, if it has one",
        "Accept", "Accept without the permissions", "Cancel", "Refused by Meta", "This app does not exist.", "The address to go back to is not one.", "Nothing was answered.",
        "This page stands in for Meta's, to try things on: nothing leaves this machine.");

    private static readonly EmulatedDialogWords Arabic = new(
        "ar", "rtl", "ربط حساب واتساب", "النشاط", "الرقم", "رمز PIN إن كان له رمز",
        "أوافق", "أوافق دون الأذونات", "إلغاء", "رفض من Meta", "هذا التطبيق غير موجود.", "عنوان الرجوع غير صالح.", "لم يصل أي جواب.",
        "هذه الصفحة تحل محل صفحة Meta للتجربة: لا شيء يغادر هذا الجهاز.");

    public static EmulatedDialogWords Here => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "ar" => Arabic,
        "en" => English,
        _ => French,
    };
}
