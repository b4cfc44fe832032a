namespace Platform.Domain.Assistant.Understanding;

/// <summary>"what came is a 41 and I ordered a 43": something else was brought than was ordered. Who only puts the order right says nothing of anything that came.</summary>
internal sealed partial class Reading
{
    /// <summary>In words: how far before "ordered" it may say by whom.</summary>
    private const int FarthestSelf = 3;

    private const string Received = "received";

    private static readonly int Arrived = Groups.All["arrived"], Ordered = Groups.All["haveordered"], Inside = Groups.All["inside"];

    private void ReadOtherThanOrdered()
    {
        if (senses.Exists(sense => sense.Concept is Concept.Complaint) || AsksOrSupposes()) return;

        var words = Enumerable.Range(0, tokens.Count).ToList();
        var came = words.FindIndex(HasArrived);
        if (came >= 0 && words.Exists(HaveOrdered) && SaysWhatCame(words)) senses.Add(new(Concept.Complaint, Received, tongue ?? moment.Tongue, came, came, IsExact: true));
    }

    private bool AsksOrSupposes() => tokens.Text.AsSpan().IndexOfAny("?؟") >= 0
        || Enumerable.Range(0, tokens.Count).Any(i => IsIf(i) || tokens[i].Word is "quand" or "when" or "wach" or "wash" or "هل" or "واش");

    private bool HasArrived(int i) => !used.Contains(i) && (IsIn(i, Arrived) && !IsStillToCome(i) && !IsGotWithoutThing(i) || IsBehindHasBeen(i));

    /// <summary>"it will be delivered".</summary>
    private bool IsStillToCome(int i) => i > 0 && tokens[i - 1].Word is "be" or "etre" or "sera" or "seront";

    /// <summary>"got it" has got nothing; "I got a 41" has.</summary>
    private bool IsGotWithoutThing(int i) => tokens[i].Word is "got" && !Enumerable.Range(i + 1, 2).Any(at => at < tokens.Count && IsValue(at));

    /// <summary>"est arrivé": folded, "arrive" and "livre" may also say what will be.</summary>
    private bool IsBehindHasBeen(int i) => i > 0 && tokens[i].Word is "arrive" or "livre" && tokens[i - 1].Word is "est" or "sont" or "ete" or "ai" or "avez" or "a" or "ont";

    /// <summary>"my friend ordered" is nobody's complaint; in Darija and Arabic the verb says who did.</summary>
    private bool HaveOrdered(int i) => !used.Contains(i) && IsIn(i, Ordered) && (!Lexicon.All.IsEuropean(tokens[i].Word)
        || Enumerable.Range(1, FarthestSelf).Any(back => i >= back && tokens[i - back].Word is "i" or "we" or "j" or "ai" or "avais" or "nous" or "on" or "moi"));

    /// <summary>Two values that differ, or the one that came.</summary>
    private bool SaysWhatCame(List<int> words)
    {
        var values = words.Where(IsValue).Select(i => tokens[i].Word).ToList();
        return values.Count == 0 ? words.Exists(i => IsIn(i, Inside)) : values.Count == 1 || values.Distinct().Count() > 1;
    }
}
