namespace Platform.Domain.Assistant.Understanding;

/// <summary>Numbers that count pieces by how they are put, whatever else the sentence says.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: what may stand between "two" and "of the same".</summary>
    private const int FarthestSame = 3;

    private static readonly int Alike = Groups.All["alike"], OfIt = Groups.All["ofit"];

    /// <summary>In Arabic two of a thing are one word: "حبتين", "قميصين". Two hours or two days are no pieces.</summary>
    private bool IsDual(int i)
    {
        if (tokens[i].Word.TrimStart('و') is not [>= '\u0600', _, _, .., 'ي' or 'ا', 'ن'] word) return false;
        var stem = word[..^2];
        return IsCounted(stem) || stem[^1] is 'ت' && IsCounted(stem[..^1] + 'ه');
    }

    private static bool IsCounted(string word) => Lexicon.All.IsPiece(word) || word is "زوج" || Goods.Knows(word) && !Lexicon.All.Knows(word);

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
}
