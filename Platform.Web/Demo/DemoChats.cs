using Platform.Domain.Conversations;

namespace Platform.Web.Demo;

internal sealed record DemoChat(string Name, string Phone, bool IsClosed, params IReadOnlyList<DemoTurn> Turns);

internal sealed record DemoTurn(DemoSpeaker By, TimeSpan Ago, string Text, Receipt Receipt = Receipt.Read, string? Escalation = null);

internal enum DemoSpeaker { Customer, Awa, Lina }

/// <summary>A morning at a sneaker shop in Casablanca, as its inbox shows it.</summary>
internal static class DemoChats
{
    public static IReadOnlyList<DemoChat> All { get; } =
    [
        new("Aïcha Touré", "+212661220011", IsClosed: true,
            Customer(1710, "Bonjour, ma commande est bien arrivée, merci !"),
            Shop(1704, "Merci Aïcha ! Bonne journée et à bientôt chez Atlas Sneakers.")),
        new("Karim Belkacem", "+212662330022", IsClosed: false,
            Customer(1520, "Vous avez la Samba en 44 ?"),
            Shop(1512, "Bonjour Karim, oui, en blanc et en noir. 799 MAD, livraison 30 MAD à Casablanca.", Receipt.Delivered)),
        new("Othmane El Fassi", "+212663440033", IsClosed: false,
            Customer(640, "Salam, chhal f Air Force 1 ?"),
            Lina(639, "Salam Othmane ! L'Air Force 1 b 849 MAD, kayna mn 36 l 45."),
            Customer(628, "Wakha, nchouf w nrdd 3lik"),
            Lina(627, "Mrhba bik, ana hna.")),
        new("Jean-Paul Nkoulou", "+237677889900", IsClosed: false,
            Customer(300, "Bonjour, est-ce que vous livrez à Douala ?"),
            Shop(291, "Bonjour Jean-Paul, oui, en 4 à 6 jours par transporteur. Quelle paire vous intéresse ?"),
            Customer(288, "La New Balance 530 blanche en 43"),
            Shop(279, "Elle est disponible en 43, il nous en reste deux. Je vous la réserve ?", Receipt.Delivered)),
        new("مريم الإدريسي", "+212664550044", IsClosed: false,
            Customer(74, "السلام عليكم، شحال الثمن ديال الحذاء الأبيض؟"),
            Customer(73, "واش كاين القياس 38؟")),
        new("Fatou Diop", "+221771234567", IsClosed: false,
            Customer(58, "Le livreur passe à quelle heure ?"),
            Shop(52, "Bonjour Fatou, il sera là à 15 h. Je vous préviens dès qu'il est en route.")),
        new("Yassine Kabbaj", "+212665660055", IsClosed: false,
            Customer(16, "J'ai reçu un 41 au lieu du 42"),
            Customer(15, "Je veux parler à quelqu'un svp"),
            Lina(15, "Je suis désolée Yassine. Je passe la main à un collègue, qui vous répond au plus vite.", "complaint", "A reçu un 41 au lieu du 42.")),
        new("Salma Bennani", "+212612345678", IsClosed: false,
            Customer(12, "Salam, kayna Air Max 90 f 42 ? b ch7al ?"),
            Customer(6, "lbayda. tawsil l Maârif ghda ?")),
    ];

    private static DemoTurn Customer(int minutesAgo, string text) => new(DemoSpeaker.Customer, TimeSpan.FromMinutes(minutesAgo), text);
    private static DemoTurn Shop(int minutesAgo, string text, Receipt receipt = Receipt.Read) => new(DemoSpeaker.Awa, TimeSpan.FromMinutes(minutesAgo), text, receipt);
    private static DemoTurn Lina(int minutesAgo, string text, string? reason = null, string? summary = null) =>
        new(DemoSpeaker.Lina, TimeSpan.FromMinutes(minutesAgo), text, Receipt.Read, reason is null ? null : $"{reason}: {summary}");
}
