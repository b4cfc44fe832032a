using System.Collections.Frozen;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>What is put right within one message: "immeuble 7 pas 5", "not 5 but 7", "5, la, 7". The wrong half was never meant.</summary>
internal sealed partial class Reading
{
    private const string Numeral = "numeral", Counted = "counted", Word = "word";

    private static readonly FrozenDictionary<string, string[]> Lists = WordFile.Entries("corrections.txt").ToFrozenDictionary(entry => entry.Key, entry => entry.Phrases);
    private static readonly string[][] Denials = [.. Lists["denial"].Select(phrase => phrase.Split(' '))];
    private static readonly FrozenSet<string> Turns = [.. Lists["turn"]];
    private static readonly FrozenSet<string> Fillers = [.. Lists["filler"]];

    private static readonly int Pardon = Groups.All["pardon"];

    private readonly HashSet<int> withdrawn = [];

    /// <summary>"c'est Saad, pas Said": said of somebody, and not of a street.</summary>
    private bool isPersonPutRight;

    private void Withdraw()
    {
        WithdrawTight();
        for (var i = 0; i < tokens.Count; i++)
            if (Denied(i) is { } denied)
            {
                isPersonPutRight |= KindOf(denied.Last) is Word && !senses.Exists(sense => sense.Concept is Concept.Road or Concept.Quarter);
                Withdraw(denied);
            }
            else if (Replaced(i) is { } replaced) Withdraw(replaced);
    }

    private void Withdraw((int First, int Last) range)
    {
        for (var i = range.First; i <= range.Last; i++)
        {
            withdrawn.Add(i);
            used.Add(i);
        }
    }

    /// <summary>"7 pas 5", and "pas 5 mais 7": what stands behind the denial goes, where its like stands before or after.</summary>
    private (int First, int Last)? Denied(int at)
    {
        if (Denials.Where(words => Says(at, words)).MaxBy(words => words.Length) is not { } denial) return null;
        if (at > 0 && tokens[at - 1].Word is "pourquoi" or "ce" or "why") return null; // "pourquoi pas", "n'est-ce pas": that is no denial.
        if (at + denial.Length < tokens.Count && tokens[at].Word is "لا" && IsIn(at + denial.Length, Pardon)) return null; // "لا سمحلي زنقة 5 رقم 22" says no to what was said before.
        if (Next(at + denial.Length, Pause.None) is not { } wrong || KindOf(wrong.First) is not { } kind) return null;

        if (Previous(at) is { } right && AreAlike(KindOf(right), kind) && tokens[at].Before is not Pause.Stop && tokens[right].Word != tokens[wrong.First].Word) return (at, wrong.Last);
        return Next(wrong.Last + 1, Pause.Comma) is { } other && AreAlike(KindOf(other.First), kind) && tokens[other.First].Word != tokens[wrong.First].Word ? (at, Unit(other.First) - 1) : null;
    }

    /// <summary>"5 non 7", "rue 5, pardon, rue 7": what stood before the turn goes.</summary>
    private (int First, int Last)? Replaced(int at)
    {
        if (KindOf(at) is not { } kind || withdrawn.Contains(at)) return null;

        var turn = at + 1;
        while (turn < tokens.Count && (tokens[turn].Before < Pause.Stop || IsTrailing(turn)) && Turns.Contains(tokens[turn].Word)) turn++;
        if (turn == at + 1 || !Enumerable.Range(at + 1, turn - at - 1).Any(IsTurn)) return null;
        if (Next(turn, Pause.Comma) is not { } right || !AreAlike(KindOf(right.First), kind) || IsSizeBeforeCount(at, right.First) || tokens[right.First].Word == tokens[at].Word) return null;

        // A street that is named anew takes its own word along: "rue 5 non rue 7".
        return Unit(right.First) < right.First && Is(right.First - 1, Concept.Road) && Is(at - 1, Concept.Road) ? (at - 1, turn - 1) : (at, turn - 1);
    }

    /// <summary>"44... no 43": the sentence trails off and is taken up again.</summary>
    private bool IsTrailing(int i) => tokens.Text[tokens[i - 1].End..tokens[i].Start].Trim() is "..." or ".." or "…" or "....";

    /// <summary>"la" and "or" are also everyday words: they turn a sentence only between two pauses.</summary>
    private bool IsTurn(int i) => tokens[i].Word switch
    {
        "la" or "no" or "ou" or "or" or "je" or "i" or "a" or "mais" or "but" or "او" => tokens[i].Word is "la" or "no" && tokens[i].Before is not Pause.None && i + 1 < tokens.Count && (tokens[i + 1].Before is not Pause.None || IsTrailing(i)),
        "veux" or "voulais" or "bghit" or "euh" => false,
        _ => true,
    };

    private static bool AreAlike(string? one, string other) => one == other || (one, other) is (Numeral, Counted) or (Counted, Numeral);

    /// <summary>"42, non, 2 paires" counts what was sized before.</summary>
    private bool IsSizeBeforeCount(int said, int later) => KindOf(later) is Counted && KindOf(said) is Numeral && Number(said) is { Value: >= SmallestSize };

    private bool Says(int at, string[] words) => at >= 0 && at + words.Length <= tokens.Count
        && Enumerable.Range(0, words.Length).All(i => tokens[at + i].Word == words[i] && (i == 0 || tokens[at + i].Before is Pause.None));

    /// <summary>What can be one thing or another, behind the little words: "pas (l'immeuble) 5".</summary>
    private (int First, int Last)? Next(int at, Pause most)
    {
        for (var i = at; i < tokens.Count && (i == at ? tokens[i].Before <= most : tokens[i].Before is Pause.None || tokens[i].Before <= most); i++)
        {
            if (KindOf(i) is { } kind) return (i, kind is Word ? LastWord(i) : i);
            if (!Fillers.Contains(tokens[i].Word) && !Turns.Contains(tokens[i].Word) && !Is(i, Concept.Road) && !Is(i, Concept.Sizeword)) return null;
        }

        return null;
    }

    /// <summary>"2 paires pas 3", "12 Palm street not 21".</summary>
    private int? Previous(int at)
    {
        if (at > 0 && Is(at - 1, Concept.Road) && Numbered(at - 1) is { } house) return house;

        var i = at - 1;
        while (i > 0 && (Is(i, Concept.Piece) || tokens[i].Word is "et" or "w" or "c" or "est") && KindOf(i) is null) i--;
        return i >= 0 && i >= at - 3 ? i : null;
    }

    private int Unit(int at)
    {
        var first = at;
        while (first > 0 && tokens[first].Before is Pause.None && (Is(first - 1, Concept.Road) || tokens[first - 1].Word is "le" or "la" or "l" or "numero" or "num" or "n" or "رقم" or "number")) first--;
        return first;
    }

    private int LastWord(int at)
    {
        while (at + 1 < tokens.Count && tokens[at + 1].Before is Pause.None && KindOf(at + 1) is Word) at++;
        return at;
    }

    /// <summary>Only like things can stand for one another; null where a word could be anything.</summary>
    private string? KindOf(int i)
    {
        if (used.Contains(i)) return null;
        if (IsNumber(i)) return tokens[i].Word.Length > 4 ? null : Is(i + 1, Concept.Piece) ? Counted : Numeral;
        if (senses.FirstOrDefault(sense => sense.First == i && sense.Last == i && sense.Concept is Concept.Colour or Concept.Number) is { Value.Length: > 0 } sense)
            return sense.Concept is Concept.Colour ? "colour" : Is(i + 1, Concept.Piece) ? Counted : Numeral;
        if (tokens[i].Word is "xs" or "xl" or "xxl" or "xxxl" || tokens[i].Word.Length == 1 && char.IsAsciiLetterUpper(tokens.Text[tokens[i].Start])) return "letter";
        if (!tokens[i].IsWord) return null;
        if (IsFirstName(i) || IsCapital(i) && IsFree(i) && i > 0 && tokens[i].Before is Pause.None) return Word;
        return null;
    }
}
