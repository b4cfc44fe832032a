using Npgsql;

namespace Platform.Web.Store;

/// <summary>Goes round many: one that fails keeps nobody else waiting and is tried again on the next round.</summary>
internal static partial class Round
{
    /// <summary>A database that is away fails everybody alike, and ends the round.</summary>
    public static Task EachAsync<T>(this IEnumerable<T> all, Func<T, CancellationToken, Task> visit, ILogger log, CancellationToken ct, int sideBySide = 1) => Parallel.ForEachAsync(
        all, new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = ct }, async (one, stop) =>
        {
            try
            {
                await visit(one, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException && !e.WillPass())
            {
                LogFailed(log, typeof(T).Name, e.GetType().Name, e.TargetSite?.DeclaringType?.FullName);
            }
        });

    [LoggerMessage(LogLevel.Error, "A round went on without one {What}: {Error} in {Where}")]
    private static partial void LogFailed(ILogger log, string what, string error, string? where);
}
