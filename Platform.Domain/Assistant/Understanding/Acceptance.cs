namespace Platform.Domain.Assistant.Understanding;

/// <summary>Whether words are a clear yes and nothing else. "Oui mais en 43" is not, nor is "oui ?".</summary>
public static class Acceptance
{
    public static bool Accepts(string text)
    {
        var tokens = Tokens.Of(text);
        if (tokens.Count == 0 || tokens.Text.AsSpan().IndexOfAny("?؟") >= 0) return false;

        var spellings = new Spellings(tokens, Leniency.Sound);
        var isYes = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var meant = Lexicon.All.At(tokens, spellings, i).ToList();
            var found = meant.Where(sense => sense.Concept is Concept.Yes or Concept.Polite or Concept.Thanks or Concept.Compliment or Concept.Laugh).ToList();
            if (!Lexicon.All.IsWord(tokens[i].Word) && meant.Exists(sense => sense.Concept is Concept.No or Concept.But or Concept.Cancel or Concept.Correction)) return false;
            if (found.Count == 0 && i > 0 && isYes && Lexicon.All.IsMistyped(tokens[i].Word, Concept.Yes, Concept.Polite)) continue;
            if (found.Count == 0) return false;
            isYes |= found.Any(sense => sense.Concept is Concept.Yes);
            i = found.Max(sense => sense.Last);
        }

        return isYes;
    }
}
