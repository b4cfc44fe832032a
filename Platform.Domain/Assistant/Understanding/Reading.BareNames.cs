namespace Platform.Domain.Assistant.Understanding;

/// <summary>A name and nothing beside it, where something else was asked for: at the read-out it puts the name right.</summary>
internal sealed partial class Reading
{
    private (int First, int Last)? BareName()
    {
        if (moment.Asked is not (Question.Confirmation or Question.Doubt or Question.Size or Question.Colour)) return null;

        var (first, last) = (0, tokens.Count - 1);
        while (first < last && (Is(first, Concept.No) || Is(first, Concept.Correction))) first++;
        while (last > first && (Is(last, Concept.Polite) || Is(last, Concept.Thanks))) last--;
        return last - first is >= 1 and < LongestName && Gazetteer.All.At(tokens, first, moment.Country, moment.City, mayBeDoubtful: true, mayBeMistyped: false) is null
            && Enumerable.Range(first, last - first + 1).All(i => IsBare(i) && (i == first || tokens[i].Before is Pause.None))
            && (IsFirstName(first) && Enumerable.Range(first + 1, last - first).All(MayBeFamily) || IsReadOut && Enumerable.Range(first, last - first + 1).All(IsCapital)) ? (first, last) : null;
    }

    /// <summary>Whatever was told by now stands in the order; two strange words there are hardly anything but a name.</summary>
    private bool IsReadOut => moment.Asked is Question.Confirmation or Question.Doubt;

    private bool IsBare(int i) => tokens[i].IsWord && IsFree(i) && !tokens[i].Word.Any(char.IsAsciiDigit) && (IsFirstName(i) || !Goods.Knows(tokens[i].Word));

    /// <summary>Without a capital, what a family is called: "karim khlless" is a sentence.</summary>
    private bool MayBeFamily(int i) => IsCapital(i) || IsFirstName(i) || tokens[i].Word is ['a' or 'e', 'l', ..] or ['b', 'e' or 'o', ..] or ['a', 'i', 't', ..] or [.., _, _, _, 'i'] or ['ا', 'ل', _, _, ..] or ['ب', 'ن', ..];
}
