namespace Platform.Domain.Assistant.Understanding;

/// <summary>Numbers that count pieces by how they are put, whatever else the sentence says.</summary>
internal sealed partial class Reading
{
    /// <summary>"(deux) noires", "(اثنتين) باللون الأزرق".</summary>
    private bool IsBeforeColour(int at) => at < tokens.Count && tokens[at].Before is Pause.None && (Is(at, Concept.Colour) || Is(at, Concept.Colours) && Is(at + 1, Concept.Colour) || at + 1 < tokens.Count && tokens[at + 1].Before is Pause.None && Is(at, Concept.Function) && Is(at + 1, Concept.Colour));

    /// <summary>In words: what may stand between "two" and "of the same".</summary>
    private const int FarthestSame = 3;

    /// <summary>In words: how far before the figure "that makes" may stand.</summary>
    private const int FarthestBecoming = 3;

    private static readonly int Alike = Groups.All["alike"], OfIt = Groups.All["ofit"], CountedWord = Groups.All["counted"], Becoming = Groups.All["becoming"], Partitive = Groups.All["partitive"], AddMore = Groups.All["addmore"];

    /// <summary>In Arabic two of a thing are one word: "حبتين", "قميصين". Two hours or two days are no pieces.</summary>
    private bool IsDual(int i)
    {
        if (tokens[i].Word.TrimStart('و') is not [>= '\u0600', _, _, .., 'ي' or 'ا', 'ن'] word) return false;
        var stem = word[..^2];
        return IsCounted(stem) || stem[^1] is 'ت' && IsCounted(stem[..^1] + 'ه');
    }

    private static bool IsCounted(string word) => Lexicon.All.IsPiece(word) || word is "زوج" || Groups.All.Of(word, isStemmed: false).Contains(CountedWord) || Goods.Knows(word) && !Lexicon.All.Knows(word);

    /// <summary>"(deux) pareilles", "(two) of the same", "(جوج) منها": counted is what was spoken of before.</summary>
    private bool IsOfTheSame(int at, bool isFigure)
    {
        if (isFigure && (places.Count > 0 || senses.Exists(sense => sense.Concept is Concept.Road or Concept.Quarter))) return false;

        for (var i = at; i < Math.Min(tokens.Count, at + FarthestSame + 1) && tokens[i].Before is Pause.None; i++)
        {
            var groups = Groups.All.Of(tokens[i].Word, isStemmed: false);
            if (groups.Contains(Alike) || groups.Contains(OfIt)) return true;
            if (tokens[i].Word is "of" or "de" && i + 1 < tokens.Count && tokens[i + 1].Word is "it" or "them" or "those" or "these" or "that" or "this" or "ca" or "celles" or "ceux" or "celle" or "celui") return true;
            if (tokens[i].Word is not ("of" or "de" or "d" or "in" or "en" or "f" or "b" or "la" or "le" or "l" or "the" or "avec" or "with" or "dyal" or "mn" or "من" or "ب" or "ف")) return false;
        }

        return false;
    }

    /// <summary>"2, one of them found his": who is spoken of counts nothing; "just one of them" does.</summary>
    private bool IsOneOfThem(int value, bool isFigure, int last)
    {
        if (value != 1 || isFigure || last + 1 >= tokens.Count || tokens[last + 1].Before is not Pause.None || !IsIn(last + 1, Partitive)) return false;
        var end = last + 1;
        while (end + 1 < tokens.Count && tokens[end + 1].Before is Pause.None && (IsIn(end + 1, Partitive) || tokens[end + 1].Word is "these" or "those" or "the" or "my" or "our" or "les" or "mes" or "nos" or "hado" or "هادو")) end++;
        return end + 2 < tokens.Count && tokens[end + 1].Before is Pause.None && !Is(end + 1, Concept.Polite) && !Is(end + 1, Concept.Colour) && !Goods.Knows(tokens[end + 1].Word) && !used.Contains(end + 1);
    }

    /// <summary>"one more, so that makes two", "zidni lot akhor ykouno jouj": the figure is how many there are then, and not how many come to them.</summary>
    private Found<int>? Total()
    {
        if (!senses.Exists(sense => sense.Concept is Concept.Add or Concept.More) && !Enumerable.Range(0, tokens.Count).Any(i => IsIn(i, AddMore) || tokens[i].Word is "plus" && i > 0 && tokens[i - 1].Word is "de" or "en")) return null;
        for (var i = tokens.Count - 1; i > 0; i--)
            if (!used.Contains(i) && Number(i) is { Value: > 1 and < SmallestSize, Last: var last } number && !Is(last + 1, Concept.Cost) && !Is(last + 1, Concept.Unitday) && !Is(last + 1, Concept.Percent)
                && (last + 1 == tokens.Count || tokens[last + 1].Before is not Pause.None || !IsFree(last + 1)) && IsAsTotal(i, last)) return new(number.Value, i);
        return null;
    }

    private bool IsAsTotal(int at, int last)
    {
        if (Is(last + 1, Concept.Total) && tokens[last + 1].Before is Pause.None && at > 0) return true;
        for (var i = at - 1; i >= Math.Max(1, at - FarthestBecoming) && tokens[i + 1].Before is Pause.None; i--)
        {
            if (IsIn(i, Becoming) && Enumerable.Range(0, i).Any(added => IsIn(added, AddMore) || Is(added, Concept.Add) || Is(added, Concept.More) || tokens[added].Word is "plus")) return true;
            if (tokens[i].Word is not ("it" or "them" or "en" or "me" or "us" or "up" or "to" or "only" or "just" or "bien" or "juste" or "li" or "liya" or "ليا" or "لي" or "3ndi" or "عندي")) return false;
        }

        return false;
    }
}
