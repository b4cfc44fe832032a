using System.Collections.Frozen;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>A clear yes with a story around it: "ma femme est d'accord, donc oui", "désolé du retard, je conduisais. Je confirme".</summary>
public static partial class Acceptance
{
    /// <summary>In words: how much may stand before a go-ahead, and behind one.</summary>
    private const int MostBefore = 14, MostBehind = 6, MostTitles = 3;

    /// <summary>Whatever else is said, with one of these it may be a condition, a delay, a doubt or another wish.</summary>
    private static readonly FrozenDictionary<string, string[][]> Doubts = Phrases(key => key is Doubt), Stories = Phrases(key => key is Story);

    private static readonly FrozenSet<Concept> Harmless = FrozenSet.Create(
        Concept.Function, Concept.Tongue, Concept.Polite, Concept.Thanks, Concept.Compliment, Concept.Laugh, Concept.Greeting, Concept.Goodbye, Concept.Smalltalk, Concept.Yes, Concept.And, Concept.Both,
        Concept.Order, Concept.Placed, Concept.Town, Concept.Address, Concept.Name, Concept.Phone, Concept.Piece, Concept.Only);

    private static bool IsYesAmongWords(string text, Choice choice)
    {
        var tokens = Tokens.Of(text);
        if (tokens.Text.AsSpan().IndexOfAny("?؟") >= 0) return false;

        var said = Reader.Read(text, new(DateOnly.MinValue.AddYears(1), Country.All[0]));
        if (said is not { Phone: null, Amount: null, Day: null, Slot: null, Address: null, City: null, Quarter: null, Sizes: [], Colours: [], Quantities: [], IsQuestion: false }) return false;

        for (var i = 1; i < tokens.Count; i++)
        {
            var (before, behind) = (tokens.Text[..tokens[i].Start].TrimEnd(' ', ',', '،'), tokens.Text[tokens[i].Start..]);
            var (isApart, isLed) = (tokens[i].Before is not Pause.None || IsSign(tokens[i - 1]), IsLedUpTo(tokens, i));
            if (i <= MostBefore && (isApart || isLed || i <= MostTitles && IsDecided(tokens, i, tokens.Count - 1)) && IsClean(said, 0, i - 1, mayBeUnknown: true) && IsYes(behind, choice)) return true;
            if (isApart && tokens.Count - i <= MostBehind && IsYes(before, choice) && IsDecided(tokens, 0, i - 1) && IsClean(said, i, tokens.Count - 1, mayBeUnknown: false)) return true;
        }

        return false;
    }

    /// <summary>"ma femme est d'accord (donc) oui", "conduisais (oui) je confirme".</summary>
    private static bool IsLedUpTo(Tokens tokens, int at) => tokens[at].Word is "donc" or "alors" or "so" or "daba" or "دابا" or "اذن" or "et" or "and" or "w" or "yes" or "oui";

    /// <summary>"confirmez", "go ahead", "oui": more than an "ok".</summary>
    private static bool IsDecided(Tokens tokens, int first, int last) => Enumerable.Range(first, last - first + 1).Any(i => IsGoAhead(tokens[i].Word) || Sure.Contains(tokens[i].Word));

    /// <summary>Nothing in it could be a wish, a doubt or a condition. Behind a yes an unknown word may be one: "confirmez, et la casquette avec".</summary>
    private static bool IsClean(Understood said, int first, int last, bool mayBeUnknown)
    {
        var tokens = said.Tokens;
        for (var i = first; i <= last; i++)
        {
            if (Longest(Doubts, tokens, i, fewest: 1) > 0) return false;
            var length = LengthBeside(tokens, i, said.Senses.Any(sense => sense.Covers(i) && sense.Concept is Concept.No or Concept.But or Concept.Cancel or Concept.Correction or Concept.Either));
            length = Math.Max(length, Longest(Stories, tokens, i, fewest: 1));
            if (length > 0)
            {
                i += length - 1;
                continue;
            }

            if (!mayBeUnknown && tokens[i].IsWord && !IsGoAhead(tokens[i].Word) && !said.Senses.Any(sense => sense.Covers(i))) return false;
            if (tokens[i].IsNumber || Goods.Knows(tokens[i].Word) || said.PlaceWords.Contains(i) || said.Senses.Any(sense => sense.Covers(i) && !Harmless.Contains(sense.Concept))) return false;
        }

        return true;
    }
}
