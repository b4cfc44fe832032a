using System.Threading.Channels;
using Npgsql;

namespace Platform.Web.Store;

/// <summary>What became of one leased row: done with, put off, or parked.</summary>
/// <param name="Wait">Null when it is not put off.</param>
/// <param name="Error">Why it is put off or parked; null for work that merely was too early, which costs no attempt.</param>
/// <param name="IsAlone">Nothing waits for its end.</param>
internal readonly record struct TodoOutcome(Lease Lease, TimeSpan? Wait, string? Error, bool IsParked = false, bool IsAlone = false);

/// <summary>
/// Records what became of leased work, all that ended meanwhile in one commit: a rush of short work is not slowed down by its own book-keeping.
/// What is lost with the process is done again when its lease is over, which changes nothing.
/// </summary>
internal sealed class TodoOutcomes(Databases databases, TodoSignal signal, Action<string> lost)
{
    private const int MostAtOnce = 500;

    private readonly Channel<TodoOutcome> ended = Channel.CreateUnbounded<TodoOutcome>(new() { SingleReader = true });

    public void Add(TodoOutcome outcome) => ended.Writer.TryWrite(outcome);

    /// <summary>Nothing more comes; what came is still recorded.</summary>
    public void Complete() => ended.Writer.TryComplete();

    public async Task RunAsync()
    {
        var some = new List<TodoOutcome>();
        while (await ended.Reader.WaitToReadAsync())
        {
            while (some.Count < MostAtOnce && ended.Reader.TryRead(out var outcome)) some.Add(outcome);
            await RecordAsync(some);
            if (!some.TrueForAll(outcome => outcome.IsAlone)) signal.Wake();
            some.Clear();
        }
    }

    private async Task RecordAsync(List<TodoOutcome> some)
    {
        var done = some.FindAll(outcome => outcome is { Wait: null, IsParked: false });
        var putOff = some.FindAll(outcome => outcome is { Wait: not null, IsParked: false });
        var parked = some.FindAll(outcome => outcome.IsParked);
        try
        {
            await using var batch = databases.Across.BatchAcross();
            if (done is not []) batch.Add($"delete from todo using unnest({Ids(done)}, {Tokens(done)}) ended(id, token) where todo.id = ended.id and todo.token = ended.token");
            if (putOff is not [])
            {
                batch.Add($"""
                    update todo set due = now() + ended.wait, error = ended.error, attempts = todo.attempts - (ended.error is null)::int
                    from unnest({Ids(putOff)}, {Tokens(putOff)}, {putOff.Select(outcome => outcome.Wait!.Value).ToArray()}, {Errors(putOff)}) ended(id, token, wait, error)
                    where todo.id = ended.id and todo.token = ended.token
                    """);
            }

            if (parked is not [])
            {
                batch.Add($"""
                    update todo set parked_at = now(), error = ended.error
                    from unnest({Ids(parked)}, {Tokens(parked)}, {Errors(parked)}) ended(id, token, error)
                    where todo.id = ended.id and todo.token = ended.token
                    """);
            }

            await batch.RunAsync();
        }
        catch (Exception e) when (e.IsAway())
        {
            lost(e.GetType().Name);
        }
    }

    private static long[] Ids(List<TodoOutcome> some) => [.. some.Select(outcome => outcome.Lease.Todo)];
    private static long[] Tokens(List<TodoOutcome> some) => [.. some.Select(outcome => outcome.Lease.Token)];

    /// <summary>A provider's words may hold what PostgreSQL cannot keep, and one must not keep the others from being recorded.</summary>
    private static string?[] Errors(List<TodoOutcome> some) => [.. some.Select(outcome => outcome.Error?.Replace("\0", "", StringComparison.Ordinal))];
}
