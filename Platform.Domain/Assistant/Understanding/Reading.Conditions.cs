namespace Platform.Domain.Assistant.Understanding;

/// <summary>"If the white one is gone, give me the black": once it is known to be gone, only what follows is wanted.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: how far behind "if" it may say that something is gone.</summary>
    private const int FarthestGone = 7;

    private static readonly int If = Groups.All["if"], Giving = Groups.All["put"];

    private void SetAsideConditions()
    {
        if (!moment.IsUnavailable) return;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsIf(i) || senses.FirstOrDefault(sense => sense.Concept is Concept.Soldout && sense.First > i && sense.First - i <= FarthestGone) is not { Concept: Concept.Soldout } gone) continue;

            var wish = Enumerable.Range(gone.Last + 1, tokens.Count - gone.Last - 1).FirstOrDefault(IsWish, -1);
            if (wish < 0) continue;

            used.UnionWith(Enumerable.Range(i, wish - i));
            senses.RemoveAll(sense => i <= sense.First && sense.Last < wish);
            i = wish;
        }
    }

    private bool IsIf(int i) => Groups.All.Of(tokens[i].Word, isStemmed: false).Contains(If);

    /// <summary>Where the sentence goes on with what is wanted instead: behind a pause, at "then" or at "give me".</summary>
    private bool IsWish(int i) => tokens[i].Before is not Pause.None || Is(i, Concept.Want) || tokens[i].Word is "safi" or "صافي" or "alors" or "then" or "donc"
        || Groups.All.Of(tokens[i].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Contains(Giving);
}
