using Microsoft.Extensions.Localization;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Conversations;

/// <summary>Conversations by name, number or last words, from anywhere.</summary>
public sealed class ConversationSearch(InboxQueries inbox, IStringLocalizer<Texts> texts) : ISearchSource
{
    private const int AtMost = 8;

    public async Task<IReadOnlyList<Found>> FindAsync(Actor by, string words, CancellationToken ct)
    {
        if (words is "" || !Navigation.For(by.Role).Any(entry => entry.Path is Navigation.Inbox)) return [];

        var rows = await inbox.PageAsync(by.Organisation, InboxFilter.Open, by.Id, words, size: AtMost, ct: ct);
        return [.. rows.Select(row => new Found(texts["Conversations"], row.Name ?? row.Phone ?? texts["Unknown"], $"inbox/{row.Conversation}", "inbox", row.Preview))];
    }
}
