using Platform.Domain.Templates;

namespace Platform.Web.Templates;

/// <summary>Who reads it.</summary>
public enum ReadyFor { Customers, Team, Couriers, Programs }

/// <summary>A text the product itself needs, ready to be submitted in each language.</summary>
/// <param name="Name">What it is for, and its name at the provider; a second attempt is called `name_v2`.</param>
/// <param name="Blanks">What goes into each blank (the key `Blank.{word}`), and what stands there as an example.</param>
public sealed record ReadyTemplate(string Name, ReadyFor For, IReadOnlyList<(string Word, string Sample)> Blanks, IReadOnlyDictionary<string, string> Bodies)
{
    /// <summary>Buttons under it, by language.</summary>
    public IReadOnlyDictionary<string, string[]>? Presses { get; init; }

    /// <param name="version">From 2 on for another attempt: a refused name stays taken.</param>
    public TemplateDraft In(string language, int version = 1) => new(version > 1 ? $"{Name}_v{version}" : Name, language, TemplateCategory.Utility, new TemplateWords(Bodies[language])
    {
        Samples = [.. Blanks.Select(blank => blank.Sample)],
        Presses = [.. (Presses?[language] ?? []).Select(title => new TemplatePress(PressKind.Reply, title))],
    });
}

public static class ReadyTemplates
{
    public const string Delivery = "livraison_nouvelles", PaymentDue = "paiement_a_regler", PaymentReceived = "paiement_recu", Refund = "remboursement_fait", Invoice = "facture_prete";
    public const string Stock = "alerte_rupture_stock", Late = "alerte_commandes_en_retard", Team = "notification_equipe";
    public const string CourierOffer = "course_proposee", CourierNews = "course_nouvelles";

    /// <summary>French first; Darija is kept as the Arabic of Morocco.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["fr", "en", "ar", TemplateTongue.Darija];

    private static readonly (string, string) Amount = ("amount", "949 MAD"), Product = ("product", "Samba OG 42"), Order = ("order", "CMD-1042");

    public static IReadOnlyList<ReadyTemplate> All { get; } =
    [
        Of(Delivery, ReadyFor.Customers, [("news", "le livreur passe demain entre 10 h et 12 h")],
            "Des nouvelles de votre commande : {{1}} Répondez à ce message pour nous parler.",
            "News about your order: {{1}} Reply to this message to talk to us.",
            "أخبار عن طلبك: {{1}} أجب على هذه الرسالة للتحدث معنا.",
            "جديد الكوموند ديالك: {{1}} جاوب على هاد الميساج باش تهضر معانا."),
        Of(PaymentDue, ReadyFor.Customers, [Order, Amount, ("link", "https://boutique.example/payer/abc")],
            "Bonjour, il reste à régler votre commande {{1}}, d'un montant de {{2}}. Choisissez comment payer ici : {{3}} Répondez à ce message pour toute question.",
            "Hello, your order {{1}} of {{2}} is still to be paid. Choose how to pay here: {{3}} Reply to this message if you have a question.",
            "مرحبًا، ما زال عليك أداء ثمن طلبك {{1}} وقدره {{2}}. اختر طريقة الدفع من هنا: {{3}} أجب على هذه الرسالة لأي سؤال.",
            "سلام، مازال خاصك تخلص الكوموند {{1}} بثمن {{2}}. ختار كيفاش تخلص من هنا: {{3}} إلا عندك شي سؤال جاوبنا هنا."),
        Of(PaymentReceived, ReadyFor.Customers, [Order, Amount],
            "Merci, nous avons bien reçu votre paiement pour la commande {{1}} : {{2}}. À très bientôt !",
            "Thank you, we have received your payment for order {{1}}: {{2}}. See you soon!",
            "شكرًا لك، توصلنا بدفعتك عن الطلب {{1}} وقدرها {{2}}. إلى اللقاء قريبًا!",
            "شكرا ليك، وصلنا الخلاص ديالك على الكوموند {{1}} بقيمة {{2}}. نتلاقاو قريب!"),
        Of(Refund, ReadyFor.Customers, [Order, Amount],
            "Bonjour, votre commande {{1}} vous a été remboursée : {{2}}. Selon votre banque, cela prend quelques jours.",
            "Hello, your order {{1}} has been refunded: {{2}}. Depending on your bank this takes a few days.",
            "مرحبًا، أرجعنا إليك ثمن طلبك {{1}} وقدره {{2}}. قد يستغرق ذلك بضعة أيام حسب بنكك.",
            "سلام، رجعنا ليك فلوس الكوموند {{1}} بقيمة {{2}}. على حساب البنك، هادشي كياخد شي أيام."),
        Of(Invoice, ReadyFor.Customers, [("number", "F-2026-0042"), ("link", "https://boutique.example/fichiers/abc/F-2026-0042.pdf")],
            "Bonjour, votre facture {{1}} est prête. Vous pouvez l'ouvrir ici : {{2}} Merci de votre confiance.",
            "Hello, your invoice {{1}} is ready. You can open it here: {{2}} Thank you for your trust.",
            "مرحبًا، فاتورتك {{1}} جاهزة. يمكنك فتحها من هنا: {{2}} شكرًا على ثقتك.",
            "سلام، الفاكتورة ديالك {{1}} واجدة. تقدر تحلها من هنا: {{2}} شكرا على الثقة ديالك."),
        Of(Stock, ReadyFor.Team, [("count", "3"), ("list", "Samba OG 42 (2), Gazelle 38 (0), Ultraboost 44 (1)")],
            "Stock à surveiller, {{1}} articles : {{2}}. Répondez STOCK pour en savoir plus.",
            "Stock to watch, {{1}} items: {{2}}. Reply STOCK to know more about it.",
            "مخزون يجب مراقبته، {{1}} منتجات: {{2}}. أجب STOCK لمعرفة المزيد عن المخزون.",
            "الستوك خاصو انتباه، {{1}} سلعة: {{2}}. جاوب STOCK باش تعرف كتر على الستوك."),
        Of(Late, ReadyFor.Team, [("count", "2"), ("list", "CMD-1042, CMD-1047")],
            "Commandes en retard, {{1}} à traiter : {{2}}. Ouvrez Relais pour les préparer.",
            "Late orders, {{1}} to take care of: {{2}}. Open Relais to prepare them.",
            "طلبات متأخرة، {{1}} تنتظر المعالجة: {{2}}. افتح Relais لتحضيرها الآن.",
            "كوموندات معطلين، {{1}} خاصهم يتوجدو: {{2}}. حل Relais باش توجدهم دابا."),
        Of(Team, ReadyFor.Team, [("news", "Nouvelle commande CMD-1042 : 949 MAD")],
            "Du nouveau dans votre boutique : {{1}}. Ouvrez Relais pour répondre.",
            "Something new in your shop: {{1}}. Open Relais to answer.",
            "جديد في متجرك: {{1}}. افتح Relais للرد على ذلك.",
            "جديد فالحانوت ديالك: {{1}}. حل Relais باش تجاوب."),
        Of(CourierOffer, ReadyFor.Couriers, [("news", "CMD-1042, Maârif, aujourd'hui 14 h - 18 h, 25 MAD")],
            "Une course pour vous : {{1}} Répondez avec les boutons.",
            "A delivery for you: {{1}} Answer with the buttons.",
            "توصيلة من أجلك: {{1}} أجب بالأزرار أسفله.",
            "كاينة كورسة ليك: {{1}} جاوب بهاد البوطونات.") with
        {
            Presses = new Dictionary<string, string[]> { ["fr"] = ["Je prends", "Pas cette fois"], ["en"] = ["I take it", "Not this time"], ["ar"] = ["أقبلها", "ليس هذه المرة"], [TemplateTongue.Darija] = ["نديها", "ماشي هاد المرة"] },
        },
        Of(CourierNews, ReadyFor.Couriers, [("news", "CMD-1042 est prête chez Atlas Sneakers")],
            "Des nouvelles de votre course : {{1}} Répondez à ce message en cas de besoin.",
            "News about your delivery: {{1}} Reply to this message if you need us.",
            "أخبار عن توصيلتك: {{1}} أجب على هذه الرسالة عند الحاجة.",
            "جديد الكورسة ديالك: {{1}} جاوب على هاد الميساج إلا حتاجيتينا."),
        Of("new_commission", ReadyFor.Programs, [Amount, Product],
            "Bravo, une nouvelle commission de {{1}} pour {{2}} vient d'arriver sur votre compte.",
            "Well done, a new commission of {{1}} for {{2}} has just reached your account.",
            "أحسنت، وصلت إلى حسابك عمولة جديدة قدرها {{1}} عن {{2}} قبل قليل.",
            "برافو عليك، جاتك عمولة جديدة {{1}} على {{2}} فالحساب ديالك."),
        Of("payout_approved", ReadyFor.Programs, [Amount, ("method", "Orange Money")],
            "Bonne nouvelle, votre paiement de {{1}} est validé. Il arrive par {{2}} dans les prochains jours.",
            "Good news, your payout of {{1}} is approved. It arrives by {{2}} in the next few days.",
            "خبر سار، تمت الموافقة على دفعتك وقدرها {{1}}. ستصلك عبر {{2}} في الأيام القادمة.",
            "خبار زوينة، تقبلات الخلصة ديالك {{1}}. غادي توصلك عن طريق {{2}} فهاد الأيام."),
        Of("new_sale", ReadyFor.Programs, [Product, Amount],
            "Une nouvelle vente vient d'être faite : {{1}}, pour {{2}}. Continuez comme ça !",
            "A new sale has just been made: {{1}}, for {{2}}. Keep it up, well done!",
            "تمت عملية بيع جديدة قبل قليل: {{1}} بثمن {{2}}. واصل على هذا النحو!",
            "تباعات وحدة جديدة دابا: {{1}} بثمن {{2}}. كمل هاكا راك مزيان!"),
        Of("new_message", ReadyFor.Programs, [("sender", "Atlas Sneakers")],
            "Bonjour, vous avez un nouveau message de {{1}}. Répondez ici pour le lire.",
            "Hello, you have a new message from {{1}}. Reply here to read it.",
            "مرحبًا، لديك رسالة جديدة من {{1}}. أجب هنا لقراءتها.",
            "سلام، عندك ميساج جديد من عند {{1}}. جاوب هنا باش تقراه."),
    ];

    public static bool IsOf(string purpose, string name) =>
        name == purpose || (name.StartsWith(purpose, StringComparison.Ordinal) && name.AsSpan(purpose.Length) is ['_', 'v', _, ..] rest && int.TryParse(rest[2..], out _));

    public static ReadyTemplate? Find(string name) => All.FirstOrDefault(ready => IsOf(ready.Name, name));

    private static ReadyTemplate Of(string name, ReadyFor readers, IReadOnlyList<(string Word, string Sample)> blanks, params ReadOnlySpan<string> bodies)
    {
        var inLanguages = new Dictionary<string, string>();
        for (var i = 0; i < bodies.Length; i++) inLanguages[Languages[i]] = bodies[i];
        return new(name, readers, blanks, inLanguages);
    }
}
