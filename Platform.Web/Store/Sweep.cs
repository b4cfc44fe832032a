using Npgsql;

namespace Platform.Web.Store;

/// <summary>Forgets much in little steps, each its own transaction, so that nobody waits for it and the safe cursor is not held back.</summary>
public static class Sweep
{
    private const int Step = 2000;

    /// <param name="statement">Changes or deletes at most as many rows as it is told, and finds no row a second time.</param>
    public static async Task SweepAsync(this NpgsqlDataSource across, Func<int, FormattableString> statement, CancellationToken ct)
    {
        int rows;
        do
        {
            await using var batch = across.BatchAcross();
            batch.Add(statement(Step));
            rows = await batch.RunAsync(ct);
        }
        while (rows == Step);
    }
}
