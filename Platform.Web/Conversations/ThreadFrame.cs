using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Platform.Domain.Conversations;
using Platform.Web.Assistant;
using Platform.Web.Identity.Organisations;

namespace Platform.Web.Conversations;

/// <summary>What all bubbles of a thread share. One thing for all of them, because what each bubble is given by itself is kept once for each.</summary>
/// <param name="Found">A search led to this message.</param>
/// <param name="Turns">Why the assistant answered as it did.</param>
/// <param name="IsWindowOver">Only an approved template may be sent.</param>
/// <param name="OnPlanned">What to do with a reply that is to go out later.</param>
public sealed record ThreadFrame(
    Colleagues.Place Place,
    IReadOnlyDictionary<Guid, Besides> Besides,
    IReadOnlyDictionary<Guid, AssistantTurn>? Turns,
    Guid? Found,
    bool CanAnswer,
    bool IsClosed,
    bool IsWindowOver,
    EventCallback<MessageId> OnRetry,
    EventCallback<(ThreadRow Row, PlannedAct Act)> OnPlanned)
{
    /// <summary>Changing words takes a place to write, and a closed conversation has none; sending them takes an open window.</summary>
    public IEnumerable<PlannedAct> PlannedActs => Enum.GetValues<PlannedAct>().Where(act => act switch
    {
        PlannedAct.Edit => !IsClosed,
        PlannedAct.Send => !IsWindowOver,
        _ => true,
    });

    /// <summary>Whoever stands behind the line; what the customer and the assistant say carries no name.</summary>
    public string? NameOf(ThreadRow row, IStringLocalizer texts) => row switch
    {
        { Member: { } member } => Place.NameOf(member),
        { By: Speaker.Nobody } => texts["ByItself"],
        _ => null,
    };

    /// <summary>What the assistant looked up for this answer.</summary>
    public string? WhyOf(ThreadRow row, IStringLocalizer texts) =>
        Turns?.GetValueOrDefault(row.Message) is { } turn ? texts["Why", $"{turn.Model} · {turn.Tools.Replace(' ', ',')}", turn.Milliseconds].Value : null;
}
