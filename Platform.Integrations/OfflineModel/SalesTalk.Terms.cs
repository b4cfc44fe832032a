using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>"and how long does he have?" behind the answer to an exchange asks for its term, and not for the courier's.</summary>
internal sealed partial class SalesTalk
{
    private const string HowMany = "howmany", Deliver = "deliver", Arrive = "arrive";

    /// <summary>The line of the last reply that told of exchange or warranty, where only "how long" is asked.</summary>
    private string? TermsAnsweredBefore() => lastReply.Length > 0 && read.Has(Concept.Delay) && !read.HasAny(Concept.Delivery, Concept.Track, Concept.Total, Concept.Day, Concept.Want, Concept.Order) && read is { City: null } && mentions is []
        && Enumerable.Range(0, read.Tokens.Count).Any(i => IsOf(i, HowMany)) && !Enumerable.Range(0, read.Tokens.Count).Any(IsOfBringing)
        ? lastReply.Split('\n').FirstOrDefault(line => Reader.Read(line, state.Moment([]) with { Asked = null }).HasAny(Concept.Exchange, Concept.Warranty))
        : null;

    /// <summary>"how long does he have" waits for no courier.</summary>
    private bool IsOfBringing(int i) => IsOf(i, Deliver) || IsOf(i, Arrive) && read.Tokens[i].Word is not ("have" or "get" or "avoir");

    private IEnumerable<DeskCall> AnswerAgain(string terms)
    {
        var knowledge = new DeskCall("knowledge", ("question", terms));
        yield return knowledge;
        if (knowledge.Text is { } text) says.Add(text);
        isHeard = true;
    }
}
