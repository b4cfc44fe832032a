using System.Collections.Immutable;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>What a manager asks of the shelf: "STOCK RIZ", "il reste combien de stock de riz ?", "الستوك ديال الروز".</summary>
/// <param name="Words">What it is about; nothing when they ask for all of it.</param>
public sealed record StockQuestion(ImmutableArray<string> Words, bool IsArabic)
{
    private const int MostWords = 10;

    private static readonly HashSet<string> Asking = Folded("stock", "stocks", "stok", "stoc", "ستوك", "الستوك", "سطوك", "السطوك", "مخزون", "المخزون");

    private static readonly HashSet<string> Around = Folded(
        "de", "du", "des", "le", "la", "les", "l", "d", "il", "reste", "combien", "quel", "est", "en", "svp", "stp", "please", "of", "the", "how", "much", "left",
        "dyal", "dial", "chhal", "ch7al", "b9a", "f", "fi", "ديال", "دال", "د", "من", "في", "كم", "شحال", "بقى", "باقي", "عافاك");

    private static readonly string[] Articles = ["وال", "بال", "فال", "لل", "ال", "ل"];

    /// <summary>Null when it is no such question: a manager may also just talk.</summary>
    public static StockQuestion? Read(string text)
    {
        var words = Tokens.Of(text).All.Select(token => token.Word).ToList();
        if (words.Count is 0 or > MostWords || !words.Any(Asking.Contains)) return null;

        return new([.. words.Where(word => !Asking.Contains(word) && !Around.Contains(word))], words.Any(word => word[0] is >= '\u0600' and <= '\u06FF'));
    }

    /// <summary>The articles whose name, tags or options hold every word, in whichever script it was written.</summary>
    public IReadOnlyList<Product> Among(IEnumerable<Product> products) =>
        [.. products.Where(product => WordsOf(product).ToList() is var known && Words.All(word => known.Exists(name => IsSame(word, name))))];

    private static IEnumerable<string> WordsOf(Product product)
    {
        IEnumerable<string?> texts =
        [
            product.Title, product.Category, .. product.Tags,
            .. product.Variants.SelectMany(variant => new[] { variant.Sku, variant.Size, variant.Colour, variant.Other }),
        ];
        return texts.OfType<string>().SelectMany(text => Tokens.Of(text).All.Select(token => token.Word)).Distinct();
    }

    private static bool IsSame(string asked, string name)
    {
        if (asked == name || asked + "s" == name || asked == name + "s") return true;
        if (char.IsAsciiDigit(asked[0]) || char.IsAsciiDigit(name[0])) return false;
        return Spelling.IsSame(asked, name) || Bare(asked).Any(bare => bare == name || (Spelling.Sound(bare) is { Length: >= 2 } sound && sound == Spelling.Sound(name)));
    }

    /// <summary>Without the article Arabic writes onto the word.</summary>
    private static IEnumerable<string> Bare(string word) =>
        Articles.Where(article => word.Length > article.Length + 1 && word.StartsWith(article, StringComparison.Ordinal)).Select(article => word[article.Length..]).Prepend(word);

    private static HashSet<string> Folded(params string[] words) => [.. words.Select(Writing.Fold)];
}
