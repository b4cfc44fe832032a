namespace Platform.Domain.Assistant.Understanding;

/// <summary>"That was my old address, the new one is …": of two addresses the new one is meant.</summary>
internal sealed partial class Reading
{
    private static readonly int Former = Groups.All["former"], Fresh = Groups.All["fresh"];

    /// <summary>The first word of an address that was called the new one.</summary>
    private int? addressAt;

    private void SetAsideFormer()
    {
        var words = Enumerable.Range(0, tokens.Count).Where(i => !used.Contains(i)).ToList();
        var old = words.FindIndex(i => IsIn(i, Former) && IsBesideAddress(i)) is >= 0 and var at ? words[at] : (int?)null;
        var isNewOne = (int i) => IsIn(i, Fresh) && !IsLivedIn(i) && (IsBesideAddress(i) || old is { } other && IsApartFrom(other, i));
        var fresh = words.FindLast(i => isNewOne(i)) is var found && words.Count > 0 && isNewOne(found) ? found : (int?)null;

        if (fresh is { } mine)
        {
            var begin = BehindFresh(mine);
            SetAside(old < mine ? Segment(old.Value, Pause.Stop).First : BeforeFresh(mine), begin - 1);
            addressAt = begin < tokens.Count ? begin : null;
            if (old > mine) SetAside(Segment(old.Value, Pause.Comma).First is var first && first > begin ? first : old.Value, Segment(old.Value, Pause.Stop).Last);
        }
        else if (old is { } former && !IsRoadBefore(former)) SetAside(Segment(former, Pause.Comma).First, Math.Min(former + 1, Segment(former, Pause.Comma).Last));
        else if (old is { } gone && Segment(gone, Pause.Stop) is var (start, end) && Enumerable.Range(end + 1, tokens.Count - end - 1).Any(i => Is(i, Concept.Road)))
        {
            // "not 5 Oak street, that's the old address. 9 Elm street".
            SetAside(start, end);
            addressAt = end + 1;
        }
    }

    /// <summary>What was said of the old address is no detail; that something is corrected remains said.</summary>
    private void SetAside(int first, int last)
    {
        if (last < first) return;
        used.UnionWith(Enumerable.Range(first, last - first + 1));
        senses.RemoveAll(sense => first <= sense.First && sense.Last <= last && sense.Concept is not (Concept.Correction or Concept.No or Concept.But or Concept.Yes));
    }

    private bool IsBesideAddress(int i) => Is(i + 1, Concept.Address) && tokens[i + 1].Before is Pause.None || tokens[i].Before is Pause.None && !IsOfTown(i) && (Is(i - 1, Concept.Address) || Is(i - 2, Concept.Address) && Is(i - 1, Concept.Function));

    /// <summary>"تسكن في الجديدة", "sakna f ljdida": behind "in" stands a town, whatever else its name means.</summary>
    private bool IsLivedIn(int i) => i > 0 && tokens[i].Before is Pause.None && tokens[i - 1].Word is "في" or "ف" or "f" or "fi" or "in" or "a" or "à" or "l" or "to" or "ل" or "الى" && Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: false, mayBeMistyped: false) is not null;

    /// <summary>"(ancienne) médina", "(nouveau) quartier": in French and English it goes before what it is said of.</summary>
    private bool IsOfTown(int i) => Lexicon.All.IsEuropean(tokens[i].Word) | tokens[i].Word.StartsWith("ancien", StringComparison.Ordinal) | tokens[i].Word.StartsWith("nouve", StringComparison.Ordinal)
        && i + 1 < tokens.Count && tokens[i + 1].Before is Pause.None && (IsFree(i + 1) || Is(i + 1, Concept.Quarter) || Is(i + 1, Concept.Town)) && !IsSaidToBe(i + 1);

    /// <summary>"ville (nouvelle)", "المدينة (القديمة)": a part of a town, and not the word before its name.</summary>
    private bool IsPartOfTownCalled(int i) => tokens[i].Word is "ville" or "المدينه" or "مدينه" or "lmdina" or "mdina" && i + 1 < tokens.Count && tokens[i + 1].Before is Pause.None && (IsIn(i + 1, Former) || IsIn(i + 1, Fresh));

    private bool IsApartFrom(int old, int i) => i > old && !Enumerable.Range(old + 1, i - old).Any(at => Is(at, Concept.Want) || Is(at, Concept.Colour));

    private bool IsRoadBefore(int at) => Enumerable.Range(0, at).Any(i => Is(i, Concept.Road));

    /// <summary>"the new (one is)", "la nouvelle (adresse c'est)", "الجديد (هو)".</summary>
    private int BehindFresh(int fresh)
    {
        var at = fresh + 1;
        while (at < tokens.Count && (Is(at, Concept.Address) || IsSaidToBe(at) || tokens[at].Word is "one" or "c" or "ce" or "sera" or "now" or "maintenant" or "daba" or "دابا" or "الان" or "ديالي" or "dyali" || Is(at, Concept.Correction))) at++;
        return at;
    }

    private int BeforeFresh(int fresh)
    {
        var at = fresh;
        while (at > 0 && tokens[at].Before is Pause.None && (Is(at - 1, Concept.Address) || tokens[at - 1].Word is "la" or "ma" or "my" or "the" or "notre" or "our" or "mon" or "dyali" or "ديالي")) at--;
        return at;
    }
}
