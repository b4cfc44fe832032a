using System.Text;

namespace Platform.Web.Invoices;

/// <summary>
/// Arabic for a printer that knows letters and no script: each letter in the form it takes between its neighbours,
/// and the line in the order in which it is drawn, from left to right.
/// </summary>
public static class ArabicScript
{
    private const char Lam = '\u0644';
    private const string LamAlefs = "\u0622\u0623\u0625\u0627";
    private const string Mirrored = "()[]{}<>«»";

    /// <summary>Where a letter's forms begin, and how many it has: alone, at the end, at the start, in the middle.</summary>
    private static readonly Dictionary<char, (char First, int Forms)> Forms = Table();

    public static string Draw(string text)
    {
        if (!text.Any(IsArabic)) return text;

        var shaped = Shape(text);
        var runs = Runs(shaped);
        var isMirrored = IsArabic(shaped.First(c => IsArabic(c) || char.IsLetter(c)));
        if (isMirrored) runs.Reverse();
        return string.Concat(runs.Select(run => run.IsArabic || isMirrored && IsNeutral(run.Text) ? Reversed(run.Text) : run.Text));
    }

    /// <summary>What somebody would have typed for a drawn form: one letter, or the two of a lam-alef.</summary>
    public static string Letters(char drawn) => drawn is >= '\uFB50' ? drawn.ToString().Normalize(NormalizationForm.FormKC) : drawn.ToString();

    private static string Shape(string text)
    {
        // Vowel signs are left out: names are read without them.
        var letters = text.Where(c => c is not (>= '\u064B' and <= '\u0652' or '\u0670')).ToArray();
        var shaped = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; i++)
        {
            var (letter, reaches) = (letters[i], i > 0 && ReachesOn(letters[i - 1]));
            if (letter is Lam && i + 1 < letters.Length && LamAlefs.IndexOf(letters[i + 1], StringComparison.Ordinal) is var alef and >= 0)
            {
                shaped.Append((char)('\uFEF5' + (2 * alef) + (reaches ? 1 : 0)));
                i++;
                continue;
            }

            if (!Forms.TryGetValue(letter, out var forms))
            {
                shaped.Append(letter);
                continue;
            }

            var goesOn = forms.Forms == 4 && i + 1 < letters.Length && Joins(letters[i + 1]);
            var form = (reaches && forms.Forms > 1, goesOn) switch
            {
                (true, true) => 3,
                (false, true) => 2,
                (true, false) => 1,
                _ => 0,
            };
            shaped.Append((char)(forms.First + form));
        }

        return shaped.ToString();
    }

    private static bool ReachesOn(char letter) => letter is '\u0640' || Forms.TryGetValue(letter, out var forms) && forms.Forms == 4;

    private static bool Joins(char letter) => letter is '\u0640' || Forms.TryGetValue(letter, out var forms) && forms.Forms > 1;

    /// <summary>Stretches of one direction. What stands between two Arabic words goes with them; digits never turn round.</summary>
    private static List<(string Text, bool IsArabic)> Runs(string text)
    {
        var runs = new List<(string Text, bool IsArabic)>();
        for (var i = 0; i < text.Length;)
        {
            var (start, isArabic) = (i, IsArabic(text[i]));
            if (isArabic)
            {
                while (i < text.Length && (IsArabic(text[i]) || !char.IsLetterOrDigit(text[i]))) i++;
                while (!IsArabic(text[i - 1])) i--;
            }
            else
            {
                // A gap between two directions is a run of its own, so that it stays between them.
                var isGap = !char.IsLetterOrDigit(text[i]);
                while (i < text.Length && !IsArabic(text[i]) && (isGap ? !char.IsLetterOrDigit(text[i]) : !IsGapBeforeArabic(text, i))) i++;
            }

            runs.Add((text[start..i], isArabic));
        }

        return runs;
    }

    private static bool IsGapBeforeArabic(string text, int i)
    {
        if (char.IsLetterOrDigit(text[i])) return false;
        while (i < text.Length && !char.IsLetterOrDigit(text[i])) i++;
        return i == text.Length || IsArabic(text[i]);
    }

    private static bool IsArabic(char c) => c is >= '\u0621' and <= '\u064A' or >= '\u0671' and <= '\u06D3' or >= '\uFB50' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC';

    private static bool IsNeutral(string text) => !text.Any(char.IsLetterOrDigit);

    private static string Reversed(string text) => string.Concat(text.Reverse().Select(c => Mirrored.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Mirrored[at ^ 1] : c));

    private static Dictionary<char, (char, int)> Table()
    {
        var (letters, form) = (new Dictionary<char, (char, int)>(), '\uFE80');
        foreach (var (letter, forms) in
            "\u06211\u06222\u06232\u06242\u06252\u06264\u06272\u06284\u06292\u062A4\u062B4\u062C4\u062D4\u062E4\u062F2\u06302\u06312\u06322\u06334\u06344\u06354\u06364\u06374\u06384\u06394\u063A4\u06414\u06424\u06434\u06444\u06454\u06464\u06474\u06482\u06492\u064A4"
                .Chunk(2).Select(pair => (pair[0], pair[1] - '0')))
        {
            letters[letter] = (form, forms);
            form = (char)(form + forms);
        }

        // Letters of neighbouring languages that names are written with.
        foreach (var (letter, first) in new[] { ('\u067E', '\uFB56'), ('\u0686', '\uFB7A'), ('\u06A4', '\uFB6A'), ('\u06AD', '\uFBD3'), ('\u06AF', '\uFB92') }) letters[letter] = (first, 4);
        return letters;
    }
}
