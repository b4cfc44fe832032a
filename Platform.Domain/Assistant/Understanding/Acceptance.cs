using System.Collections.Frozen;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Whether words are a clear yes and nothing else. "Oui mais en 43" is not, nor is "oui ?".</summary>
public static partial class Acceptance
{
    private const string Again = "again", Here = "yes", Doubt = "doubt", Sured = "sure", Story = "story";

    private static readonly FrozenDictionary<string, string[][]> Beside = Phrases(key => key is not (Again or Here or Doubt or Sured or Story));

    /// <summary>A yes to what was just read out, and anywhere else perhaps a question: "إي" is also "which".</summary>
    private static readonly FrozenDictionary<string, string[][]> YesHere = Phrases(key => key is Here);

    /// <summary>Around what was chosen, when it is said again: "oui la noire en 42".</summary>
    private static readonly FrozenSet<string> AroundChoice = [.. WordFile.Entries("acceptance.txt").Where(entry => entry.Key is Again).SelectMany(entry => entry.Phrases).Select(Writing.Fold)];

    private static readonly FrozenSet<string> Sure = [.. WordFile.Entries("acceptance.txt").Where(entry => entry.Key is Sured).SelectMany(entry => entry.Phrases).Select(Writing.Fold)];

    private static readonly FrozenSet<int> GoAhead = [.. new[] { "proceed", "god", "godbless" }.Select(group => Groups.All[group])];

    /// <param name="size">Of the one thing that was read out: saying it again changes nothing.</param>
    /// <param name="colour">Likewise.</param>
    public static bool Accepts(string text, string? size = null, string? colour = null)
    {
        var choice = Choice.Of(size, colour);
        return IsYes(text, choice) || IsYesBeforeMore(text, choice) || IsYesAmongWords(text, choice) || WithoutFarewell(text) is { } said && (IsYes(said, choice) || IsYesAmongWords(said, choice));
    }

    /// <summary>Says what to do with the order, and not merely yes.</summary>
    public static bool SaysGoAhead(string text) => Tokens.Of(text) is var tokens && (tokens.All.Any(token => IsGoAhead(token.Word)) || Enumerable.Range(0, tokens.Count).Any(i => tokens[i].Word is "go" && i + 1 < tokens.Count && tokens[i + 1].Word is "ahead" or "for"));

    /// <summary>"yes go ahead. how long will it take?": who asks no more than when it comes has said yes before; so has who is glad.</summary>
    private static bool IsYesBeforeMore(string text, Choice choice)
    {
        var tokens = Tokens.Of(text);
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Before is Pause.None && !IsAnd(tokens[i].Word)) continue;
            var cut = IsAnd(tokens[i].Word) && i + 1 < tokens.Count ? i + 1 : i;
            var (before, more) = (tokens.Text[..tokens[i].Start].TrimEnd(' ', ',', '،'), tokens.Text[tokens[cut].Start..]);
            if (IsYes(before, choice) && (OnlyAsksWhen(more) || OnlyAsksAboutTheDoor(more) || IsGlad(more) && Enumerable.Range(0, i).Any(at => IsGoAhead(tokens[at].Word)))) return true;
        }

        return false;
    }

    /// <summary>"oui confirmez svp, elle va être contente": a feeling, and nothing that could be a wish.</summary>
    private static bool IsGlad(string text)
    {
        var said = Reader.Read(text, new(DateOnly.MinValue.AddYears(1), Country.All[0]));
        return said is { HasDetail: false, IsQuestion: false, Amount: null, Rest.Count: <= 2 }
            && Enumerable.Range(0, said.Tokens.Count).Any(i => Groups.Has(said.Tokens[i].Word, "glad"))
            && said.Senses.All(sense => sense.Concept is Concept.Function or Concept.Tongue or Concept.Polite or Concept.Thanks or Concept.Compliment or Concept.Laugh or Concept.Greeting or Concept.Yes);
    }

    private static bool IsAnd(string word) => word is "et" or "and" or "w" or "ou" or "و";

    private static bool OnlyAsksWhen(string text)
    {
        var asked = Reader.Read(text, new(DateOnly.MinValue.AddYears(1), Country.All[0]));
        return asked is { HasDetail: false, Amount: null, Rest.Count: <= 1 } && asked.HasAny(Concept.Delay, Concept.Track)
            && asked.Senses.All(sense => sense.Concept is Concept.Delay or Concept.Track or Concept.Delivery or Concept.Unitday or Concept.Function or Concept.Tongue or Concept.Polite or Concept.Thanks
                or Concept.Town or Concept.And or Concept.Total or Concept.Want or Concept.Order or Concept.Price or Concept.Piece or Concept.Sizeword or Concept.Either or Concept.Greeting);
    }

    /// <summary>"yes go ahead. It's cash when it comes, isn't it?": what they were going to do anyway.</summary>
    private static bool OnlyAsksAboutTheDoor(string text)
    {
        var asked = Reader.Read(text, new(DateOnly.MinValue.AddYears(1), Country.All[0]));
        return asked is { HasDetail: false, Amount: null, Rest.Count: <= 2 } && asked.Senses.Any(sense => sense is { Concept: Concept.Payment, Value: "door" })
            && asked.Senses.All(sense => sense.Concept is Concept.Payment or Concept.Delay or Concept.Delivery or Concept.Function or Concept.Tongue or Concept.Polite or Concept.Thanks or Concept.And);
    }

    private static bool IsYes(string text, Choice choice)
    {
        var tokens = Tokens.Of(text);
        if (tokens.Count == 0 || tokens.Text.AsSpan().IndexOfAny("?؟") >= 0) return false;

        var spellings = new Spellings(tokens, Leniency.Sound);
        var (isYes, isGoingOn) = (false, false);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (choice.SaidAgain(tokens, spellings, i) is { } again)
            {
                (i, isGoingOn) = (again, false);
                continue;
            }

            if (LengthOfBlessing(tokens, i) is > 0 and var blessed)
            {
                (i, isGoingOn) = (i + Math.Max(blessed, LengthBeside(tokens, i, isDoubted: false)) - 1, false);
                continue;
            }

            if (LengthOfYesHere(tokens, spellings, i) is > 0 and var length)
            {
                (i, isYes, isGoingOn) = (i + length - 1, true, false);
                continue;
            }

            var meant = Lexicon.All.At(tokens, spellings, i).ToList();
            var found = meant.Where(sense => sense.Concept is Concept.Yes or Concept.Polite or Concept.Thanks or Concept.Compliment or Concept.Laugh).ToList();
            var isDoubted = meant.Exists(sense => sense.Concept is Concept.No or Concept.But or Concept.Cancel or Concept.Correction or Concept.Either);
            if (isDoubted && !Lexicon.All.IsWord(tokens[i].Word) || meant.Exists(sense => sense.Concept is Concept.Bargain)) return false;
            if (found.Count == 0 && isGoingOn) return false; // "ok and the address": there is more to come.

            if (found.Count == 0 && !isDoubted && IsGoAhead(tokens[i].Word)) continue;

            var last = Math.Max(found.Count == 0 ? i - 1 : found.Max(sense => sense.Last), i + LengthBeside(tokens, i, isDoubted) - 1);
            if (last < i && !(!isDoubted && IsSign(tokens[i])) && !(i > 0 && isYes && Lexicon.All.IsMistyped(tokens[i].Word, Concept.Yes, Concept.Polite))) return false;
            isYes |= found.Any(sense => sense.Concept is Concept.Yes);
            i = Math.Max(i, last);
            isGoingOn = meant.Exists(sense => sense.Concept is Concept.And && sense.Last == i);
        }

        return isYes;
    }

    /// <summary>A word that may also raise a doubt is harmless only inside a phrase: "la" in "pour la livraison".</summary>
    private static int LengthBeside(Tokens tokens, int at, bool isDoubted) => Longest(Beside, tokens, at, fewest: isDoubted ? 2 : 1);

    /// <summary>"إي موافق" says yes, "أي شيء" does not: a single word that may be a question stands alone, or before another yes, thanks or a blessing.</summary>
    private static int LengthOfYesHere(Tokens tokens, Spellings spellings, int at)
    {
        var length = Longest(YesHere, tokens, at, fewest: 1);
        var isSure = length != 1 || at + 1 == tokens.Count || tokens[at + 1].Before is not Pause.None || IsSign(tokens[at + 1]) || Longest(YesHere, tokens, at + 1, fewest: 1) > 0
            || Lexicon.All.At(tokens, spellings, at + 1).Any(sense => sense.Concept is Concept.Yes or Concept.Thanks || sense.Concept is Concept.Polite && sense.Last > sense.First);
        return isSure ? length : 0;
    }

    private static FrozenDictionary<string, string[][]> Phrases(Func<string, bool> isMeant) => WordFile.Entries("acceptance.txt").Where(entry => isMeant(entry.Key)).SelectMany(entry => entry.Phrases)
        .Select(phrase => Tokens.Of(phrase).All.Select(token => token.Word).ToArray())
        .GroupBy(words => words[0]).ToFrozenDictionary(words => words.Key, words => words.OrderByDescending(phrase => phrase.Length).ToArray());

    private static int Longest(FrozenDictionary<string, string[][]> listed, Tokens tokens, int at, int fewest) => listed.TryGetValue(tokens[at].Word, out var phrases)
        ? phrases.Where(phrase => phrase.Length >= fewest && at + phrase.Length <= tokens.Count && phrase.Index().All(word => tokens[at + word.Index].Word == word.Item && (word.Index == 0 || tokens[at + word.Index].Before is Pause.None)))
            .Select(phrase => phrase.Length).FirstOrDefault()
        : 0;

    /// <summary>"oui, préparez le colis", "ah tsejlo": what is done with an order that is accepted, and blessings. "matsiftch" forbids it.</summary>
    private static bool IsGoAhead(string word) =>
        !(word.StartsWith("ma", StringComparison.Ordinal) && word[^1] is 'h' or 'x' || word is ['م', 'ا', ..]) && Groups.All.Of(word, isStemmed: true).Overlaps(GoAhead);

    /// <summary>A picture says nothing against it; those that do are among the doubts.</summary>
    private static bool IsSign(Token token) => !token.Word.Any(char.IsLetterOrDigit);

    /// <summary>What the read-out said, in the words of whoever says it again.</summary>
    private sealed record Choice(string? Size, FrozenSet<string> Colours)
    {
        private const int MostAround = 3;

        public static Choice Of(string? size, string? colour) =>
            new(size is null ? null : Writing.Fold(size), colour is null ? [] : [.. Reader.Read(colour, new(DateOnly.MinValue.AddYears(1), Country.All[0])).Colours.Select(found => found.Value)]);

        /// <summary>The last word of "la noire en 42" where it begins; null where it does not, or says anything else.</summary>
        public int? SaidAgain(Tokens tokens, Spellings spellings, int at)
        {
            int? last = null;
            for (var i = at; i < tokens.Count && i - (last ?? at - 1) <= MostAround; i++)
            {
                if (tokens[i].Word == Size || Lexicon.All.At(tokens, spellings, i).Any(sense => sense.Concept is Concept.Colour && Colours.Contains(sense.Value))) last = i;
                else if (!AroundChoice.Contains(tokens[i].Word)) break;
                else if (last == i - 1 && tokens[i].Before is Pause.None && tokens[i].Word is "one" or "size") last = i;
            }

            return last;
        }
    }
}
