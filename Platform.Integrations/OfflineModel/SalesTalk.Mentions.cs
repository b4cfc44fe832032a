using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>Which products a message names, and which words beside them speak of which.</summary>
internal sealed partial class SalesTalk
{
    /// <summary>More products than this in one message are noted as the talk goes on.</summary>
    private const int MostNamed = 4;

    /// <summary>In words: how far behind "not" or "only" the article may stand, and how far before it.</summary>
    private const int FarthestGivenUp = 4, FarthestNamed = 6;

    private static readonly FrozenSet<string> InSteadOf = ["lieu", "place", "instead", "blast", "blasset", "fblast", "fblasset", "3iwad", "3ewed", "بدل", "بدلا", "عوض", "عوضا", "مكان", "بلاصه", "فبلاصه", "بلاصت", "فبلاصت"];

    /// <param name="IsKind">The words fit several, even where size and colour leave one of them: "shoes, blue, 42".</param>
    /// <param name="IsOther">Another model than the one that was named: it is shown, and not noted.</param>
    private sealed record Named(IReadOnlyList<int> Words, IReadOnlyList<JsonObject> Products, bool IsKind = false, bool IsOther = false)
    {
        public int First => Words.Count > 0 ? Words.Min() : 0;
        public string Reference => (string)Products[0]["ref"]!;
    }

    private static List<Named> Mentions(DeskCall found) => [.. (found.Answer["mentions"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(mention => new Named([.. mention["words"]!.AsArray().Select(word => (int)word!)], [.. mention["products"]!.AsArray().OfType<JsonObject>()], (bool?)mention["kind"] ?? false, (bool?)mention["other"] ?? false)).Take(MostNamed)];

    /// <summary>The answer to "your name?" or "which street?" names no product, even where a street is called like one.</summary>
    private bool MayNameProducts()
    {
        var isAnswer = state.Asked switch
        {
            Question.Name => read.Name is not null,
            Question.Address or Question.Quarter => read.Address is not null || read.Quarter is not null,
            Question.City => read.City is not null,
            Question.Phone => read.Phone is not null || read.IsPhoneBroken,
            _ => false,
        };
        return !isAnswer || read.HasAny(Concept.Want, Concept.Order, Concept.Search, Concept.Price, Concept.Stock, Concept.Add, Concept.Correction, Concept.Remove);
    }

    /// <summary>"le Bonapriso en camel", while that bag is being ordered and no place was asked for.</summary>
    private bool IsSpokenOf(Named mention) => state.Asked is not (Question.City or Question.Quarter or Question.Address) && OrderedIn(mention) is not null;

    private bool IsPlace(Named mention) => mention.Words.Count > 0 && mention.Words.All(read.PlaceWords.Contains);

    /// <summary>"rue Gazelle", "résidence Samba".</summary>
    private bool IsStreet(Named mention) => read.Address is not null && mention.Words.Count > 0
        && read.Senses.Any(sense => sense.Concept is Concept.Road && (sense.Last == mention.First - 1 || sense.Last == mention.First - 2 && read.Tokens[mention.First - 1].Word is "al" or "el" or "de" or "du" or "la" or "les" or "des"));

    /// <summary>"adidas" in answer to a list that holds one of them means that one.</summary>
    private Named AmongOffered(Named mention) => state.Asked is Question.Product && mention.Products.Where(product => state.Offers.Contains((string?)product["ref"])).ToList() is [var one]
        ? mention with { Products = [one] }
        : mention;

    /// <summary>"non, la new balance en 39" is the one of them that was ordered.</summary>
    private Named AmongOrdered(Named mention) => (mention.IsKind || mention.Products.Count > 1) && mention.Products.Where(product => IsOrdered((string?)product["ref"])).ToList() is [var one]
        ? mention with { Products = [one], IsKind = false, IsOther = false }
        : mention;

    /// <summary>"two shoes authentic": the kind and the one of it, in one breath, are one.</summary>
    private List<Named> WithKinds(List<Named> named)
    {
        for (var i = named.Count - 2; i >= 0; i--)
        {
            var (one, other) = (named[i], named[i + 1]);
            if (one.Words is [] || other.Words is [] || one.IsKind == other.IsKind || !IsOneBreath(one.Words.Max(), other.First)) continue;
            named[i] = (one.IsKind ? other : one) with { Words = [.. one.Words, .. other.Words] };
            named.RemoveAt(i + 1);
        }

        return named;
    }

    private bool IsOneBreath(int from, int to) => Enumerable.Range(from + 1, Math.Max(0, to - from)).All(i => read.Tokens[i].Before is Pause.None && !IsAnd(i) && !read.Senses.Any(sense => sense.Concept is Concept.Either && sense.First == i));

    /// <summary>"you have jordans? the 1 mid?" asks about one product.</summary>
    private static List<Named> Merged(List<Named> named) => [.. named.GroupBy(mention => mention.Products.Count == 1 ? mention.Reference : $"{mention.First}")
        .Select(same => same.First() with { Words = [.. same.SelectMany(mention => mention.Words)] })];

    /// <summary>"la samba noire en 42 et la gazelle": the size belongs to the product it stands by, and not across a comma.</summary>
    private Named Nearest(int at) => mentions is [var only] ? only : SpokenOf(at) ?? mentions.MinBy(mention => mention.Words.Min(word =>
    {
        var (low, high) = (Math.Min(word, at), Math.Max(word, at));
        return (high - low) + 5 * Enumerable.Range(low + 1, high - low).Count(i => read.Tokens[i].Before is not Pause.None || IsAnd(i) || IsCountOfNext(i) || read.Senses.Any(sense => sense.Concept is Concept.Add or Concept.But && sense.First == i));
    }))!;

    /// <summary>"vous avez le parfum ? j'en veux 2, et le sac": counted is what was named before.</summary>
    private Named? SpokenOf(int at) => at > 1 && read.Quantities.Any(count => count.At == at) && Enumerable.Range(at - 2, 2).Any(i => read.Tokens[i].Word is "en" && !IsApart(i, at, Pause.Comma))
        ? mentions.Where(mention => mention.Words is not [] && mention.Words.Max() < at).MaxBy(mention => mention.First)
        : null;

    /// <summary>"la samba en 42 (une) gazelle": with it begins the next.</summary>
    private bool IsCountOfNext(int i) => read.Senses.Any(sense => sense.Concept is Concept.Number && sense.First == i) && mentions.Exists(mention => mention.First - i is 1 or 2);

    /// <summary>In Arabic "and" is also written onto the word, which may be too short to be known: "(واير) فورس".</summary>
    private bool IsAnd(int i) => read.Senses.Any(sense => sense.Concept is Concept.And && sense.First == i)
        || read.Tokens[i].Word[0] is 'و' && mentions.Exists(mention => mention.First == i || mention.First == i + 1 && !read.Senses.Any(sense => sense.Covers(i)));

    /// <summary>"laissez tomber la casquette", "the cap, forget it": given up is what stands nearest, and not all that is named.</summary>
    private bool IsDropped(Named mention) => mention.Words is not [] && OrderedIn(mention) is not null
        && (read.Senses.Any(sense => (sense.Concept is Concept.Remove || sense is { Concept: Concept.Cancel, Value: not "later" } || IsUnwanting(sense)) && GivenUp(sense) == mention)
            || IsLeftAsTooDear(mention)
            || IsDenied(mention.First) && !IsOnlyAsking() && (IsInsteadOf(mention.First) || mentions.Exists(other => OrderedIn(other) is null) || read is { Sizes: [], Colours: [] } && state.Lines.Count > 1));

    /// <summary>"the kayano is too dear, I take the slides".</summary>
    private bool IsLeftAsTooDear(Named mention) => !IsOnlyAsking() && read.Amount is null && read.Senses.Any(sense => sense.Concept is Concept.Bargain && IsDear(sense)
        && sense.First - mention.Words.Max() is > 0 and <= FarthestNamed && !IsApart(mention.Words.Max(), sense.First, Pause.Comma) && mentions.Exists(other => other.First > sense.Last && OrderedIn(other) is null));

    /// <summary>"the samba instead of the new balance", "la 550 à la place des puma".</summary>
    private bool IsInsteadOf(int at) => Enumerable.Range(1, 3).Any(back => at - back >= 0 && InSteadOf.Contains(read.Tokens[at - back].Word));

    /// <summary>"je ne veux pas la casquette", "لا أريد القبعة"; a bare "non" before a product does not refuse that product.</summary>
    private bool IsUnwanting(Sense sense) => sense.Concept is Concept.No && (sense.Last > sense.First || read.Tokens[sense.First].Word.Length > 4)
        && mentions.Exists(mention => mention.First - sense.Last is 1 or 2 && !IsApart(sense.Last, mention.First, Pause.Comma));

    /// <summary>Behind the words in one breath, else right before them.</summary>
    private Named? GivenUp(Sense sense) =>
        mentions.Where(mention => mention.Words.Any(word => word > sense.First && word - sense.Last <= FarthestGivenUp && !IsApart(Math.Min(sense.Last, word), word, Pause.Comma))).MinBy(mention => mention.Words.Min(word => word > sense.First ? word : int.MaxValue))
        ?? mentions.Where(mention => mention.Words is not [] && mention.Words.Max() < sense.First && sense.First - mention.Words.Max() <= FarthestNamed && !IsApart(mention.Words.Max(), sense.First, Pause.Stop)).MaxBy(mention => mention.First);

    private bool IsApart(int from, int to, Pause pause) => Enumerable.Range(from + 1, to - from).Any(i => read.Tokens[i].Before >= pause);

    private string? OrderedIn(Named mention) => mention.Products.Select(product => (string?)product["ref"]).FirstOrDefault(IsOrdered);

    /// <summary>"juste les puma", "ghir samba safi": of what was ordered, only this is kept.</summary>
    private bool IsKeptAlone(Named mention) => state.Lines.Count > 1 && mention.Words is not [] && OrderedIn(mention) is not null && !read.HasAny(Concept.Add, Concept.And) && !read.IsQuestion
        && read.Sizes is [] && read.Colours is [] && read.Quantities is []
        && read.Senses.Any(sense => sense.Concept is Concept.Only && (sense.Last < mention.First && mention.First - sense.Last <= FarthestGivenUp && !IsApart(sense.Last, mention.First, Pause.Comma) && !IsNumberBetween(sense.Last, mention.First)
            || sense.First > mention.Words.Max() && sense.First - mention.Words.Max() <= 2 && !IsApart(mention.Words.Max(), sense.First, EndsSegment(sense) ? Pause.Stop : Pause.Comma)));

    /// <summary>"only one of the perfumes" says how many of them, and nothing of the dress.</summary>
    private bool IsNumberBetween(int from, int to) => read.Senses.Any(sense => sense.Concept is Concept.Number && from < sense.First && sense.Last < to);

    /// <summary>The one that is kept where all that is named was ordered.</summary>
    private Named? KeptAlone(List<Named> meant) => meant.TrueForAll(mention => OrderedIn(mention) is not null) && meant.Where(IsKeptAlone).ToList() is [var kept] ? kept : null;

    /// <summary>"leave the cap out, just the shoes": what goes on behind "just" is what it speaks of.</summary>
    private bool EndsSegment(Sense sense) => sense.Last + 1 == read.Tokens.Count || read.Tokens[sense.Last + 1].Before is not Pause.None;

    /// <summary>"the campus... no wait, the samba": what is named before the no is not wanted.</summary>
    private bool IsTakenBack(Named mention) => mentions.Exists(later => IsTakenBack(mention.First, later.First));

    private bool IsTakenBack(int said, int later) => read.Senses.Any(sense => sense.Concept is Concept.No or Concept.Correction
        && said < sense.First && sense.Last < later && read.Tokens[sense.First].Before is not Pause.None && read.Tokens[sense.Last + 1].Word is not ("que" or "of" or "than"));

    /// <summary>"a black cap too, the New Era": named twice, and once with nothing of its own, it is one.</summary>
    private void NameOnce()
    {
        for (var i = mentions.Count - 2; i >= 0; i--)
        {
            var (one, other) = (mentions[i], mentions[i + 1]);
            if (one.Words is [] || other.Words is [] || one.Products.Count != 1 || other.Products.Count != 1 || one.Reference != other.Reference) continue;
            if (read.Sizes.Select(size => size.At).Concat(read.Colours.Select(colour => colour.At)).Concat(read.Quantities.Select(quantity => quantity.At)).Any(at => Nearest(at) == other)) continue;
            mentions[i] = one with { Words = [.. one.Words, .. other.Words] };
            mentions.RemoveAt(i + 1);
        }
    }

    /// <summary>"finalement du 44, je porte de grosses chaussettes": the shoe is put right, and the socks are only the reason.</summary>
    private bool IsInPassing(Named mention) => state.Current is { } line && IsChosen(line) && read.Has(Concept.Correction) && mention.Words is not [] && OrderedIn(mention) is null && mention.Products.Count == 1
        && (read.Sizes is [var size] && size.At < mention.First && Options(line, "sizes").Contains(size.Value) || read.Colours is [var shade] && shade.At < mention.First && Options(line, "colours").Exists(option => IsNamed(option, shade.Value)))
        && IsApart(Math.Min(read.Sizes.Select(said => said.At).Concat(read.Colours.Select(said => said.At)).Min(), mention.First), mention.First, Pause.Comma)
        && !Enumerable.Range(Math.Max(0, mention.First - FarthestGivenUp), mention.First - Math.Max(0, mention.First - FarthestGivenUp))
            .Any(i => read.Senses.Any(sense => sense.Covers(i) && sense.Concept is Concept.Want or Concept.Add or Concept.And or Concept.Order or Concept.Correction));
}
