namespace Platform.Web.Channels;

/// <summary>The four notices programs ask for, as they read while the customer is listening; the approved texts at the provider have the same names and blanks.</summary>
internal static class Notices
{
    /// <summary>What each one needs, in the order of its blanks.</summary>
    private static readonly Dictionary<string, string[]> Blanks = new()
    {
        ["new_commission"] = ["amount", "product_name"],
        ["payout_approved"] = ["amount", "method"],
        ["new_sale"] = ["product_name", "amount"],
        ["new_message"] = ["sender_name"],
    };

    private static readonly Dictionary<(string Notice, string Language), string> Words = new()
    {
        [("new_commission", "fr")] = "Nouvelle commission : {0} pour {1}. Bravo !",
        [("new_commission", "en")] = "New commission: {0} for {1}. Well done!",
        [("new_commission", "ar")] = "عمولة جديدة: {0} عن {1}. أحسنت!",
        [("new_commission", "ary")] = "جاتك عمولة جديدة: {0} على {1}. برافو عليك!",
        [("payout_approved", "fr")] = "Votre paiement de {0} est validé. Il arrive par {1}.",
        [("payout_approved", "en")] = "Your payout of {0} is approved. It is on its way by {1}.",
        [("payout_approved", "ar")] = "تمت الموافقة على دفعتك بقيمة {0}. ستصلك عبر {1}.",
        [("payout_approved", "ary")] = "تقبلات الخلصة ديالك {0}. غادي توصلك عن طريق {1}.",
        [("new_sale", "fr")] = "Nouvelle vente : {0}, {1}.",
        [("new_sale", "en")] = "New sale: {0}, {1}.",
        [("new_sale", "ar")] = "عملية بيع جديدة: {0}، {1}.",
        [("new_sale", "ary")] = "تباعات وحدة جديدة: {0}، {1}.",
        [("new_message", "fr")] = "Vous avez un nouveau message de {0}.",
        [("new_message", "en")] = "You have a new message from {0}.",
        [("new_message", "ar")] = "لديك رسالة جديدة من {0}.",
        [("new_message", "ary")] = "عندك ميساج جديد من عند {0}.",
    };

    /// <param name="Reader">The language it is in.</param>
    public sealed record Notice(string Text, string Reader, IReadOnlyList<string> Blanks);

    /// <returns>Null for a kind there is not.</returns>
    public static Notice? Write(string? kind, IReadOnlyDictionary<string, string> data)
    {
        if (kind is null || !Blanks.TryGetValue(kind, out var names)) return null;

        var language = data.GetValueOrDefault("language")?.ToLowerInvariant() switch
        {
            "darija" or "ary" => "ary",
            ['a', 'r', ..] => "ar",
            ['e', 'n', ..] => "en",
            _ => "fr",
        };
        string[] values = [.. names.Select(name => data.GetValueOrDefault(name) ?? "")];
        return new(string.Format(System.Globalization.CultureInfo.InvariantCulture, Words[(kind, language)], values), language, values);
    }
}
