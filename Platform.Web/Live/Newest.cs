namespace Platform.Web.Live;

/// <summary>
/// Readings of one page overtake each other: one that a change asked for, one that a click did. Only the one that began last is shown,
/// because an older one may end with what no longer holds.
/// </summary>
public sealed class Newest
{
    private int begun;

    /// <returns>Whether no other has begun since.</returns>
    public Func<bool> Begin()
    {
        var mine = ++begun;
        return () => mine == begun;
    }
}
