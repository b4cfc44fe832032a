using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Domain.Assistant;

/// <summary>All that was on the table while one reply came to be.</summary>
/// <param name="Prompt">What the model was told to be; none of it goes out.</param>
public sealed record TurnRecord(Shop Shop, Situation Customer, Draft Draft, ImmutableArray<DeskAnswer> Answers, string Prompt = "");

/// <summary>A reply as it may be sent, and the sentences that were not covered.</summary>
public sealed record CheckedReply(string Text, ImmutableArray<string> Dropped);

/// <summary>
/// A sentence whose figure, delay, stock, link or order the record does not hold is never sent, whoever wrote it.
/// What the desk itself wrote this turn goes through as it is.
/// </summary>
public static partial class OutgoingCheck
{
    private const int ShortestOwnText = 4, LeakedWords = 6;

    public static CheckedReply Check(string reply, TurnRecord turn)
    {
        var own = OwnTexts(turn).ToList();
        var (evidence, prompt) = (new Lazy<Evidence>(() => Evidence.Of(turn)), new Lazy<List<string>>(() => Words(turn.Prompt)));
        var kept = new StringBuilder();
        var dropped = ImmutableArray.CreateBuilder<string>();

        foreach (var part in Parts(reply, own))
        {
            if (part.IsOwn || IsHarmless(part.Text))
            {
                kept.Append(part.Text);
                continue;
            }

            foreach (var sentence in Sentence().Split(Visible(part.Text)).Where(sentence => sentence.Length > 0))
            {
                if (string.IsNullOrWhiteSpace(sentence) || (!Leaks(sentence, prompt.Value) && evidence.Value.Covers(sentence))) kept.Append(sentence);
                else dropped.Add(sentence.Trim());
            }
        }

        var tongue = turn.Draft.Tongue ?? Tongue.French;
        var text = Say.FromTheRight(Completed(Tidy(kept.ToString()), turn), tongue);
        return new(text.Any(char.IsLetterOrDigit) ? text : Say.In(tongue, "safe"), dropped.ToImmutable());
    }

    /// <summary>The recap, the news of an order and the way to pay are never left to a model's memory.</summary>
    private static string Completed(string text, TurnRecord turn)
    {
        var owed = turn.Answers.LastOrDefault(answer => answer is { Tool: "recap" or "confirm" or "payment_link", Text.Length: > 0 });
        return owed is null || (owed.Tool == "recap" && owed.IsDone && turn.Draft.Recap?.Text != owed.Text) || text.Contains(owed.Text!, StringComparison.Ordinal)
            ? text
            : $"{text}\n{owed.Text}".Trim();
    }

    private static IEnumerable<string> OwnTexts(TurnRecord turn) => turn.Answers
        .SelectMany(answer => new[] { answer.Text, (string?)answer.ForModel["question"] })
        .Append(turn.Shop.Rules.Greeting)
        .OfType<string>()
        .SelectMany(text => text.Split('\n').Prepend(text))
        .Where(text => text.Trim().Length >= ShortestOwnText)
        .Distinct()
        .OrderByDescending(text => text.Length);

    /// <summary>Cuts the reply where the desk's own texts begin and end.</summary>
    private static IEnumerable<(string Text, bool IsOwn)> Parts(string reply, List<string> own)
    {
        var at = own.Select(text => (Text: text, Index: reply.IndexOf(text, StringComparison.Ordinal))).Where(found => found.Index >= 0).ToList();
        if (at is []) return [(reply, false)];

        var (longest, start) = at[0];
        return [.. Parts(reply[..start], own), (longest, true), .. Parts(reply[(start + longest.Length)..], own)];
    }

    private static bool IsHarmless(string text) => !text.Any(char.IsLetterOrDigit);

    /// <summary>The machinery talking: names of tools, refs, ids, or the words it was set up with.</summary>
    private static bool Leaks(string sentence, List<string> prompt)
    {
        if (Machinery().IsMatch(sentence)) return true;
        var words = Words(sentence);
        if (words.Count == 0 || prompt.Count < LeakedWords) return false;

        var joined = $" {string.Join(' ', prompt)} ";
        return Enumerable.Range(0, Math.Max(0, words.Count - LeakedWords + 1)).Any(i => joined.Contains($" {string.Join(' ', words.Skip(i).Take(LeakedWords))} ", StringComparison.Ordinal));
    }

    private static List<string> Words(string text) => [.. Tokens.Of(text).All.Select(token => token.Word)];

    private static string Visible(string text) => Writing.Clean(text);

    private static string Tidy(string text) => Blank().Replace(string.Join('\n', text.Split('\n').Select(line => line.Trim())), "\n\n").Trim();

    [GeneratedRegex(@"(?<=[!?؟\n])|(?<=[.…;؛])(?=\s)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\b(?:find_products|product_details|check_stock|zones_and_fees|set_detail|see_draft|propose_slots|where_is_my_order|payment_link|stop_messages|tool_call|function_call)\b|\bP\d+\b|[0-9a-f]{8}-[0-9a-f]{4}|[{}<>]|```|\bsystem\s*(?:prompt|message|:)|\b(?:mes|my|les|the)\s+(?:system\s+)?instructions\b|\bprompt\b|التعليمات", RegexOptions.IgnoreCase)]
    private static partial Regex Machinery();
}

/// <summary>What the record of a turn holds, to hold a sentence against.</summary>
internal sealed class Evidence
{
    private readonly TurnRecord turn;
    private readonly List<Piece> pieces;
    private readonly HashSet<Figure> figures;
    private readonly HashSet<string> links;
    private readonly bool hasOrder;

    private Evidence(TurnRecord turn, List<Piece> pieces)
    {
        (this.turn, this.pieces) = (turn, pieces);
        figures = [.. pieces.SelectMany(piece => piece.Figures)];
        links = [.. pieces.SelectMany(piece => Figures.Links(piece.Text))];
        hasOrder = turn.Answers.Any(answer => answer is { Tool: "confirm", IsDone: true } && answer.ForModel["placed"] is JsonValue);
        if (turn.Customer.Phone is { } phone) figures.UnionWith(Figures.Of(phone.Value));
    }

    public static Evidence Of(TurnRecord turn) => new(turn, [.. turn.Answers.SelectMany(answer => Strings(answer.ForModel)).Append(turn.Shop.Name).Append(turn.Shop.Rules.Greeting ?? "")
        .SelectMany(text => text.Split('\n')).Select(text => new Piece(text, [.. Figures.Of(text)]))]);

    public bool Covers(string sentence)
    {
        var said = Figures.Of(Unnumbered(sentence));
        return said.All(figure => figures.Contains(figure) || (figure.Kind is FigureKind.Bare && HasBare(figure.Value)))
            && FitTheirProduct(sentence, said)
            && Figures.Links(sentence).All(links.Contains)
            && Figures.DayWords(sentence).All(HasDay)
            && (Figures.ClaimsStock(sentence) is not { } stock || (HasStock(stock) && HasCounts(said)))
            && (!Figures.ClaimsFree(sentence) || IsFree(sentence, said))
            && (!Figures.ClaimsDiscount(sentence) || pieces.Any(piece => Figures.ClaimsDiscount(piece.Text)))
            && (!Figures.ClaimsOrder(sentence) || hasOrder)
            && (!Figures.ClaimsShipped(sentence) || pieces.Any(piece => Figures.ClaimsShipped(piece.Text)));
    }

    private bool HasBare(long value) => figures.Contains(new(FigureKind.Money, value * 100)) || figures.Contains(new(FigureKind.Percent, value)) || figures.Contains(new(FigureKind.Delay, value)) || figures.Contains(new(FigureKind.Time, value));

    /// <summary>The price of one product said of another is a wrong price.</summary>
    private bool FitTheirProduct(string sentence, IReadOnlyList<Figure> said)
    {
        var amounts = said.Where(figure => figure.Kind is FigureKind.Money || (figure.Kind is FigureKind.Bare && figures.Contains(new(FigureKind.Money, figure.Value * 100)))).ToList();
        if (amounts is []) return true;

        var titles = Titles();
        var named = titles.Where(title => sentence.Contains(title, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named is []) return true;

        var fitting = pieces.Where(piece => named.Any(title => piece.Text.Contains(title, StringComparison.OrdinalIgnoreCase)) || !titles.Any(title => piece.Text.Contains(title, StringComparison.OrdinalIgnoreCase)));
        var known = fitting.SelectMany(piece => piece.Figures).Where(figure => figure.Kind is FigureKind.Money).Select(figure => figure.Value).ToHashSet();
        var others = pieces.Except(fitting).SelectMany(piece => piece.Figures).Where(figure => figure.Kind is FigureKind.Money).Select(figure => figure.Value).ToHashSet();
        var own = turn.Answers.SelectMany(answer => Items(answer.ForModel)).Where(item => named.Contains((string?)item["title"] ?? "")).SelectMany(item => Figures.Of((string?)item["price"] ?? "")).Select(figure => figure.Value).ToHashSet();
        return amounts.Select(figure => figure.Kind is FigureKind.Money ? figure.Value : figure.Value * 100).All(value => own.Contains(value) || (known.Contains(value) && !others.Contains(value)) || pieces.Any(piece => named.Any(title => piece.Text.Contains(title, StringComparison.OrdinalIgnoreCase)) && piece.Figures.Contains(new(FigureKind.Money, value))));
    }

    private List<string> Titles() => [.. turn.Draft.Shown.Select(id => turn.Shop.Catalogue[id]).OfType<Catalogue.Product>().Select(Wares.Title).Distinct()];

    /// <summary>Free from a sum on is not free, and a free exchange is no free delivery.</summary>
    private bool IsFree(string sentence, IReadOnlyList<Figure> said) => pieces.SelectMany(piece => piece.Sentences).Any(known =>
        Figures.ClaimsFree(known) && Figures.Of(known).Where(figure => figure.Kind is FigureKind.Money).All(said.Contains) && (!Figures.IsAboutDelivery(sentence) || Figures.IsAboutDelivery(known)));

    private bool HasDay(string word) =>
        pieces.Any(piece => Figures.DayWords(piece.Text).Contains(word))
        || (word[0] == '+' && turn.Customer.Today.AddDays(word[1] - '0') is var day && figures.Contains(new(FigureKind.Date, day.Month * 100 + day.Day)));

    private bool HasStock(bool claim) =>
        pieces.Any(piece => Figures.ClaimsStock(piece.Text) == claim)
        || turn.Answers.Any(answer => answer.ForModel["available"] is JsonValue flag && flag.TryGetValue<bool>(out var available) && available == claim)
        || turn.Answers.SelectMany(answer => Items(answer.ForModel)).Any(item => item["available"] is JsonValue flag && flag.TryGetValue<bool>(out var available) && available == claim);

    /// <summary>How many are left comes from what was said of the stock, not from any figure about.</summary>
    private bool HasCounts(IReadOnlyList<Figure> said) =>
        said.Where(figure => figure.Kind is FigureKind.Bare).All(figure => pieces.Any(piece => piece.Figures.Contains(figure) && (Figures.ClaimsStock(piece.Text) is not null || Titles().Any(title => piece.Text.Contains(title, StringComparison.OrdinalIgnoreCase)))));

    /// <summary>"1." at the head of a line counts lines, not things.</summary>
    private static string Unnumbered(string sentence) => sentence.TrimStart() is [>= '1' and <= '9', '.' or ')' or '-', .. var rest] ? rest : sentence;

    private static IEnumerable<JsonObject> Items(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => Items(pair.Value)).Concat(item.ContainsKey("title") ? [item] : []),
        JsonArray array => array.SelectMany(Items),
        _ => [],
    };

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        // A price stands for its product only.
        JsonObject item when item["title"] is JsonValue title && item["price"] is JsonValue price =>
            item.Where(pair => pair.Key is not ("title" or "price")).SelectMany(pair => Strings(pair.Value)).Append($"{title} : {price}"),

        // What the customer told is not evidence for anything: a name or an address may be a trap.
        JsonObject item => item.Where(pair => pair.Key is not ("why" or "name" or "phone" or "address" or "quarter" or "note" or "words")).SelectMany(pair => Strings(pair.Value)),
        JsonArray array => array.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private sealed record Piece(string Text, IReadOnlyList<Figure> Figures)
    {
        public IEnumerable<string> Sentences => Text.Split(". ");
    }
}
