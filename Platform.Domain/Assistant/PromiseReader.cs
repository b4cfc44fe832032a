using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>
/// Reads what a person of the shop promised in their own messages: "je vous le fais à 800", "livré samedi".
/// Careful rather than clever: a figure that could not be this product's price is none.
/// </summary>
public static partial class PromiseReader
{
    /// <summary>In percent of the catalogue's: beyond, a figure is a size, an hour or a typing mistake.</summary>
    private const int Least = 20, MostOfPrice = 150;

    /// <param name="said">The person's lines in order, each with the day it was written on.</param>
    public static ImmutableArray<Promise> Of(Shop shop, Draft draft, IEnumerable<(string Text, DateOnly Day)> said)
    {
        var promises = ImmutableArray.CreateBuilder<Promise>();
        var current = draft.Current?.Product;
        foreach (var (text, day) in said)
        {
            var tokens = Tokens.Of(text);
            if (shop.Catalogue.Find(tokens).SelectMany(mention => mention.Products).DistinctBy(product => product.Id).ToList() is [var named]) current = named.Id;
            if (text.AsSpan().IndexOfAny("?؟") >= 0) continue;

            if (current is { } about && shop.Catalogue[about] is { } product && PriceIn(text, product, shop.Currency) is { } price) promises.Add(new(about, Price: price));
            var understood = Reader.Read(text, new(day, shop.Country, draft.Tongue ?? Tongue.French));
            if (understood.Day is { } delivered && (understood.HasAny(Concept.Delivery, Concept.Delay) || Arrival().IsMatch(text))) promises.Add(new(null, Delivery: delivered));
        }

        return promises.ToImmutable();
    }

    private static Money? PriceIn(string text, Product product, Currency currency)
    {
        var catalogue = product.Variants.Where(variant => variant.Price.Currency == currency).Select(variant => variant.Price.Minor).DefaultIfEmpty().Max();
        foreach (Match match in Priced().Matches(text))
        {
            if (!int.TryParse(match.Groups["figure"].Value.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var figure)) continue;
            var price = Money.Of(figure, currency);
            if (price.Minor * 100 >= catalogue * Least && price.Minor * 100 <= catalogue * MostOfPrice) return price;
        }

        return null;
    }

    [GeneratedRegex(@"(?:(?:^|\s)(?:à|a|pour|for|at|b|f|ب)\s*(?<figure>\d{1,3}(?: \d{3})+|\d{2,7})(?!\d|\s*(?:h\b|:|/|%))|(?<![\d/:])(?<figure>\d{1,3}(?: \d{3})+|\d{2,7})\s*(?:dhs?|mad|dirhams?|درهم|د\.م|f?cfa|xaf|xof|francs?|€|euros?)(?!\p{L}))", RegexOptions.IgnoreCase)]
    private static partial Regex Priced();

    [GeneratedRegex(@"\b(?:livr|aurez|recevr|reçoi|arriv|deliver|receiv|get it|ywsl|yewsl|wsl)|توصل|يوصل|نوصل|تستلم|غادي توصل", RegexOptions.IgnoreCase)]
    private static partial Regex Arrival();
}
