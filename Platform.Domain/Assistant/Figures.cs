using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Domain.Assistant;

public enum FigureKind { Bare, Money, Percent, Delay, Date, Time, Phone }

/// <param name="Value">Money in hundredths, dates as month and day, the rest as it is.</param>
public readonly record struct Figure(FigureKind Kind, long Value);

/// <summary>Finds what a sentence claims: figures in any script or in words, days, stock, gifts, links.</summary>
public static partial class Figures
{
    private const int SmallestTellingWord = 20, ShortestPhone = 8;

    public static IReadOnlyList<Figure> Of(string sentence)
    {
        var tokens = Tokens.Of(sentence);
        var senses = Senses(tokens);
        var found = new List<Figure>();

        foreach (Match match in Date().Matches(tokens.Text))
            found.Add(new(FigureKind.Date, Number(match.Groups[2].Value) * 100 + Number(match.Groups[1].Value)));
        var text = DarijaLetter().Replace(Date().Replace(tokens.Text, match => new string(' ', match.Length)), "a");

        foreach (Match match in Numeral().Matches(text))
        {
            var digits = match.Value.Count(char.IsAsciiDigit);
            var (before, after) = (Before(tokens, match.Index), After(tokens, match.Index + match.Length));
            var kind = true switch
            {
                _ when IsUnit(after, Concept.Cost) || IsSymbol(text, match, "€$£") || (IsUnit(before, Concept.Cost) && !IsUnit(after, Concept.Unitday)) => FigureKind.Money,
                _ when IsUnit(after, Concept.Percent) || IsSymbol(text, match, "%٪") => FigureKind.Percent,
                _ when digits >= ShortestPhone => FigureKind.Phone,
                _ when Clock().IsMatch(text.AsSpan(match.Index + match.Length)) => FigureKind.Time,
                _ when IsUnit(after, Concept.Unitday) => FigureKind.Delay,
                _ => FigureKind.Bare,
            };
            foreach (var value in Values(match.Value, kind)) found.Add(new(kind, value));
        }

        found.AddRange(InWords(tokens, senses));
        return found;

        bool IsUnit(int? at, Concept concept) => at is { } i && senses.Any(sense => sense.Concept == concept && sense.Covers(i) && !(concept is Concept.Cost && tokens[i].Word is "f" && digitsAfter(i)));
        bool digitsAfter(int i) => i + 1 < tokens.Count && tokens[i + 1].IsNumber;
    }

    /// <summary>"demain", "samedi", "غدا": the days a sentence names without a figure.</summary>
    public static IEnumerable<string> DayWords(string sentence) =>
        Senses(Tokens.Of(sentence)).Where(sense => sense is { Concept: Concept.Day }).Select(sense => sense.Value).Distinct();

    /// <summary>True: it says that there is some; false: that there is none; null: it speaks of no stock, or only asks.</summary>
    public static bool? ClaimsStock(string sentence)
    {
        if (sentence.AsSpan().IndexOfAny("?؟") >= 0) return null;
        var tokens = Tokens.Of(sentence);
        var senses = Senses(tokens);
        if (senses.Any(sense => sense is { Concept: Concept.Soldout })) return false;
        return senses.Any(sense => sense is { Concept: Concept.Stock }) ? !IsDenied(tokens) : null;
    }

    public static bool ClaimsFree(string sentence) => Claims(sentence, Concept.Free);

    public static bool IsAboutDelivery(string sentence) => Claims(sentence, Concept.Delivery);

    public static bool ClaimsDiscount(string sentence) => Claims(sentence, Concept.Bargain) && !IsDenied(Tokens.Of(sentence));

    public static bool ClaimsOrder(string sentence) => sentence.AsSpan().IndexOfAny("?؟") < 0 && Claims(sentence, Concept.Placed);

    /// <summary>"est livrée", "on its way": where an order is.</summary>
    public static bool ClaimsShipped(string sentence) => sentence.AsSpan().IndexOfAny("?؟") < 0 && Claims(sentence, Concept.Shipped);

    public static bool IsLink(string text) => Link().IsMatch(text);

    public static IEnumerable<string> Links(string text) => Link().Matches(text).Select(match => match.Value.TrimEnd('.', ',', '!', ')').ToLowerInvariant());

    private static bool Claims(string sentence, Concept concept) => Senses(Tokens.Of(sentence)).Any(sense => sense.Concept == concept);

    private static bool IsDenied(Tokens tokens) => tokens.All.Any(token => token.Word is
        "pas" or "ne" or "plus" or "aucun" or "aucune" or "not" or "no" or "cannot" or "t" or "never" or "لا" or "ليس" or "لم" or "لن" or "غير" or "ما" or "ma" or "machi" or "ماشي" or "man9derch" or "مانقدرش" or "makaynch" or "ماكاينش");

    private static List<Sense> Senses(Tokens tokens)
    {
        var spellings = new Spellings(tokens, Leniency.None);
        var senses = new List<Sense>();
        for (var i = 0; i < tokens.Count; i++) senses.AddRange(Lexicon.All.At(tokens, spellings, i));
        return senses;
    }

    /// <summary>"cinquante dirhams", "deux jours", "vingt pour cent". A large number alone is a figure too.</summary>
    private static IEnumerable<Figure> InWords(Tokens tokens, List<Sense> senses)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Said(i) is not var (value, last)) continue;
            while (last + 1 < tokens.Count && senses.FirstOrDefault(next => next.Concept is Concept.Number && next.First == Skip(last + 1)) is { Value: { } more } next)
            {
                value = Number(more) is var factor && factor >= 100 && factor > value ? value * factor : value + factor;
                last = next.Last;
            }

            var unit = senses.Where(sense => sense.First == last + 1 && sense.Concept is Concept.Cost or Concept.Percent or Concept.Unitday).Select(sense => (Concept?)sense.Concept).FirstOrDefault();
            i = last;
            if (unit is Concept.Cost) yield return new(FigureKind.Money, value * 100);
            else if (unit is Concept.Percent) yield return new(FigureKind.Percent, value);
            else if (unit is Concept.Unitday) yield return new(FigureKind.Delay, value);
            else if (value >= SmallestTellingWord) yield return new(FigureKind.Bare, value);
        }

        // "cinquante" is 50 to the reader, and was written in letters.
        (long Value, int Last)? Said(int at) => tokens[at].IsNumber ? char.IsLetter(tokens.Text[tokens[at].Start]) ? (Number(tokens[at].Word), at) : null
            : senses.FirstOrDefault(sense => sense.Concept is Concept.Number && sense.First == at) is { Value: { } word } sense ? (Number(word), sense.Last) : null;

        int Skip(int at) => at < tokens.Count && tokens[at].Word is "et" or "and" or "و" or "w" ? at + 1 : at;
    }

    private static IEnumerable<long> Values(string written, FigureKind kind)
    {
        if (kind is FigureKind.Phone) return [long.TryParse(Digits(written), CultureInfo.InvariantCulture, out var phone) ? phone % 100_000_000 : 0];

        var grouped = Grouped().Match(written.Trim());
        if (grouped.Success)
        {
            var whole = long.TryParse(Digits(grouped.Groups[1].Value), CultureInfo.InvariantCulture, out var parsed) ? parsed : long.MaxValue / 1000;
            var cents = grouped.Groups[2].Value.PadRight(2, '0') is var fraction && grouped.Groups[2].Success ? Number(fraction[..2]) : 0;
            return [kind is FigureKind.Money ? whole * 100 + cents : cents == 0 ? whole : whole * 1000 + cents];
        }

        // Figures that do not read as one number are each looked at by themselves.
        return Plain().Matches(written).Select(match => Math.Min(long.TryParse(match.Value, CultureInfo.InvariantCulture, out var value) ? value : long.MaxValue / 1000, long.MaxValue / 1000) * (kind is FigureKind.Money ? 100 : 1));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static int Number(string digits) => int.TryParse(digits, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue / 1000;

    private static int? Before(Tokens tokens, int index) => tokens.All.Select((token, i) => (token, i)).Where(pair => pair.token.End <= index && index - pair.token.End <= 1).Select(pair => (int?)pair.i).LastOrDefault();

    private static int? After(Tokens tokens, int index) => tokens.All.Select((token, i) => (token, i)).Where(pair => pair.token.Start >= index && pair.token.Start - index <= 2).Select(pair => (int?)pair.i).FirstOrDefault();

    private static bool IsSymbol(string text, Match match, string symbols)
    {
        var after = text.AsSpan(match.Index + match.Length).TrimStart();
        var before = text.AsSpan(0, match.Index).TrimEnd();
        return (after.Length > 0 && symbols.Contains(after[0], StringComparison.Ordinal)) || (before.Length > 0 && symbols.Contains(before[^1], StringComparison.Ordinal) && before[^1] is not ('%' or '٪'));
    }

    [GeneratedRegex(@"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(?:20)?\d{2})?(?!\d)")]
    private static partial Regex Date();

    /// <summary>The 3 of "m3ak" and the 9 of "na9es" are letters.</summary>
    [GeneratedRegex(@"(?<=[a-z])[2-9](?=[a-z])|(?<![a-z\d])[2-9](?=(?!(?:dhs?|mad|fcfa|cfa|eur|euros?|jours?|am|pm|h|j)(?![a-z]))[a-z]{2})|(?<=[a-z]{2})[2-9](?![a-z\d]|\s*(?:dh|mad|€|%|fcfa|درهم))", RegexOptions.IgnoreCase)]
    private static partial Regex DarijaLetter();

    [GeneratedRegex(@"\+?\d+(?:[.,\u066B\u066C]\d+|[ \u00A0\u202F'-]\d+)*")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^(\d{1,3}(?:[ .,\u00A0\u202F\u066C']\d{3})+|\d+)(?:[.,\u066B](\d{1,2}))?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\s?(?:h(?![a-z])|am\b|pm\b|:\d\d|heures\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|ma|net|org|io|co|fr|cm|ci|sn|ga|me|link|shop|store|info|xyz|ru|app|site|online)\b(?:/\S*)?|\bwa\.me\S*|\b[a-z][a-z0-9+.-]*://\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
