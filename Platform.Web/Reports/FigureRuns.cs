using Npgsql;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Reports;

/// <summary>
/// Counts the facts into hours, page after page. A page, its counts and the place it ended are one transaction, so nothing is counted twice;
/// the run's row is locked meanwhile, so of several nodes one counts.
/// </summary>
public sealed class FigureRuns(Databases databases, TimeProvider clock)
{
    private const int PageSize = 2000;
    private const int PagesAtOnce = 10;

    /// <param name="LiveAt">Since when it is shown; null while it is counted afresh.</param>
    /// <param name="Differences">In how many rows it differed from the one it took the place of.</param>
    public sealed record Run(int Generation, SafeCursor At, long Facts, DateTimeOffset StartedAt, DateTimeOffset? LiveAt, long? Differences);

    public async Task<List<Run>> ListAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select generation, tx, seq, facts, started_at, live_at, differences from figure_runs order by generation");
        return await batch.ListAsync(Read, ct);
    }

    /// <summary>Counts everything afresh beside what is shown. Asked again while one is under way, it changes nothing.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            insert into figure_runs (generation, tx, seq, facts, started_at)
            select max(generation) + 1, 0, 0, 0, {clock.GetUtcNow()} from figure_runs having bool_and(live_at is not null)
            on conflict (generation) do nothing
            """);
        await batch.RunAsync(ct);
    }

    /// <summary>Counts what there is to count; a run that has caught up takes the place of the one that is shown, and what it replaced is swept away.</summary>
    /// <returns>Whether there is more to do at once.</returns>
    public async Task<bool> CatchUpAsync(CancellationToken ct)
    {
        var isBehind = false;
        var runs = await ListAsync(ct);
        var live = runs.FindLast(run => run.LiveAt is not null)!;
        foreach (var run in runs)
        {
            if (run.Generation < live.Generation) await SweepAsync(run.Generation, ct);
            else isBehind |= await AdvanceAsync(run, ct) && !(run.LiveAt is null && await TakeOverAsync(run.Generation, ct));
        }

        return isBehind;
    }

    /// <summary>Few pages at a time, so that what people look at is not kept waiting by a recount.</summary>
    /// <returns>Whether it stopped before the end.</returns>
    private async Task<bool> AdvanceAsync(Run run, CancellationToken ct)
    {
        for (var pages = 0; pages < PagesAtOnce; pages++)
            if (await CountPageAsync(run, ct) is not PageSize) return run.LiveAt is null;
        return true;
    }

    /// <returns>How many facts the page had; null when another node is at it.</returns>
    private async Task<int?> CountPageAsync(Run run, CancellationToken ct)
    {
        await using var connection = await databases.Across.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await HoldAsync(connection, run.Generation, ct) is not { } held) return null;

        // A fresh run stops where the live one stands: only at the same place can the two be compared.
        var page = await FigurePage.ReadAsync(connection, held.At, held.LiveAt is null ? await LiveCursorAsync(connection, ct) : null, PageSize, ct);
        if (page.Facts == 0) return 0;

        var fold = await FoldAsync(connection, run.Generation, page, ct);
        await using var batch = connection.BatchAcross();
        FigureRows.AddWrites(batch, run.Generation, fold);
        batch.Add($"update figure_runs set tx = {page.End.Transaction}, seq = {page.End.Sequence}, facts = facts + {page.Facts} where generation = {run.Generation}");
        await batch.RunAsync(ct);
        await transaction.CommitAsync(ct);
        return page.Facts;
    }

    private static async Task<FigureFold> FoldAsync(NpgsqlConnection connection, int generation, FigurePage page, CancellationToken ct)
    {
        var orders = page.Told.Where(fact => fact.OfOrder is not null).Select(fact => (fact.OfOrder!.Organisation, fact.OfOrder.Stream));
        var chats = page.Told.Select(fact => fact switch
        {
            { OfChat: { } chat } => (chat.Organisation, chat.Stream),
            { OfOrder: { Fact: OrderPlaced { Chat: { } from } } order } => (order.Organisation, from.Value),
            _ => default,
        });

        var fold = new FigureFold(generation, await FigureRows.ChatsAsync(connection, generation, chats, ct), await FigureRows.OrdersAsync(connection, generation, orders, ct));
        foreach (var fact in page.Told)
        {
            if (fact.OfChat is { } chat) fold.Add(chat);
            if (fact.OfOrder is { } order) fold.Add(order);
        }

        return fold;
    }

    /// <summary>Nothing is shown that was not counted as far as what it replaces.</summary>
    private async Task<bool> TakeOverAsync(int generation, CancellationToken ct)
    {
        await using var connection = await databases.Across.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await HoldAsync(connection, generation, ct) is not { LiveAt: null } fresh || fresh.At != await LiveCursorAsync(connection, ct)) return false;

        await using var batch = connection.BatchAcross();
        batch.Add($"""
            update figure_runs set live_at = {clock.GetUtcNow()}, differences = (
                select count(*) from (select * from figure_hours where generation = (select live_figures()) and (times, amount) <> (0, 0)) shown
                full join (select * from figure_hours where generation = {generation} and (times, amount) <> (0, 0)) fresh using (organisation_id, hour, measure, key)
                where (shown.times, shown.amount) is distinct from (fresh.times, fresh.amount))
            where generation = {generation}
            """);
        await batch.RunAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static async Task<Run?> HoldAsync(NpgsqlConnection connection, int generation, CancellationToken ct)
    {
        await using var batch = connection.BatchAcross();
        batch.Add($"select generation, tx, seq, facts, started_at, live_at, differences from figure_runs where generation = {generation} for update skip locked");
        return (await batch.ListAsync(Read, ct)).SingleOrDefault();
    }

    /// <summary>Held until the transaction ends, so that the two stand still together.</summary>
    private static async Task<SafeCursor> LiveCursorAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = connection.BatchAcross();
        batch.Add($"select tx, seq from figure_runs where live_at is not null order by generation desc limit 1 for update");
        return (await batch.ListAsync(row => new SafeCursor(row.GetInt64(0), row.GetInt64(1)), ct)).Single();
    }

    /// <summary>The run's own row goes last: as long as it stands, there may be something of it left.</summary>
    private async Task SweepAsync(int generation, CancellationToken ct)
    {
        await databases.Across.SweepAsync(most => $"delete from figure_hours where ctid in (select ctid from figure_hours where generation = {generation} limit {most})", ct);
        await databases.Across.SweepAsync(most => $"delete from figure_chats where ctid in (select ctid from figure_chats where generation = {generation} limit {most})", ct);
        await databases.Across.SweepAsync(most => $"delete from figure_moments where ctid in (select ctid from figure_moments where generation = {generation} limit {most})", ct);
        await databases.Across.SweepAsync(most => $"delete from figure_orders where ctid in (select ctid from figure_orders where generation = {generation} limit {most})", ct);
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"delete from figure_runs where generation = {generation}");
        await batch.RunAsync(ct);
    }

    private static Run Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        new(row.GetInt64(1), row.GetInt64(2)),
        row.GetInt64(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetInt64(6));
}
