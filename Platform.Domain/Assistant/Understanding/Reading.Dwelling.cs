namespace Platform.Domain.Assistant.Understanding;

/// <summary>A place in words before the street it is in: "to my office: 14 Palm street", "ma maison est au quartier Hamria".</summary>
internal sealed partial class Reading
{
    private static readonly int MyPlace = Groups.All["myplace"];

    /// <summary>Past the place in words, where a pause or "is at" stands between it and more; else where it began.</summary>
    private int BehindPlaceInWords(int begin)
    {
        var (isPlace, isLocated) = (Is(begin - 1, Concept.Address), false);
        var at = begin;
        for (; at < tokens.Count; at++)
        {
            if (isPlace && tokens[at].Before is not Pause.None) return IsAddressFrom(at) ? at : begin;
            if (IsIn(at, MyPlace) || tokens[at].Word is ['ل', .. var joined] && Groups.All.Of(joined, isStemmed: false).Contains(MyPlace)) isPlace = true;
            else if (isPlace && IsLocating(at)) isLocated = true;
            else if (!IsOfPlaceInWords(at)) break;
        }

        if (!isPlace || !isLocated || at >= tokens.Count) return begin;
        return at;
    }

    private bool IsAddressFrom(int at) => Enumerable.Range(at, tokens.Count - at).Any(i => Is(i, Concept.Road) || Is(i, Concept.Quarter) || IsOf(i, isQuarter: true));

    /// <summary>"is", "at", "kayna f", "se trouve": what it stands between is where, and what is there.</summary>
    private bool IsLocating(int i) => IsSaidToBe(i) || Is(i, Concept.Town) && !IsPartOfTownCalled(i) && tokens[i].Word is not "ville"
        || tokens[i].Word is "se" or "trouve" or "situe" or "situee" or "located" or "au" or "aux" or "a" or "f" or "fi" or "ف" or "at" or "on" or "in" or "kayn" or "kayna" or "كاينه" or "كاين" or "تقع" or "يقع" or "موجود" or "موجوده";

    private bool IsOfPlaceInWords(int i) => IsKin(i) || IsOf(i, isQuarter: false) || Is(i, Concept.Town) && !IsPartOfTownCalled(i) || Is(i, Concept.Correction) || Is(i, Concept.But) || Is(i, Concept.Polite)
        || tokens[i].Word is "my" or "our" or "her" or "his" or "the" or "s" or "ma" or "mon" or "notre" or "sa" or "son" or "la" or "le" or "l" or "f" or "fi" or "ف" or "dyal" or "dyali" or "ديال" or "ديالي" or "من";
}
