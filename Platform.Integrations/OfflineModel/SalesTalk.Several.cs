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
                ? $"{(string?)product["title"]} : {(string?)product["price"]}"
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
    private bool IsTakingBoth() => read.Has(Concept.Both) && !read.IsQuestion && !read.HasAny(Concept.No, Concept.Compare) && mentions is [] && state is { Asked: Question.Product, Offers: [['P', ..], ['P', ..]] };

    /// <summary>What "which one is better?" is about: the products just named, else those that were shown, else those on the list.</summary>
    private List<string> Compared()
    {
        List<string> named = [.. mentions.SelectMany(mention => mention.Products).Select(product => (string)product["ref"]!).Distinct()];
        if (named.Count > 1) return named;

        List<string> ordered = [.. state.Lines.Select(line => (string?)line["product"]).OfType<string>().Distinct()];
        List<string> shown = [.. state.Asked is Question.Product or Question.Switch ? state.Offers.Where(offer => offer[0] is 'P') : []];
        return named is [] && shown.Count > 1 ? shown : [.. ordered.Concat(shown).Concat(named).Distinct()];
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

        bool AreOne(Found<string> said, Found<string> next) => CurrentColours().Any(option => IsNamed(option, said.Value) && IsNamed(option, next.Value));
        static Found<string> Together(Found<string> said, Found<string> next) => new($"{said.Value} {next.Value}", said.At);
    }
}
