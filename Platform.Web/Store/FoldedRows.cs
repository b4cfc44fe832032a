using System.Collections.Immutable;

namespace Platform.Web.Store;

/// <summary>
/// Rows of one stream as they were folded with its last fact. They belong to the stream, so they hold as long as its head is what it was then:
/// whoever records meanwhile moves its version, and whoever folds it again its time.
/// </summary>
/// <param name="At">The time at the stream's head.</param>
/// <param name="IsWhole">There are no others: the stream was followed from its first fact.</param>
public sealed record FoldedRows(DateTimeOffset At, ImmutableDictionary<(string Table, Guid Key), object?> Rows, bool IsWhole)
{
    /// <summary>A busy stream needs its last messages and its line in the list; more would only fill the memory.</summary>
    private const int Most = 8;

    /// <summary>Of a stream that has no fact yet.</summary>
    public static FoldedRows None { get; } = new(default, ImmutableDictionary<(string, Guid), object?>.Empty, IsWhole: true);

    /// <returns>Whether it is known; null for a row that is not there.</returns>
    public bool TryFind(string table, Guid key, out object? row) => Rows.TryGetValue((table, key), out row) || IsWhole;

    public static FoldedRows After(FoldedRows? before, DateTimeOffset at, IReadOnlyList<KeyValuePair<(string Table, Guid Key), object?>> written)
    {
        var rows = (before ?? None).Rows.SetItems(written);
        return rows.Count <= Most ? new(at, rows, before is { IsWhole: true }) : new(at, ImmutableDictionary.CreateRange(written), IsWhole: false);
    }
}
