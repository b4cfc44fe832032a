using System.Text.RegularExpressions;
using Platform.Domain.Templates;

namespace Platform.Web.Templates;

/// <summary>What most likely goes into a blank, so that the seller only looks it over.</summary>
public static partial class BlankGuess
{
    public sealed record Known(string? Contact, string? Phone, string Shop);

    /// <returns>Empty where nobody can know.</returns>
    public static string Of(ChannelTemplate template, TemplateBlank blank, Known known)
    {
        if (ReadyTemplates.Find(template.Name) is { } ready) return ready.Blanks[Position(template.Words, blank)].Word is "sender" ? known.Shop : "";

        return blank.Name.ToLowerInvariant() switch
        {
            "prenom" or "first_name" or "firstname" => First(known.Contact),
            "nom" or "name" or "client" or "customer" or "customer_name" or "contact" => known.Contact ?? "",
            "boutique" or "shop" or "shop_name" or "sender" or "sender_name" => known.Shop,
            "telephone" or "phone" => known.Phone ?? "",
            _ when blank.Place is BlankPlace.Body && Greeted().Match(template.Words.Body) is { Success: true } greeted && greeted.Groups[1].Value == blank.Name => First(known.Contact),
            _ => "",
        };
    }

    private static int Position(TemplateWords words, TemplateBlank blank) => Math.Max(0, words.Blanks.TakeWhile(other => other != blank).Count());

    private static string First(string? name) => name?.Split(' ', 2)[0] ?? "";

    [GeneratedRegex(@"^\W*(?:bonjour|bonsoir|salut|salam|chère?|hello|hi|dear|مرحبا|سلام|السلام عليكم)[\s,،]+\{\{\s*(\w+)\s*\}\}", RegexOptions.IgnoreCase)]
    private static partial Regex Greeted();
}
