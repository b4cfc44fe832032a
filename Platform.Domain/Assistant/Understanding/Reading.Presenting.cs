namespace Platform.Domain.Assistant.Understanding;

/// <summary>Who writes, said without "my name is": "m3ak Anas", "this is Emeka", "oops, it's Tom".</summary>
internal sealed partial class Reading
{
    /// <summary>"salam m3ak Anas Benjelloun", "hello, this is Emeka Obi", "ici Rose Etoundi": who writes, said before anything else.</summary>
    private string? Presented()
    {
        for (var i = 2; i < Math.Min(tokens.Count, LongestName + 3); i++)
        {
            // "Hi, Tom Whitfield here".
            var first = Segment(i, Pause.Comma).First;
            if (tokens[i].Word is "here" && EndsPresenting(i) && i - first is 1 or 2 or 3 && Enumerable.Range(first, i - first).All(at => IsCapital(at) && (IsFirstName(at) || !senses.Exists(sense => sense.IsExact && sense.Covers(at)))) && IsOpening(first)) return Named(first, i - 1);

            // "hi its tom baker here": framed on both sides, it needs no capitals.
            var lead = Enumerable.Range(first, i - first).LastOrDefault(at => tokens[at].Word is "its" or "s" or "is" or "im" or "am", -1);
            if (lead >= 0 && tokens[i].Word is "here" && EndsPresenting(i) && i - lead is 2 or 3 && Enumerable.Range(lead + 1, i - lead - 1).All(at => tokens[at].IsWord && (IsFirstName(at) || !senses.Exists(sense => sense.IsExact && sense.Covers(at)))) && Enumerable.Range(lead + 1, i - lead - 1).Any(IsFirstName)) return Named(lead + 1, i - 1);
        }

        for (var i = 1; i < tokens.Count; i++)
        {
            if (used.Contains(i) || tokens[i].Before is not Pause.None || (Presenting(i - 1) ?? PresentingBehindGreeting(i)) is not { } lead || !IsOpening(lead) || IsRight(i)
                || !(IsFirstName(i) || i + 1 < tokens.Count && (IsCapital(i) && !Ends(i) && IsPersonal(i + 1) || IsUnknownPerson(i)))
                || Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: false, mayBeMistyped: false) is not null || NameFrom(i, mayBeOrdinary: IsCapital(i)) is not { } name) continue;

            Use(lead, i - 1);
            return name;
        }

        return null;
    }

    /// <summary>"oops typo, it's Tom Ashworth": two words written as names are, and nothing but the correction beside them.</summary>
    private string? PutRight()
    {
        var first = Enumerable.Range(0, tokens.Count).FirstOrDefault(i => i > 0 && IsPersonal(i), -1);
        return first > 0 && IsSaidToBe(first - 1) && first + 1 < tokens.Count && Enumerable.Range(first, tokens.Count - first).All(IsPersonal) && tokens.Count - first <= LongestName
            && Enumerable.Range(0, first).All(i => !IsFree(i)) && senses.Exists(sense => sense.Concept is Concept.Correction && sense.First < first)
            && senses.TrueForAll(sense => sense.First >= first || sense.Concept is Concept.Correction or Concept.Function or Concept.Polite or Concept.No or Concept.But)
            ? Named(first, tokens.Count - 1)
            : null;
    }

    /// <summary>Where "m3ak", "this is", "ici c'est" begins that ends here.</summary>
    private int? Presenting(int last) => tokens[last].Word switch
    {
        "is" or "s" when last > 0 && tokens[last - 1].Word is "this" => last - 1,
        "est" when last > 1 && tokens[last - 1].Word is "c" && tokens[last - 2].Word is "ici" => last - 2,
        "انا" when last + 2 < tokens.Count && IsUnknownPerson(last + 1) => last,
        "im" or "m3ak" or "m3aak" or "m3akom" or "m3akoum" or "ici" or "معك" or "معاك" or "معكم" or "معاكم" => last,
        _ => null,
    };

    /// <summary>"bonjour, c'est Karim", "hi it's Lucy Hall from Leeds": elsewhere "c'est" says all kinds of things, and in a question too.</summary>
    private int? PresentingBehindGreeting(int at)
    {
        var lead = tokens[at - 1].Word switch { "est" or "s" when at > 1 && tokens[at - 2].Word is "c" or "it" => at - 2, "its" or "cest" => at - 1, _ => -1 };
        if (lead < 1 || tokens.Text.AsSpan().IndexOfAny("?؟") >= 0 || !Enumerable.Range(0, lead).Any(i => Is(i, Concept.Greeting))) return null;

        var last = at;
        while (last + 1 < tokens.Count && last - at < LongestName && tokens[last + 1] is { IsWord: true, Before: Pause.None } && !IsFromTown(last + 1)) last++;
        return last - at < LongestName && (IsFirstName(at) || last + 1 < tokens.Count && IsFromTown(last + 1)) && Enumerable.Range(at, last - at + 1).All(i => IsCapital(i) && (IsFree(i) || IsFirstName(i))) ? lead : null;
    }

    private bool EndsPresenting(int here) => Segment(here, Pause.Comma).Last == here || IsFromTown(here + 1);

    /// <summary>Nothing goes before it but a greeting: "bghit nhder m3ak" and "Allah m3ak" present nobody.</summary>
    private bool IsOpening(int lead) => !senses.Exists(sense => sense.First < lead && sense.Covers(lead)) && Enumerable.Range(Segment(lead, Pause.Comma).First, lead - Segment(lead, Pause.Comma).First)
        .All(i => senses.Exists(sense => sense.Covers(i) && sense.Concept is Concept.Greeting or Concept.Polite or Concept.Smalltalk or Concept.Thanks));

    /// <summary>"معك حق": they agree.</summary>
    private bool IsRight(int i) => tokens[i].Word is "حق" or "الحق" or "ha9" or "7a9" or "l7a9" or "lha9";

    /// <summary>Two words of no other meaning, in letters that know no capitals.</summary>
    private bool IsUnknownPerson(int i) => tokens[i].Word[0] is >= '\u0600' and <= '\u06FF' && IsFree(i) && tokens[i + 1] is { IsWord: true, Before: Pause.None } && IsFree(i + 1)
        && (i + 2 >= tokens.Count || tokens[i + 2].Before is not Pause.None || Is(i + 2, Concept.Town) || tokens[i + 2].Word is "من");
}
