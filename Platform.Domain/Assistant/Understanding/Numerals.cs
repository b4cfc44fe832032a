using System.Collections.Frozen;
using System.Globalization;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Numbers above ten that are said in words: "quarante-trois", "ninety", "tes3oud w tlatin", "sept cents". A small one stays a word, for it is also an article; so does a bare hundred.</summary>
internal sealed class Numerals(IReadOnlyList<Token> words, int first, string text)
{
    private const int LargestSmall = 10;

    private enum Part { Unit, Ten, Before, Behind, Teen, Hundred, Thousand }

    private static readonly FrozenDictionary<string, (Part Part, int Value)> Words = WordFile.Entries("numerals.txt")
        .SelectMany(entry => entry.Phrases.Select(phrase => (Word: Writing.Fold(phrase), Number: Of(entry.Key))))
        .DistinctBy(entry => entry.Word).ToFrozenDictionary(entry => entry.Word, entry => entry.Number);

    private static readonly FrozenSet<string> Beginnings = [.. Words.Keys.Select(phrase => phrase.Split(' ')[0])];

    /// <summary>The number that begins at a word, and the word behind it; null where none does.</summary>
    public static (int Value, int Next)? At(IReadOnlyList<Token> words, int first, string text) =>
        Beginnings.Contains(words[first].Word) && new Numerals(words, first, text).Whole() is { Value: > LargestSmall } number && !(number.Value is 100 or 1000 && number.Next == first + 1) ? number : null;

    private (int Value, int Next)? Whole()
    {
        var (total, at) = (0, first);
        if (Counted(at, Part.Thousand, Small) is { } thousands) (total, at) = thousands;
        if (Counted(BehindAnd(at), Part.Hundred, Unit) is { } hundreds) (total, at) = (total + hundreds.Value, hundreds.Next);
        if (Small(BehindAnd(at)) is { } small) (total, at) = (total + small.Value, small.Next);
        return at > first ? (total, at) : null;
    }

    /// <summary>"deux mille", "mille", "alfin".</summary>
    private (int Value, int Next)? Counted(int at, Part part, Func<int, (int Value, int Next)?> count)
    {
        if (Next(at, part) is { } whole) return whole;
        return count(at) is { } times && Next(times.Next, part) is { Value: 100 or 1000 } one ? (times.Value * one.Value, one.Next) : null;
    }

    private (int Value, int Next)? Small(int at)
    {
        if (Next(at, Part.Teen) is { } teen) return teen;
        if (Next(at, Part.Behind) is { } round) return round;
        if (Next(at, Part.Ten) is { } ten)
        {
            var behind = (ten.Value is 60 or 80 ? Next(BehindAnd(ten.Next), Part.Teen) : null) ?? Next(BehindAnd(ten.Next), Part.Unit);
            return (ten.Value + (behind?.Value ?? 0), behind?.Next ?? ten.Next);
        }

        // Two pairs of forty are "jouj rb3in", and forty-two is "jouj w rb3in".
        if (Next(at, Part.Before) is { } before && before.Next < words.Count && (BehindAnd(before.Next) > before.Next || IsLedByAnd(words[before.Next].Word)) && Next(BehindAnd(before.Next), Part.Behind) is { } tens)
            return (before.Value + tens.Value, tens.Next);
        return Unit(at);
    }

    private (int Value, int Next)? Unit(int at) => Next(at, Part.Unit) ?? Next(at, Part.Before);

    private (int Value, int Next)? Next(int at, Part part)
    {
        if (at >= words.Count || at > first && !IsJoined(at)) return null;
        if (at + 1 < words.Count && IsJoined(at + 1) && Words.TryGetValue($"{words[at].Word} {words[at + 1].Word}", out var pair) && pair.Part == part) return (pair.Value, at + 2);
        if (Words.TryGetValue(words[at].Word, out var one) && one.Part == part) return (one.Value, at + 1);
        return at > first && IsLedByAnd(words[at].Word) && Words.TryGetValue(words[at].Word[1..], out var joined) && joined.Part == part ? (joined.Value, at + 1) : null;
    }

    private static bool IsLedByAnd(string word) => word is ['و' or 'w', _, _, ..];

    private int BehindAnd(int at) => at > first && at < words.Count && IsJoined(at) && words[at].Word is "et" or "and" or "w" or "ou" or "o" or "u" or "و" ? at + 1 : at;

    /// <summary>"quarante-trois", and nothing that is set apart by more than that.</summary>
    private bool IsJoined(int at) => text.AsSpan(words[at - 1].End, words[at].Start - words[at - 1].End).IndexOfAnyExcept(" -") < 0;

    private static (Part, int) Of(string key) => key.Split('.') is [var part, var value]
        ? (Enum.Parse<Part>(part, ignoreCase: true), int.Parse(value, CultureInfo.InvariantCulture))
        : throw new FormatException($"{key} is no number");
}
