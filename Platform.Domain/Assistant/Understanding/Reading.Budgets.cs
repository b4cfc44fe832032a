using System.Collections.Immutable;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>"Budget 600 dh max", "something under 600": how much they want to spend, which asks for no discount.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: how far from the amount it may say that it is a budget.</summary>
    private const int FarthestBudget = 4;

    private static readonly int BudgetWord = Groups.All["budget"], Ceiling = Groups.All["ceiling"], AtPrice = Groups.All["atprice"];

    /// <summary>"up to 600", "no more than 600", "moins de 600", "entre 400 et 600", "7ta l 600".</summary>
    private static readonly ImmutableArray<string[]> Limits =
        [["up", "to"], ["more", "than"], ["less", "than"], ["moins", "de"], ["pas", "plus", "de"], ["7ta", "l"], ["7tal"], ["tal"], ["hta", "l"], ["between"], ["entre"], ["bin"], ["بين"], ["ما", "بين"], ["حتى", "ل"], ["في", "حدود"]];

    private int? budget;

    /// <summary>What is said to be the most they will spend; an offer remains one, whatever else is said.</summary>
    private bool IsBudget(int first, int last)
    {
        var isNamed = IsNear(first, last, BudgetWord);
        if (!isNamed && (moment.Asked is not (null or Question.Product) || !IsNear(first, last, Ceiling) && !IsLimited(first))) return false;
        if (senses.Exists(sense => sense.Concept is Concept.Bargain && !IsOfBudget(sense, first, last))) return false;

        senses.RemoveAll(sense => sense.Concept is Concept.Bargain);
        return true;
    }

    private bool IsNear(int first, int last, int group) => Enumerable.Range(Math.Max(0, first - FarthestBudget), Math.Min(tokens.Count, last + 1 + FarthestBudget) - Math.Max(0, first - FarthestBudget))
        .Any(i => IsIn(i, group) && !Enumerable.Range(Math.Min(i, first) + 1, Math.Abs(first - i)).Any(at => tokens[at].Before is Pause.Stop));

    private bool IsLimited(int first) => Limits.Any(words => Enumerable.Range(0, 4).Any(back => Says(first - words.Length - back, words)));

    /// <summary>Read as an offer only because of the amount, or of "for" and "budget" beside it.</summary>
    private bool IsOfBudget(Sense bargain, int first, int last) => bargain.First == bargain.Last
        && (first <= bargain.First && bargain.First <= last || IsIn(bargain.First, BudgetWord) || IsIn(bargain.First, Ceiling) || IsIn(bargain.First, AtPrice) && tokens[bargain.First].Word is not ("only" or "ghir" or "غير") || tokens[bargain.First].Word is "do");
}
