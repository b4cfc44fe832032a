namespace Platform.Domain.Assistant.Understanding;

/// <summary>"one perfume is enough", "une paire me suffira", "w7da kafya": so many are wanted; "one is not enough" counts nothing.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: what may stand between the number and "enough".</summary>
    private const int FarthestEnough = 7;

    private static readonly int Enough = Groups.All["enough"];

    /// <summary>Whether so many will do; null where nothing of the kind is said, or where it is asked.</summary>
    private bool? Suffices(int last)
    {
        if (tokens.Text.AsSpan().IndexOfAny("?؟") >= 0) return null;

        var isDenied = false;
        for (var i = last + 1; i < Math.Min(tokens.Count, last + 1 + FarthestEnough) && tokens[i].Before is Pause.None; i++)
        {
            if (IsIn(i, Enough) || tokens[i].Word is "do" && tokens[i - 1].Word is "will" or "would" or "ll") return !isDenied && !(i + 1 < tokens.Count && tokens[i + 1].Before is Pause.None && IsIn(i + 1, Without));
            if (IsTooLittle(i)) return false;
            if (tokens[i].Word is "ne" || IsIn(i, Without)) isDenied = true;
            else if (!MayGoBeforeEnough(i)) return null;
        }

        return null;
    }

    /// <summary>"makafyach", "مكافياش": denied in one word.</summary>
    private bool IsTooLittle(int i) => tokens[i].Word is ['m', .., 'c', 'h'] or ['م', .., 'ش'] && Affixes.Stems(tokens[i].Word).Any(stem => Groups.All.Of(stem, isStemmed: false).Contains(Enough));

    private bool MayGoBeforeEnough(int i) => Is(i, Concept.Piece) || Is(i, Concept.Only) || Is(i, Concept.Colour) || moment.Taken?.Contains(i) is true || Goods.Knows(tokens[i].Word) || IsIn(i, Partitive)
        || tokens[i].Word is "is" or "are" or "will" or "would" or "ll" or "be" or "the" or "those" or "these" or "for" or "me" or "us" or "m" or "nous" or "lui" or "ca" or "cela" or "est" or "sera" or "en" or "fait" or "finalement" or "largement" or "pour" or "moi" or "rah" or "liya" or "lia" or "lina" or "bou7dha" or "more" or "than" or "plus" or "que" or "راه" or "ليا" or "لي" or "لنا";
}
