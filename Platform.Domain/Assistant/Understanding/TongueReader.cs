namespace Platform.Domain.Assistant.Understanding;

/// <summary>Which language a message is written in; null when it could be any, as "42" or "ok".</summary>
internal static class TongueReader
{
    private const int Telling = 6, Typical = 2, Shared = 1;

    /// <param name="spoken">What they wrote in so far: a borrowed word or a name does not change it.</param>
    public static Tongue? Of(Tokens tokens, ISet<int> taken, Tongue? spoken = null)
    {
        var points = new int[Tongues.All.Count];
        var spellings = new Spellings(tokens, Leniency.Sound);

        for (var i = 0; i < tokens.Count; i++)
        {
            // "ou" is "or" in French and "and" in Darija.
            if (taken.Contains(i) || !tokens[i].IsWord || tokens[i].Word is "ou") continue;
            var senses = Lexicon.All.At(tokens, spellings, i).ToList();
            if (senses.Count == 0) continue;

            foreach (var of in senses.GroupBy(sense => sense.Tongue))
            {
                var isAlone = senses.All(sense => sense.Tongue == of.Key);
                points[(int)of.Key] += isAlone && of.Key is Tongue.DarijaLatin && IsKeyed(tokens[i].Word) ? Telling
                    : of.Key is Tongue.DarijaLatin && !Lexicon.All.IsWord(tokens[i].Word) ? (of.Any(sense => sense.Concept is Concept.Tongue) ? Typical : Shared)
                    : of.Any(sense => sense.Concept is Concept.Tongue) ? (isAlone ? Telling : Typical)
                    : of.All(sense => sense.Concept is Concept.Greeting or Concept.Thanks or Concept.Polite or Concept.Compliment or Concept.Colour or Concept.Cost or Concept.Road or Concept.Percent) ? Shared
                    : isAlone ? Typical : Shared;
            }

            i = senses.Max(sense => sense.Last);
        }

        var isArabic = tokens.All.Count(token => token.Word[0] is >= '\u0600' and <= '\u06FF') * 2 > tokens.All.Count(token => token.IsWord);
        var best = Tongues.All.Where(tongue => tongue.IsArabicScript() == isArabic).MaxBy(tongue => points[(int)tongue]);
        var most = points[(int)best];

        // Somebody who mixes in French words still speaks Darija.
        if (best is Tongue.French && points[(int)Tongue.DarijaLatin] is var darija && darija >= Telling && darija * 5 >= most * 3) best = Tongue.DarijaLatin;

        if (isArabic && most < Typical) return spoken is Tongue.Darija ? spoken : Tongue.Arabic;
        if (spoken is not { } before || before == best || before.IsArabicScript() != best.IsArabicScript()) return most >= Typical || (most > 0 && points.Count(of => of > 0) == 1) ? best : null;
        return most >= 2 * Telling && most > 2 * points[(int)before] ? best : before;
    }

    /// <summary>"k7la", "zer9a": letters that only Darija is typed with.</summary>
    private static bool IsKeyed(string word) => char.IsLetter(word[^1]) && word.AsSpan(1).IndexOfAny('3', '7', '9') >= 0;
}
