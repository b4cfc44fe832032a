using Platform.Domain.Common;

namespace Platform.Web.Conversations;

/// <summary>The part of a view's list that is on screen: a bounded number of lines, wherever among a hundred thousand one has scrolled.</summary>
public sealed class InboxWindow(InboxQueries inbox, OrganisationId organisation, InboxFilter filter, Narrowing narrowing, Guid? member)
{
    public const int Most = 200;

    /// <summary>More than any screen shows; whoever scrolls gets the next page before they reach its end.</summary>
    public const int AtFirst = 20;

    /// <summary>The line just above the first one here, once lines were left behind.</summary>
    private InboxRow? above;

    private bool isFetching;

    public List<InboxRow> Rows { get; private set; } = [];
    public bool HasBelow { get; private set; }
    public bool HasAbove => above is not null;

    public bool IsOf(InboxFilter view, Narrowing narrowed) => (filter, narrowing) == (view, narrowed);

    public async Task ReadAsync(CancellationToken ct)
    {
        var size = Math.Max(AtFirst, Rows.Count);
        var page = await inbox.PageAsync(organisation, filter, member, narrowing, above, size + 1, ct);
        HasBelow = page.Count > size;
        Rows = HasBelow ? page[..size] : page;
    }

    public Task BelowAsync(CancellationToken ct) => FetchAsync(async () =>
    {
        if (Rows is not [.., var last]) return;
        var page = await inbox.PageAsync(organisation, filter, member, narrowing, last, InboxQueries.PageSize + 1, ct);
        HasBelow = page.Count > InboxQueries.PageSize;
        Rows = [.. Rows, .. page.Take(InboxQueries.PageSize)];
        if (Rows.Count <= Most) return;

        above = Rows[^(Most + 1)];
        Rows = Rows[^Most..];
    });

    public Task AboveAsync(CancellationToken ct) => FetchAsync(async () =>
    {
        if (Rows is not [var first, ..] || !HasAbove) return;
        var page = await inbox.AboveAsync(organisation, filter, member, narrowing, first, InboxQueries.PageSize + 1, ct);
        above = page.ElementAtOrDefault(InboxQueries.PageSize);
        Rows = [.. page.Take(InboxQueries.PageSize).Reverse(), .. Rows];
        if (Rows.Count <= Most) return;

        Rows = Rows[..Most];
        HasBelow = true;
    });

    private async Task FetchAsync(Func<Task> fetch)
    {
        if (isFetching) return;
        isFetching = true;
        try
        {
            await fetch();
        }
        finally
        {
            isFetching = false;
        }
    }
}
