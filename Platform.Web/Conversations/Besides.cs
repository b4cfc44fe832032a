using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Media;

namespace Platform.Web.Conversations;

/// <summary>What a bubble shows besides its words.</summary>
/// <param name="Quoted">The words it answers.</param>
public sealed record Besides(MediaRow? File, Brought? Brought, MarkRow? Mark, string? Quoted)
{
    public static Besides Nothing { get; } = new(null, null, null, null);
}

/// <summary>Reads it for the bubbles of a page at once.</summary>
public sealed class BesidesQueries(BroughtQueries brought, MediaQueries media)
{
    public async Task<IReadOnlyDictionary<Guid, Besides>> OfAsync(OrganisationId organisation, ConversationId conversation, IReadOnlyList<ThreadRow> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.Select(row => row.Message)];
        var (files, things) = (await media.OfAsync(organisation, ids, ct), await brought.OfAsync(organisation, ids, ct));
        var marks = await brought.MarksAsync(organisation, conversation, ct);
        if (files.Count == 0 && things.Count == 0 && marks.Count == 0) return new Dictionary<Guid, Besides>();

        var words = messages.Where(row => row.ProviderMessage is not null).GroupBy(row => row.ProviderMessage!).ToDictionary(same => same.Key, same => same.First().Text);
        return messages.Select(row => (row.Message, Besides: Of(row))).Where(one => one.Besides != Besides.Nothing).ToDictionary(one => one.Message, one => one.Besides);

        Besides Of(ThreadRow row)
        {
            var thing = things.GetValueOrDefault(row.Message);
            return new(
                files.GetValueOrDefault(row.Message),
                thing,
                row.ProviderMessage is { } provider ? marks.GetValueOrDefault(provider) : null,
                thing?.Quoted is { } quoted ? words.GetValueOrDefault(quoted) : null);
        }
    }
}
