using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Where customers are themselves is no place to deliver to once it goes elsewhere: "I'm in London, it is for my mother in Yaoundé".</summary>
internal sealed partial class Reading
{
    private const string Self = "self", Them = "them";

    /// <summary>In words: how far behind "for my mother" the place may stand where she is.</summary>
    private const int FarthestPlace = 6;

    private static readonly int Abroad = Groups.All["abroad"], Sending = Groups.All["deliver"];

    private void SetAsideWhereabouts()
    {
        foreach (var self in senses.Where(sense => sense is { Concept: Concept.Address, Value: Self } && sense.Last + 1 < tokens.Count).ToList())
        {
            var last = LastOfWhereabouts(self.Last + 1);
            if (!IsAbroad(self.Last + 1) && !IsSentElsewhere(self.First, last)) continue;

            used.UnionWith(Enumerable.Range(self.First, last - self.First + 1));
            senses.RemoveAll(sense => self.First <= sense.First && sense.Last <= last);
        }
    }

    /// <summary>"I'm in" and "she's at" begin an address where a street or a quarter follows, or where one was asked for; a bare town does not.</summary>
    private bool IsOnlyWhereabouts(Sense intro) => intro.Value is Self or Them && moment.Asked is not (Question.Address or Question.Quarter)
        && !Enumerable.Range(intro.Last + 1, tokens.Count - intro.Last - 1).Any(i => Is(i, Concept.Road) || Is(i, Concept.Quarter) || IsOf(i, isQuarter: true));

    private int LastOfWhereabouts(int first)
    {
        var last = first;
        while (last + 1 < tokens.Count && tokens[last + 1].Before is Pause.None && !IsContrast(last + 1) && !IsDestined(last + 1)
            && !senses.Any(sense => sense.First == last + 1 && sense.Concept is Concept.Want or Concept.Order or Concept.And or Concept.Name or Concept.Address)) last++;
        return last;
    }

    /// <summary>Seen from Africa: the list's towns are where a seller of Europe delivers.</summary>
    private bool IsAbroad(int at) => moment.Country.Currency != Currency.EUR && (IsListedAbroad(at) || tokens[at].Word is "the" or "l" or "la" && at + 1 < tokens.Count && IsListedAbroad(at + 1));

    private bool IsListedAbroad(int at) => Groups.All.Of(tokens[at].Word, isStemmed: false).Contains(Abroad);

    /// <summary>To somebody or some place outside the words from `first` to `last`.</summary>
    private bool IsSentElsewhere(int first, int last) => Enumerable.Range(0, tokens.Count).Where(i => i < first || i > last).Any(i =>
        IsDestined(i) && IsBeforeTown(i, first, last)
        || i > last && Enumerable.Range(last + 1, i - last).Any(IsContrast) && (IsForKin(i) || senses.Any(sense => sense is { Concept: Concept.Address, Value: Them } && sense.First == i)));

    private bool IsContrast(int i) => tokens[i].Word is "but" or "mais" or "though" or "walakin" or "walakine" or "wlakin" or "lakin" or "walayni" or "لكن" or "ولكن" or "والكن" or "بصح";

    /// <summary>"deliver", "for my mother", "my sister is in": it goes there, and not to whoever writes.</summary>
    private bool IsDestined(int i) => IsForKin(i) || IsKin(i) && i + 1 < tokens.Count && tokens[i + 1].Word is "is" or "s" or "est" or "habite" or "vit" or "lives" or "f" or "saken" or "sakna" or "ف" or "في"
        || Is(i, Concept.Delivery) || Groups.All.Of(tokens[i].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Contains(Sending)
        || senses.Any(sense => sense is { Concept: Concept.Address, Value: Them } && sense.Last == i);

    /// <summary>"for my (mother)", "pour ma (soeur)", "l (khti)", "(لأمي)".</summary>
    private bool IsForKin(int i) => IsKin(i) && Enumerable.Range(1, 2).Any(back => i >= back && tokens[i].Before is Pause.None && tokens[i - back].Word is "for" or "to" or "pour" or "a" or "chez" or "l" or "dyal" or "ل" or "ديال")
        || tokens[i].Word is ['l' or 'ل', .. { Length: > 2 } whom] && Groups.All.Of(whom, isStemmed: false).Contains(Kin);

    private bool IsBeforeTown(int at, int first, int last)
    {
        for (var i = at + 1; i < Math.Min(tokens.Count, at + 1 + FarthestPlace) && tokens[i].Before is Pause.None; i++)
            if ((i < first || i > last) && !used.Contains(i) && Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: Is(i - 1, Concept.Town), mayBeMistyped: false)?.Place is { IsQuarter: false }) return true;
        return false;
    }
}
