using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Shared;

/// <summary>
/// How a page asks for a change. A database that is away for a moment is a refusal like others: it is said in words,
/// what was typed stays where it stands, and the person asks again.
/// </summary>
internal static class Asking
{
    public static Refusal Away { get; } = new("away");

    public static Task<Refusal?> OrAwayAsync(this Task<Refusal?> asked) => asked.OrAwayAsync(away => away);

    /// <summary>What cannot be refused but for a database that is away.</summary>
    public static Task<Refusal?> DoneOrAwayAsync(this Task asked)
    {
        return DoneAsync().OrAwayAsync();

        async Task<Refusal?> DoneAsync()
        {
            await asked;
            return null;
        }
    }

    public static async Task<T> OrAwayAsync<T>(this Task<T> asked, Func<Refusal, T> refused)
    {
        try
        {
            return await asked;
        }
        catch (Exception e) when (e.WillPass())
        {
            return refused(Away);
        }
    }

    /// <summary>Tells one thing what to do.</summary>
    public static Task<Refusal?> AskAsync<TAggregate, TCommand, TEvent>(this Streams streams, IStreamId<TAggregate, TCommand, TEvent> id, TCommand command, Actor by)
        where TAggregate : class, IAggregate<TAggregate, TCommand, TEvent>
        where TCommand : notnull
        where TEvent : class
    {
        return RefusalAsync().OrAwayAsync();

        async Task<Refusal?> RefusalAsync() => (await streams.HandleAsync(id, command, by)).Refusal;
    }
}
