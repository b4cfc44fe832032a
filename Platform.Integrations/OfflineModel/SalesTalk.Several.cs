using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>Several products at once: asked about, held against one another, or taken together.</summary>
internal sealed partial class SalesTalk
{
    /// <summary>"the samba in 42 and the gazelle in 41?": each gets its own answer, and a number to choose it by.</summary>
    private IEnumerable<DeskCall> AnswerEach(List<Named> several)
    {
        var isOfOptions = read.Sizes.Count + read.Colours.Count > 0 || read.HasAny(Concept.Stock, Concept.Colours, Concept.Sizes);
        foreach (var (mention, i) in several.Select((mention, i) => (mention, i)))
        {
            var product = mention.Products[0];
            var answer = (bool?)product["available"] is true
                ? $"{Platform.Domain.Assistant.Say.Among((string?)product["title"] ?? "", state.Tongue)} : {(string?)product["price"]}"
                : Platform.Domain.Assistant.Say.In(state.Tongue, "soldout", ("title", (string?)product["title"] ?? ""));
            if (isOfOptions && (bool?)product["available"] is true)
            {
                var stock = new DeskCall("check_stock", ("product", mention.Reference), ("size", SizeFor(mention, several)), ("colour", OnlyOne(read.Colours.Where(colour => Nearest(colour.At) == mention))));
                yield return stock;
                answer = stock.Text ?? answer;
            }

            says.Add($"{i + 1}. {answer}");
        }

        says.Add(Say("list.ask"));
        (hasListed, isHeard) = (true, true);
    }

    /// <summary>"samba and gazelle in 41": one size behind them all is asked of each.</summary>
    private string? SizeFor(Named mention, List<Named> several) => read.Sizes is [var shared] && several.TrueForAll(other => other.Words.Max() < shared.At)
        ? shared.Value
        : OnlyOne(read.Sizes.Where(size => Nearest(size.At) == mention));

    private static string? OnlyOne(IEnumerable<Found<string>> said) => said.Select(found => found.Value).Distinct().ToList() is [var one] ? one : null;

    /// <summary>"les deux", said of the two that were just shown.</summary>
    private bool IsTakingBoth() => read.Where(Concept.Both) is { } both && !IsAsked(both) && !read.HasAny(Concept.No, Concept.Compare) && state is { Asked: Question.Product, Offers: [['P', ..], ['P', ..]] }
        && (mentions is [] || read.Where(Concept.Add) is { } add && add > both && mentions.TrueForAll(mention => mention.First > both && !state.Offers.Contains(mention.Reference)));

    /// <summary>"I'll take both, and add white socks": the two that were shown, and then what else is named.</summary>
    private IEnumerable<DeskCall> TakeBoth(DeskCall found)
    {
        var first = mentions is [] ? read.Tokens.Count : mentions.Min(mention => mention.First);
        var begin = read.Senses.Where(sense => sense.Concept is Concept.Add && sense.First < first).Select(sense => sense.First).Append(first).Min();
        foreach (var (reference, i) in state.Offers.Select((reference, i) => (reference, i)))
        {
            foreach (var call in Set(i == 0 && state.Lines is [] ? "product" : "add_product", reference)) yield return call;
            foreach (var call in NoteOptions(at => at < begin)) yield return call;
        }

        foreach (var mention in mentions)
            foreach (var call in NoteProduct(mention, found, isFurther: true, at => at >= begin && Nearest(at) == mention)) yield return call;
    }

    /// <summary>"same again for my lad but in 40, so 2 pairs": one more, and two in all.</summary>
    private bool IsSameAgain() => Enumerable.Range(1, read.Tokens.Count).Any(i => i < read.Tokens.Count && IsOf(i - 1, Alike) && read.Tokens[i].Word is "again" or "encore" or "khra" or "اخرى");

    /// <summary>"same size", "نفس المقاس", "la même pointure": as large as what was spoken of before.</summary>
    private bool IsSameSize() => Enumerable.Range(0, read.Tokens.Count).Any(i => IsOf(i, Alike)
        && read.Senses.Any(sense => sense.Concept is Concept.Sizehard or Concept.Sizes && Math.Abs(sense.First - i) <= FarthestCount && !IsApart(Math.Min(i, sense.First), Math.Max(i, sense.First), Pause.Comma)
            && !read.Sizes.Any(size => size.At > Math.Min(i, sense.First) && size.At < Math.Max(i, sense.First))));

    /// <summary>"(couleur) camel", "(taille) 42" tells it.</summary>
    private bool IsOf(Sense options) => read.Colours.Any(colour => colour.At == options.Last + 1) || read.Sizes.Any(size => size.At == options.Last + 1);

    /// <summary>"which colours?", and not "in the same colour".</summary>
    private bool AsksFor(Concept options) => read.Senses.Any(sense => sense.Concept == options && !IsOf(sense) && !Enumerable.Range(1, 2).Any(back => sense.First - back >= 0 && IsOf(sense.First - back, Alike)));

    /// <summary>Of the line that was spoken of, in this message or before, else what was asked for and could not be had.</summary>
    private string? SizeBefore() => LinesNow().SkipLast(1).Select(line => (string?)line["size"]).LastOrDefault(size => size is not null)
        ?? (string?)state.Current?["size"] ?? state.WishedSize;

    /// <summary>Whether the sentence that holds this word ends with a question mark.</summary>
    private bool IsAsked(int at)
    {
        var last = at;
        while (last + 1 < read.Tokens.Count && read.Tokens[last + 1].Before is not Pause.Stop) last++;
        var end = last + 1 < read.Tokens.Count ? read.Tokens[last + 1].Start : read.Tokens.Text.Length;
        return read.Tokens.Text.AsSpan(read.Tokens[last].End, end - read.Tokens[last].End).IndexOfAny("?؟") >= 0;
    }

    /// <summary>What "which one is better?" is about: the products just named, else those that were shown, else those on the list.</summary>
    private List<string> Compared()
    {
        List<string> named = [.. mentions.SelectMany(mention => mention.Products).Select(product => (string)product["ref"]!).Distinct()];
        if (named.Count > 1) return named;

        List<string> ordered = [.. state.Lines.Select(line => (string?)line["product"]).OfType<string>().Distinct()];
        List<string> shown = [.. state.Asked is Question.Product or Question.Switch ? state.Offers.Where(offer => offer[0] is 'P') : []];
        return named is [] && shown.Count > 1 ? shown : [.. ordered.Concat(shown).Concat(named).Distinct()];
    }

    /// <summary>"samba wla gazelle, achmn wahda", "j'hésite entre la samba et la gazelle": chooses neither.</summary>
    private bool IsOneOrOther(List<Named> meant) => read.Senses.Any(sense => sense.Concept is Concept.Either && sense.First < meant[^1].First && (meant[0].First < sense.First || meant[0].First - sense.Last <= 2));

    /// <summary>
    /// "a blue one in 43, and add socks, white", "the gold one, size M, and one perfume": where the next article begins,
    /// and what stands before it was said of the one that was spoken of.
    /// </summary>
    private int? FurtherFrom(Named extra)
    {
        if (state.Current is not { } line || OrderedIn(extra) is not null) return null;

        var adding = read.Senses.Where(sense => sense.Concept is Concept.Add && sense.Last < extra.First && read.Tokens[sense.First].Before is not Pause.None | read.Senses.Any(and => and.Concept is Concept.And && and.Last == sense.First - 1)).Select(sense => (int?)sense.First).FirstOrDefault();
        if (adding is { } add && (read.Sizes.Any(size => size.At < add) || read.Colours.Any(colour => colour.At < add))) return add;
        if (IsOnlyAsking() || read.HasAny(Concept.Correction, Concept.No, Concept.But)) return null;

        var joined = read.Senses.Where(sense => sense.Concept is Concept.And && sense.Last < extra.First && extra.First - sense.Last <= FarthestCount).Select(sense => (int?)sense.First).LastOrDefault() ?? (IsAnd(extra.First) ? extra.First : null);
        if (joined is not { } and) return null;

        List<string> sizes = [.. read.Sizes.Where(size => size.At < and).Select(size => size.Value)], colours = [.. read.Colours.Where(colour => colour.At < and).Select(colour => colour.Value)];
        return sizes.Count + colours.Count > 0 && sizes.TrueForAll(Options(line, "sizes").Contains) && colours.TrueForAll(colour => Options(line, "colours").Exists(option => IsNamed(option, colour))) ? and : null;
    }

    /// <summary>"une 38 et une 41", and then "les deux en rouge": the lines of one product that still lack a colour.</summary>
    private List<JsonObject> Uncoloured() => [.. state.Lines.Where(line => (string?)line["product"] == (string?)state.Current!["product"] && line["colour"] is null && Options(line, "colours") is not [])];

    /// <summary>"blanc et bleu" is one colour where the product comes in "Blanc/Bleu".</summary>
    private List<Found<string>> AsOne(List<Found<string>> colours)
    {
        if (colours is [var one, var other] && AreOne(one, other)) return [Together(one, other)];

        // "one white/green and one white/blue".
        var joined = new List<Found<string>>();
        for (var i = 0; i < colours.Count; i++)
        {
            var isPair = i + 1 < colours.Count && IsOneOf(colours[i].At, colours[i + 1].At) && AreOne(colours[i], colours[i + 1]);
            joined.Add(isPair ? Together(colours[i], colours[i + 1]) : colours[i]);
            if (isPair) i++;
        }

        return joined;

        bool AreOne(Found<string> said, Found<string> next) => CurrentColours().Exists(option => IsNamed(option, said.Value) && IsNamed(option, next.Value));
        static Found<string> Together(Found<string> said, Found<string> next) => new($"{said.Value} {next.Value}", said.At);
    }
}
