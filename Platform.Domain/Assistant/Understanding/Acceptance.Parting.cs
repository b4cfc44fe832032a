namespace Platform.Domain.Assistant.Understanding;

/// <summary>Blessings and farewells behind a yes: "oui, que Dieu te garde", "that's all correct thank you bye".</summary>
public static partial class Acceptance
{
    private static readonly int God = Groups.All["god"], GodBless = Groups.All["godbless"], Blessing = Groups.All["blessing"], Kin = Groups.All["kin"];

    /// <summary>Without the farewell at the end; null without one, or where no more than an "ok" stands before it: "ok bye" takes leave.</summary>
    private static string? WithoutFarewell(string text)
    {
        var tokens = Tokens.Of(text);
        var spellings = new Spellings(tokens, Leniency.None);
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!IsFarewell(tokens, spellings, i)) continue;
            return IsDecided(tokens, 0, i - 1) ? tokens.Text[..tokens[i].Start].TrimEnd(' ', ',', '،', '.', '!') : null;
        }

        return null;
    }

    /// <summary>Nothing but leave is taken from here on, with thanks.</summary>
    private static bool IsFarewell(Tokens tokens, Spellings spellings, int first)
    {
        var isTaken = false;
        for (var i = first; i < tokens.Count; i++)
        {
            var polite = Lexicon.All.At(tokens, spellings, i).Where(sense => sense.Concept is Concept.Goodbye || i > first && sense.Concept is Concept.Thanks or Concept.Polite or Concept.And).ToList();
            if (polite is [] && !(i > first && IsSign(tokens[i]))) return false;
            if (Longest(Doubts, tokens, i, fewest: 1) > 0 && !polite.Exists(sense => sense.Concept is Concept.Goodbye && sense.Last > i) || polite.Exists(sense => IsPutOff(tokens[sense.Last].Word))) return false;
            isTaken |= polite.Exists(sense => sense.Concept is Concept.Goodbye);
            if (polite is not []) i = polite.Max(sense => sense.Last);
        }

        return isTaken;
    }

    /// <summary>"à plus tard", "later": it may be the order that is put off.</summary>
    private static bool IsPutOff(string word) => word is "tard" or "later" or "demain" or "tomorrow" or "ghedda";

    /// <summary>"(que le bon Dieu te garde)", "(may God bless you and your family)": from the first word of the wish to its last.</summary>
    private static int LengthOfBlessing(Tokens tokens, int at)
    {
        var (isGod, isWished) = (false, false);
        var end = at;
        for (; end < tokens.Count && (end == at || tokens[end].Before is Pause.None); end++)
        {
            var groups = Groups.All.Of(tokens[end].Word, isStemmed: false);
            if (groups.Contains(God)) isGod = true;
            else if (end == at && groups.Contains(GodBless) && end + 1 < tokens.Count && Groups.All.Of(tokens[end + 1].Word, isStemmed: false).Contains(God)) isWished = true; // "بارك الله فيك"
            else if (isGod && (groups.Contains(GodBless) || groups.Contains(Blessing))) isWished = true;
            else if (!(isWished && groups.Contains(Kin)) && !IsOfBlessing(tokens[end].Word, isGod)) break;
        }

        return isGod && isWished ? end - at : 0;
    }

    private static bool IsOfBlessing(string word, bool isBehindGod) => isBehindGod
        ? word is "te" or "t" or "vous" or "toi" or "le" or "la" or "les" or "l" or "au" or "ta" or "ton" or "tes" or "votre" or "vos" or "mon" or "ma" or "et" or "en" or "you" or "u" or "your" or "and" or "my" or "una" or "am" or "w" or "y" or "a" or "fik" or "fikom" or "3lik" or "3likom" or "lik" or "likom"
            or "فيك" or "فيكم" or "عليك" or "عليكم" or "ليك" or "ليكم" or "لك" or "لكم" or "يا" or "ا" or "و" or "في" or "وفي"
        : word is "que" or "le" or "bon" or "seigneur" or "may" or "the" or "good" or "lord";
}
