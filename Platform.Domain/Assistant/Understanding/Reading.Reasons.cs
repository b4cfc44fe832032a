namespace Platform.Domain.Assistant.Understanding;

/// <summary>"Size 45 actually, 44 pinches": the size that does not fit is why another is wanted, and not what is wanted.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: how far behind the size it may say what is wrong with it.</summary>
    private const int FarthestTight = 4;

    private static readonly int Tight = Groups.All["tight"];

    private void WithdrawTight()
    {
        if (tokens.Text.AsSpan().IndexOfAny("?؟") >= 0) return;

        var sizes = Enumerable.Range(0, tokens.Count).Where(IsSizeLike).Select(i => (At: i, Last: LastOfTight(i))).ToList();
        foreach (var (at, last) in sizes)
        {
            if (last is not { } end || !sizes.Exists(other => other.Last is null && tokens[other.At].Word != tokens[at].Word && KindOf(other.At) == KindOf(at))) continue;

            senses.RemoveAll(sense => at < sense.First && sense.First <= end && sense.Concept is Concept.Guide or Concept.Exchange or Concept.Complaint or Concept.Size);
            Withdraw((at, at));
        }
    }

    private bool IsSizeLike(int i) => KindOf(i) switch
    {
        Numeral => Number(i) is { Value: >= SmallestSize and <= LargestSize } && !Is(i - 1, Concept.Road) && !Is(i + 1, Concept.Road),
        "letter" => tokens[i].Word is "s" or "m" or "l" or "xs" or "xl" or "xxl" or "xxxl",
        _ => false,
    };

    /// <summary>Where it says that the size pinches; null when it does not.</summary>
    private int? LastOfTight(int size)
    {
        for (var i = size + 1; i < tokens.Count && i - size <= FarthestTight && tokens[i].Before is Pause.None && !IsSizeLike(i) && !IsForSomebody(i) && !IsKin(i) && tokens[i].Word is not ("pour" or "for" or "l" or "ل"); i++)
            if (Groups.All.Of(tokens[i].Word, isStemmed: false).Contains(Tight)) return i;
        return null;
    }
}
