using Npgsql;

namespace Platform.Web.Store;

/// <summary>
/// Many who write down the same at once are written down in one commit: whoever comes while one is under way goes with the next.
/// Each is told when theirs is durable. One that the database refuses stands alone in that.
/// </summary>
internal sealed class SharedWriting<T>(Func<IReadOnlyList<T>, Task> write)
{
    private const int MostAtOnce = 200;

    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = [];
    private bool isWriting;

    public Task WriteAsync(T one)
    {
        var waiting = new Waiting(one);
        lock (gate)
        {
            queue.Enqueue(waiting);
            if (isWriting) return waiting.Written.Task;
            isWriting = true;
        }

        _ = Task.Run(WriteAllAsync);
        return waiting.Written.Task;
    }

    private async Task WriteAllAsync()
    {
        while (Next() is [_, ..] some)
        {
            try
            {
                await TogetherAsync(some);
            }
            catch (PostgresException e) when (some.Count > 1 && !e.IsTransient)
            {
                foreach (var one in some) await AloneAsync(one);
            }
            catch (Exception e)
            {
                foreach (var one in some) one.Written.TrySetException(e);
            }
        }
    }

    private List<Waiting> Next()
    {
        lock (gate)
        {
            var some = new List<Waiting>();
            while (some.Count < MostAtOnce && queue.TryDequeue(out var one)) some.Add(one);
            isWriting = some is not [];
            return some;
        }
    }

    private async Task AloneAsync(Waiting one)
    {
        try
        {
            await TogetherAsync([one]);
        }
        catch (Exception e)
        {
            one.Written.TrySetException(e);
        }
    }

    private async Task TogetherAsync(List<Waiting> some)
    {
        await write(some.ConvertAll(one => one.What));
        foreach (var one in some) one.Written.TrySetResult();
    }

    private sealed class Waiting(T what)
    {
        public T What => what;
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
