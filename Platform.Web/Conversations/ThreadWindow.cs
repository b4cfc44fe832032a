using Platform.Domain.Common;
using Platform.Domain.Conversations;

namespace Platform.Web.Conversations;

/// <summary>The part of a thread that is on screen: a bounded number of bubbles, wherever in it somebody reads.</summary>
public sealed class ThreadWindow(ThreadQueries thread, OrganisationId organisation, ConversationId conversation)
{
    public const int Most = 180;

    /// <summary>More than any screen shows; whoever scrolls gets the next page before they reach its end.</summary>
    public const int AtFirst = 24;

    /// <summary>How much is read again when something changed.</summary>
    private const int MostReadAgain = 120;

    /// <summary>The newest there was when the reader left the end of the thread.</summary>
    private ThreadRow? left;

    /// <summary>How many the reader asked for. What comes in below pushes others out above, where nobody looks: an evening's talk stays as light as its first minute.</summary>
    private int asked = AtFirst;

    private bool isFetching;

    /// <summary>How often the reader moved: what was read for the place before is not for this one.</summary>
    private int moves;

    public ConversationId Conversation => conversation;

    /// <summary>Oldest first.</summary>
    public List<ThreadRow> Rows { get; private set; } = [];

    public bool HasOlder { get; private set; }
    public bool HasNewer { get; private set; }

    /// <summary>How much the customer wrote since then.</summary>
    public int Fresh { get; private set; }

    /// <param name="reader">Whose draft is wanted.</param>
    public async Task<OpenThread> ReadAsync(Guid? reader, CancellationToken ct)
    {
        while (true)
        {
            var began = moves;
            var size = HasNewer ? 0 : Math.Clamp(Rows.Count, AtFirst, MostReadAgain);
            var open = await thread.OpenAsync(organisation, conversation, reader, size + 1, ct);

            // Further up, what was read late may have come in between.
            var between = HasNewer ? await thread.BetweenAsync(organisation, conversation, Rows[0], Rows[^1], ct) : null;
            if (began != moves) continue;

            if (between is null) Merge(open.Messages, size);
            else (Rows, HasNewer) = Upper(between);
            if (left is { } last)
                Fresh = HasNewer ? await thread.CountAfterAsync(organisation, conversation, last, ct) : Rows.Count(row => row.By is Speaker.Customer && IsAfter(row, last));
            return open;
        }
    }

    public async Task OlderAsync(CancellationToken ct)
    {
        if (isFetching || Rows is not [var first, ..]) return;
        var page = await FetchAsync(thread.PageAsync(organisation, conversation, first, ThreadQueries.PageSize + 1, ct));
        if (Rows is not [var top, ..] || top.Message != first.Message) return;

        HasOlder = page.Count > ThreadQueries.PageSize;
        (Rows, HasNewer) = Upper([.. page.Take(ThreadQueries.PageSize).Reverse(), .. Rows]);
        (asked, moves) = (Rows.Count, moves + 1);
    }

    public async Task NewerAsync(CancellationToken ct)
    {
        if (isFetching || !HasNewer || Rows is not [.., var last]) return;
        var page = await FetchAsync(thread.AfterAsync(organisation, conversation, last, ThreadQueries.PageSize + 1, ct));
        if (Rows is not [.., var end] || end.Message != last.Message) return;

        HasNewer = page.Count > ThreadQueries.PageSize;
        Rows.AddRange(page.Take(ThreadQueries.PageSize));
        if (Rows.Count > Most) Keep(Most);
        (asked, moves) = (Rows.Count, moves + 1);
    }

    /// <summary>One page at a time; one that could not be read may be asked for again.</summary>
    private async Task<List<ThreadRow>> FetchAsync(Task<List<ThreadRow>> page)
    {
        isFetching = true;
        try
        {
            return await page;
        }
        finally
        {
            isFetching = false;
        }
    }

    /// <summary>Back to the last word.</summary>
    public async Task NewestAsync(CancellationToken ct)
    {
        (HasNewer, left, Fresh, asked) = (false, null, 0, AtFirst);
        moves++;
        await ReadAsync(reader: null, ct);
    }

    /// <summary>With one message in the middle, as a search found it.</summary>
    public async Task AroundAsync(MessageId message, CancellationToken ct)
    {
        const int half = ThreadQueries.PageSize / 2;
        if (await thread.FindAsync(organisation, message, ct) is not ({ } row, _) || row.Conversation != conversation.Value) return;

        var before = await thread.PageAsync(organisation, conversation, row, half + 1, ct);
        var after = await thread.AfterAsync(organisation, conversation, row, half + 1, ct);
        Rows = [.. before.Take(half).Reverse(), row, .. after.Take(half)];
        (HasOlder, HasNewer, left, Fresh) = (before.Count > half, after.Count > half, Rows[^1], 0);
        (asked, moves) = (Rows.Count, moves + 1);
    }

    /// <summary>The reader went up to read what was said before, or came back to the end.</summary>
    public void Leave(bool isAway) => (left, Fresh) = (isAway ? Rows.LastOrDefault() : null, 0);

    /// <summary>Who has scrolled up keeps what is there; only the newest part is new.</summary>
    private void Merge(List<ThreadRow> newest, int size)
    {
        // Where more came at once than is read again, what was there before does not join on.
        var joins = Rows is [.., var last] && newest.Count > size && !IsAfter(newest[size - 1], last);
        List<ThreadRow> older = joins ? Rows.FindAll(row => IsAfter(newest[size - 1], row)) : [];
        HasOlder = older is [] ? newest.Count > size : HasOlder;
        Rows = [.. older, .. newest.Take(size).Reverse()];

        // What is being read stays, even when a lot comes in below it.
        if (left is not null) (Rows, HasNewer) = Upper(Rows);
        else if (Rows.Count >= asked + AtFirst) Keep(asked);
    }

    /// <summary>What fits, from the top, and whether there is more below.</summary>
    private (List<ThreadRow> Rows, bool HasNewer) Upper(List<ThreadRow> rows) =>
        rows.Count > Most ? (rows[..Most], true) : (rows, HasNewer);

    private void Keep(int newest)
    {
        Rows = Rows[^newest..];
        HasOlder = true;
    }

    private static bool IsAfter(ThreadRow row, ThreadRow other) => row.At > other.At || (row.At == other.At && row.Version > other.Version);
}
