using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>A word, a number or an emoji of a message.</summary>
/// <param name="Word">Folded, to be compared.</param>
/// <param name="Start">Where it stands in the cleaned text; a name or an address is cut out there as it was written.</param>
/// <param name="Before">What separates it from the word before.</param>
public readonly record struct Token(string Word, int Start, int End, Pause Before)
{
    public bool IsNumber => char.IsAsciiDigit(Word[0]) && Word.All(c => char.IsAsciiDigit(c) || c == '.');
    public bool IsWord => char.IsLetter(Word[0]) || (Word.Length > 1 && Word.Any(char.IsLetter));
}

/// <summary>How strongly the words before and after are apart.</summary>
public enum Pause { None, Comma, Stop }

/// <summary>A message cut into words.</summary>
public sealed partial record Tokens(string Text, IReadOnlyList<Token> All)
{
    public int Count => All.Count;
    public Token this[int index] => All[index];

    public static Tokens Of(string message)
    {
        var text = Dictated().Replace(Forwarded().Replace(Writing.Clean(message), ""), said => said.Groups["mark"].Success ? "?" : said.Groups["comma"].Success ? "," : ".");
        var tokens = new List<Token>();
        var pause = Pause.Stop;

        for (var i = 0; i < text.Length; )
        {
            var end = EndOf(text, i);
            if (end == i)
            {
                pause = Max(pause, PauseOf(text[i]));
                i += i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1;
                continue;
            }

            foreach (var (start, stop) in Parts(text, i, end))
            {
                var word = Writing.Fold(text[start..stop]);
                if (word.Length == 0) continue;
                tokens.Add(new(word.Replace(',', '.'), start, stop, pause));
                pause = Pause.None;
            }

            i = end;
        }

        return new(text, InFigures(tokens, text));
    }

    /// <summary>"quarante-trois" is one number, as if it had been written 43.</summary>
    private static List<Token> InFigures(List<Token> tokens, string text)
    {
        var read = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Numerals.At(tokens, i, text) is not var (value, next))
            {
                read.Add(tokens[i]);
                continue;
            }

            read.Add(tokens[i] with { Word = value.ToString(CultureInfo.InvariantCulture), End = tokens[next - 1].End });
            i = next - 1;
        }

        return read;
    }

    /// <summary>As the customer wrote it, from one word to another, both included.</summary>
    public string Written(int first, int last) => Text[All[first].Start..All[last].End];

    /// <summary>"[14:07, 03/02/2025] Papa: " before what was said in another chat.</summary>
    [GeneratedRegex(@"^(?:\[\d{1,4}[:./-]\d{1,2}[^\]\n]{0,24}\]|\d{1,2}[./]\d{1,2}[./]\d{2,4},? à? ?\d{1,2}:\d{2} -) ?[^:\n]{1,40}: ?", RegexOptions.Multiline)]
    private static partial Regex Forwarded();

    /// <summary>"… en quarante-deux point d'interrogation": a telephone that writes down what it hears.</summary>
    [GeneratedRegex(@"\s+(?:(?<mark>point d['’]interrogation|question mark|علامة استفهام)|(?<comma>virgule|comma|فاصلة)|(?:point final|full stop|point(?=\s*$)|نقطة(?=\s*$)))(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Dictated();

    private static int EndOf(string text, int start)
    {
        if (Rune.TryGetRuneAt(text, start, out var rune) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol)
            return start + rune.Utf16SequenceLength;

        var end = start;
        while (end < text.Length && (IsPartOfWord(text[end]) || IsDecimalPoint(text, start, end))) end++;
        return end;
    }

    private static bool IsPartOfWord(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>"42.5" and "42,5" are one number, "42,43" are two.</summary>
    private static bool IsDecimalPoint(string text, int start, int at) =>
        text[at] is '.' or ',' && at > start && at + 1 < text.Length && text[at + 1] == '5'
        && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]))
        && text.AsSpan(start, at - start).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>"100dh", "t42" and "x2" are two words each; "3afak", "ch7al" and "af1" are one.</summary>
    private static IEnumerable<(int Start, int End)> Parts(string text, int start, int end)
    {
        var digits = start;
        while (digits < end && (char.IsAsciiDigit(text[digits]) || (text[digits] is '.' or ','))) digits++;
        var letters = end;
        while (letters > start && char.IsAsciiDigit(text[letters - 1])) letters--;

        if (digits > start && digits < end && (digits - start >= 2 || IsUnit(text[digits..end])))
            return Parts(text, digits, end).Prepend((start, digits));
        if (letters > start && letters < end && (end - letters >= 2 || text[start..letters] is "x" or "X" or "n" or "N"))
            return [(start, letters), (letters, end)];
        return [(start, end)];
    }

    private static bool IsUnit(string word) => Writing.Fold(word) is "x" or "h" or "j" or "dh" or "dhs" or "mil" or "mille" or "kg" or "pcs" or "paire" or "paires" or "pair" or "pairs" or "pc" or "f" or "pm" or "am" or "er" or "eme" or "nd" or "rd" or "th" or "st" or "e";

    private static Pause PauseOf(char c) => c switch
    {
        '\n' or '.' or '!' or '?' or '؟' or ';' or '؛' or '…' => Pause.Stop,
        ',' or '،' or ':' or '(' or ')' or '/' or '|' or '-' or '–' or '—' or '+' => Pause.Comma,
        _ => Pause.None,
    };

    private static Pause Max(Pause one, Pause other) => one > other ? one : other;
}
