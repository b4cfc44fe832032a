using System.Text;
using System.Text.RegularExpressions;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>What the desk says about products: prices for this customer, what is left, how a size or colour they named is written in the catalogue.</summary>
internal sealed partial class Wares(Shop shop, Situation customer)
{
    private const int LongestTitle = 60, LongestDescription = 240, FewLeft = 3;
    private const string Untitled = "—";

    /// <summary>A person's promise comes before the catalogue.</summary>
    public Money PriceOf(Product product, Variant variant) =>
        customer.Promises.LastOrDefault(promise => promise.Product == product.Id && promise.Price?.Currency == shop.Currency)?.Price ?? variant.Price;

    public bool IsPromised(ProductId product) => customer.Promises.Any(promise => promise.Product == product && promise.Price?.Currency == shop.Currency);

    public Money LowestPrice(Product product) =>
        Offered(product).Select(variant => PriceOf(product, variant)).MinBy(price => price.Minor);

    public string Price(Product product, Tongue tongue, string? size = null, string? colour = null)
    {
        var variants = Offered(product).Where(variant => Is(variant.Size, size) && Is(variant.Colour, colour)).DefaultIfEmpty(product.Variants[0]).ToList();
        var prices = variants.Select(variant => PriceOf(product, variant)).DistinctBy(price => price.Minor).OrderBy(price => price.Minor).ToList();
        var price = Say.Amount(prices[0], tongue);
        if (prices.Count > 1) return Say.In(tongue, "from", ("price", price));

        return !IsPromised(product.Id) && variants[0].CompareAt is { } before && before.Minor > prices[0].Minor && variants.All(variant => variant.CompareAt == before)
            ? Say.In(tongue, "instead", ("price", price), ("before", Say.Amount(before, tongue)))
            : price;
    }

    public static string? Left(IEnumerable<Variant> variants, Tongue tongue) =>
        variants.ToList() is [{ Available: > 0 and <= FewLeft } only] ? Say.In(tongue, "stock.left", ("count", Say.Figure(only.Available))) : null;

    public static IEnumerable<Variant> Matching(Product product, string? size, string? colour, string? other) =>
        product.Variants.Where(variant => Is(variant.Size, size) && Is(variant.Colour, colour) && Is(variant.Other, other));

    public static List<string> SizesLeft(Product product, string? colour, string? other) =>
        [.. Sizes.InOrder(Matching(product, null, colour, other).Where(variant => variant.Available > 0).Select(variant => variant.Size).OfType<string>().Distinct())];

    public static List<string> ColoursLeft(Product product, string? size, string? other) =>
        [.. Matching(product, size, null, other).Where(variant => variant.Available > 0).Select(variant => variant.Colour).OfType<string>().Distinct()];

    public static List<string> OthersLeft(Product product, string? size, string? colour) =>
        [.. Matching(product, size, colour, null).Where(variant => variant.Available > 0).Select(variant => variant.Other).OfType<string>().Distinct()];

    /// <summary>"42", "taille 42" and "EU 42" are one size; the answer is the catalogue's spelling.</summary>
    public static string? SizeOf(Product product, string said)
    {
        var wanted = Key(said);
        return product.Sizes.FirstOrDefault(size => Key(size) == wanted)
            ?? product.Sizes.FirstOrDefault(size => Tokens.Of(size).All.Any(token => token.Word == wanted) || Tokens.Of(said).All.Any(token => token.Word == Key(size)));
    }

    /// <summary>Colours are compared by what they mean: "blanche" and "lbida" are the catalogue's "Blanc".</summary>
    public static List<string> ColoursOf(Product product, string said)
    {
        if (product.Colours.FirstOrDefault(colour => Key(colour) == Key(said)) is { } exact) return [exact];
        var wanted = Shades(said);
        if (wanted.Count == 0)
            return [.. product.Colours.Where(colour => Tokens.Of(said).All.Any(word => word.Word.Length > 3 && Tokens.Of(colour).All.Any(token => Spelling.IsSame(word.Word, token.Word))))];

        var fitting = product.Colours.Where(colour => wanted.IsSubsetOf(Shades(colour))).ToList();
        return fitting.Where(colour => Shades(colour).Count == wanted.Count).ToList() is { Count: > 0 } whole ? whole : fitting;
    }

    public static string? OtherOf(Product product, string said) =>
        product.Others.FirstOrDefault(other => Key(other) == Key(said))
        ?? product.Others.FirstOrDefault(other => Key(said).Length >= 2 && Tokens.Of(said).All.Any(word => Tokens.Of(other).All.Any(token => Spelling.IsSame(word.Word, token.Word))));

    /// <summary>A title is the seller's data, not a place for prices, links or orders to the model.</summary>
    public static string Title(Product product)
    {
        var title = Unsafe().Replace(OneLine(product.Title), " ").Trim(' ', '-', ':', ',', '.', '|', '!');
        title = Spaces().Replace(title, " ");
        if (title.Length > LongestTitle) title = title[..(title.LastIndexOf(' ', LongestTitle) is > 0 and var cut ? cut : LongestTitle)];
        return title.Length > 0 ? title : Untitled;
    }

    public static string Description(Product product)
    {
        var text = OneLine(product.Description);
        var kept = new StringBuilder();
        foreach (var sentence in Sentences().Split(text))
        {
            if (Unsafe().IsMatch(sentence) || Figures.Of(sentence).Any(figure => figure.Kind is not FigureKind.Bare) || Figures.ClaimsStock(sentence) is not null) continue;
            if (kept.Length + sentence.Length > LongestDescription) break;
            kept.Append(sentence).Append(' ');
        }

        return kept.ToString().Trim();
    }

    /// <summary>What tells it from its neighbours, in the seller's words.</summary>
    public static string FirstSentence(Product product) => Sentences().Split(Description(product))[0];

    private IEnumerable<Variant> Offered(Product product) =>
        product.Variants.Where(variant => variant.Price.Currency == shop.Currency) is var priced && priced.Any(variant => variant.Available > 0)
            ? priced.Where(variant => variant.Available > 0)
            : product.Variants;

    private static bool Is(string? value, string? wanted) => wanted is null || string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> Shades(string text)
    {
        var tokens = Tokens.Of(text);
        var spellings = new Spellings(tokens, Leniency.Darija);
        return [.. Enumerable.Range(0, tokens.Count).SelectMany(i => Lexicon.All.At(tokens, spellings, i)).Where(sense => sense.Concept is Concept.Colour).Select(sense => sense.Value)
            .Concat(tokens.All.Select(token => token.Word).Where(IsShade))];
    }

    /// <summary>A colour may also be given by its own name in this program: "white".</summary>
    private static bool IsShade(string word) => word is "white" or "black" or "red" or "blue" or "navy" or "green" or "yellow" or "grey" or "brown" or "beige" or "pink" or "orange" or "purple" or "gold" or "silver" or "burgundy" or "camel" or "multi";

    private static string Key(string text) => string.Concat(Tokens.Of(text).All.Select(token => token.Word).Where(word => word is not ("eu" or "taille" or "size" or "pointure" or "t")));

    private static string OneLine(string text) => Spaces().Replace(Writing.Clean(text).Replace('\n', ' '), " ").Trim();

    [GeneratedRegex(@"\S*(?:https?:|www\.|\.com\b|\.ma\b|\.net\b|@)\S*|[-+]?\d[\d .,]*\s*(?:%|€|\$|(?:dh|dhs|mad|fcfa|cfa|xaf|xof|euros?|dirhams?|درهم|pour ?cent|percent)(?!\p{L}))|(?:€|\$)\s*\d[\d .,]*|[{}<>\[\]*`_=""]", RegexOptions.IgnoreCase)]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"(?<=[.!?؟])\s+")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
