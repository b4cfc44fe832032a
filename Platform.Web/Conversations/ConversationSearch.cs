using Microsoft.Extensions.Localization;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Conversations;

/// <summary>Conversations by person or by what was said in them, from anywhere.</summary>
public sealed class ConversationSearch(InboxSearch inbox, IStringLocalizer<Texts> texts) : ISearchSource
{
    private const int AtMost = 8;

    public async Task<IReadOnlyList<Found>> FindAsync(Actor by, string words, CancellationToken ct)
    {
        if (words is "" || !Navigation.For(by.Role).Any(entry => entry.Path is Navigation.Inbox)) return [];

        var hits = await inbox.FindAsync(by.Organisation, words, Narrowing.None, ct);
        return [.. hits.Take(AtMost).Select(hit => new Found(
            texts["Conversations"], texts.Called(hit.Row.Name, hit.Row.Phone), hit.Message is { } message ? $"inbox/{hit.Row.Conversation}?message={message}" : $"inbox/{hit.Row.Conversation}",
            "inbox", string.Concat(hit.Line.Select(part => part.Words))))];
    }
}
