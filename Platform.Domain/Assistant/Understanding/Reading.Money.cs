using System.Globalization;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Sums of money that a customer names: offered, to be spent at most, or only a difference.</summary>
internal sealed partial class Reading
{
    private int? Amount()
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (used.Contains(i) || !tokens[i].IsNumber || !int.TryParse(tokens[i].Word, CultureInfo.InvariantCulture, out var value)) continue;
            var last = i;
            if (IsNumber(i + 1) && tokens[i + 1].Word.Length == 3 && tokens[i + 1].Before is Pause.None && value < 1000 && int.TryParse(tokens[i + 1].Word, CultureInfo.InvariantCulture, out var thousands))
                (value, last) = (value * 1000 + thousands, i + 1);

            var isMoney = Is(last + 1, Concept.Cost) && (value > LargestSize || tokens[last + 1].Word is not ("f" or "b"));
            if (isMoney || (value > MostPieces && last + 1 - i <= 2 && (senses.Any(sense => sense.Concept is Concept.Bargain or Concept.Price) || IsNear(i, last, BudgetWord)) && !Is(i - 1, Concept.Road)))
            {
                if (IsBudget(i, last)) budget = value;
                Use(i, isMoney ? last + 1 : last);
                return budget is null && !IsDifference(last + 1) ? value : null;
            }
        }

        return null;
    }

    /// <summary>"50 dh de différence, c'est rien" offers nothing.</summary>
    private bool IsDifference(int at) => Enumerable.Range(at, 3).Any(i => i < tokens.Count && (tokens[i].Word.StartsWith("diff", StringComparison.Ordinal) || tokens[i].Word is "ecart" or "farq" or "far9" or "fer9" or "lfer9" or "lfarq" or "فرق" or "الفرق"));
}
