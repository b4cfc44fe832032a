using System.Collections.Immutable;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>"No, back to the brown", "3 was fine, back to 3", "ارجعوا إلى البني": what was chosen before is wanted again, and nothing is sent back.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: how far behind "back" the value may stand.</summary>
    private const int FarthestBack = 6;

    private static readonly int GoBack = Groups.All["goback"], PutBack = Groups.All["putback"], KeepSo = Groups.All["keepso"];

    private static readonly ImmutableArray<string[]> AsBefore =
        [["comme", "avant"], ["comme", "c", "etait"], ["as", "before"], ["like", "before"], ["as", "it", "was"], ["kif", "kan"], ["kif", "kant"], ["kif", "kanet"], ["kima", "kan"], ["kima", "kant"], ["كما", "كان"], ["كما", "كانت"], ["كيف", "كان"], ["كيف", "كانت"]];

    /// <summary>Where the figure stands that is gone back to; it counts where it is no size.</summary>
    private readonly HashSet<int> returned = [];

    private void ReadReturn()
    {
        if (tokens.Text.AsSpan().IndexOfAny("?؟") >= 0 || Enumerable.Range(0, tokens.Count).Any(IsIf)) return;

        for (var i = 0; i < tokens.Count; i++)
        {
            if (used.Contains(i)) continue;
            if (ValueBehind(i) is { } value) Return(i, value);
            else if (IsValue(i) && AsBefore.Any(words => Says(i + 1, words))) Return(i, i);
        }
    }

    private void Return(int said, int value)
    {
        senses.RemoveAll(sense => (sense.Covers(said) || said < sense.First && sense.First < value) && sense.Concept is Concept.Refund or Concept.Exchange or Concept.Cancel or Concept.Yes);
        senses.Add(new(Concept.Correction, "", tongue ?? moment.Tongue, said, said, IsExact: true));
        if (Number(value) is not null) returned.Add(value);
    }

    /// <summary>The colour, size or count behind "back to", "put back" or "keep it".</summary>
    private int? ValueBehind(int verb)
    {
        var (isPut, isKept) = (IsIn(verb, PutBack), IsIn(verb, KeepSo) || tokens[verb].Word is "leave" or "keep" && verb + 1 < tokens.Count && tokens[verb + 1].Word is "it" or "them");
        if (!isPut && !isKept && !IsIn(verb, GoBack)) return null;

        var isLed = isPut;
        for (var i = verb + 1; i < tokens.Count && i - verb <= FarthestBack && tokens[i].Before is Pause.None; i++)
        {
            if (IsValue(i)) return isLed || isKept && !IsArticle(i - 1) || tokens[i].Word is ['ل', _, _, ..] ? i : null;
            if (tokens[i].Word is "to" or "au" or "aux" or "a" or "sur" or "l" or "ل" or "الي") isLed = true;
            else if (!IsArticle(i) && !Is(i, Concept.Sizehard) && !Is(i, Concept.Sizeword) && tokens[i].Word is not ("it" or "them" or "that" or "me" or "ca" or "moi" or "nous" or "en" or "du" or "liya" or "lia" or "ليا" or "لي" or "لينا" or "lina" or "in" or "daba" or "دابا" or "size" or "taille" or "pointure" or "couleur" or "colour" or "color" or "اللون" or "لون" or "loun")) return null;
        }

        return null;
    }

    private bool IsArticle(int i) => tokens[i].Word is "the" or "le" or "la" or "les" or "l" or "un" or "une" or "my";

    private bool IsValue(int i)
    {
        if (used.Contains(i)) return false;
        if (senses.Exists(sense => sense.Concept is Concept.Colour && sense.First == i)) return true;
        if (tokens[i].Word is "xs" or "xl" or "xxl" or "s" or "m" or "l" && char.IsUpper(tokens.Text[tokens[i].Start]) && tokens.Text.Any(char.IsLower)) return true;
        return Number(i) is { Value: > 0 and <= LargestSize, Last: var last } number && (number.IsFigure || number.Value > 1)
            && !(last + 1 < tokens.Count && (Is(last + 1, Concept.Cost) || Is(last + 1, Concept.Unitday) || Is(last + 1, Concept.Percent) || Is(last + 1, Concept.Road) || Is(last + 2, Concept.Road) || tokens[last + 1].Word is "h" or "heure" or "heures" or "am" or "pm"));
    }
}
