namespace Platform.Web.Live;

/// <summary>
/// Many pages that ask the same after one change are answered by one reading. It begins after they asked,
/// so nobody is told what held before the change they saw.
/// </summary>
public sealed class SharedReading<TKey, T>(Func<TKey, Task<T>> read) where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Turns> turns = [];

    public Task<T> ReadAsync(TKey key)
    {
        lock (gate)
        {
            if (!turns.TryGetValue(key, out var of)) turns[key] = of = new();

            // Not on the context of whoever came first: their page may be gone before the others are answered.
            return of.Next ??= Task.Run(() => TakeAsync(key, of, of.Running));
        }
    }

    private async Task<T> TakeAsync(TKey key, Turns of, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (of.Running, of.Next) = (of.Next!, null);
        return await read(key);
    }

    private sealed class Turns
    {
        public Task Running { get; set; } = Task.CompletedTask;

        /// <summary>Has not begun to read; whoever asks now joins it.</summary>
        public Task<T>? Next { get; set; }
    }
}
