using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Integrations.Storage;
using Platform.Web.Conversations;
using Platform.Web.Media;
using ThreadSpeaker = Platform.Web.Conversations.Speaker;

namespace Platform.Web.Assistant;

/// <summary>The photos and voice notes that wait for an answer, as far as a model takes them.</summary>
public sealed class HeardFiles(MediaQueries media, IFileStore store)
{
    /// <summary>A request holds twenty megabytes, and what is carried in it grows by a third.</summary>
    private const long MostBytes = 8 << 20;

    private static readonly HashSet<string> Understood = ["image/jpeg", "image/png", "image/webp", "audio/ogg", "audio/mpeg", "audio/aac", "audio/mp4"];

    /// <param name="spoken">Oldest first.</param>
    public async Task<IReadOnlyDictionary<Guid, Enclosed>> OfAsync(OrganisationId organisation, IReadOnlyList<ThreadRow> spoken, CancellationToken ct)
    {
        var waiting = spoken.Reverse().TakeWhile(line => line.By is ThreadSpeaker.Customer).Where(line => line.Kind is not ThreadKind.Text).ToList();
        var enclosed = new Dictionary<Guid, Enclosed>();
        if (waiting is []) return enclosed;

        var files = await media.OfAsync(organisation, [.. waiting.Select(line => line.Message)], ct);
        var left = MostBytes;
        foreach (var line in waiting)
        {
            if (files.GetValueOrDefault(line.Message) is not { State: MediaState.Kept, MimeType: { } type, Size: { } size } || size > left || !Understood.Contains(type)) continue;
            if (await store.OpenAsync(MediaRow.NameOf(organisation, new(line.Message)), ct) is not { } content) continue;

            await using (content)
            {
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes, ct);
                enclosed[line.Message] = new(type, bytes.ToArray());
            }

            left -= size;
        }

        return enclosed;
    }
}
