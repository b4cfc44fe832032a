using System.Diagnostics;
using Npgsql;
using Platform.Domain.Common;
using Platform.Integrations;

namespace Platform.Web.Store;

/// <summary>
/// Does the work facts asked for. Two workers never share a row, work about one stream keeps its order,
/// and what fails is tried again later, ever more rarely, until it is parked for a person to look at.
/// </summary>
public sealed partial class TodoWorker(
    Databases databases, Reactions reactions, TodoSignal signal, IServiceScopeFactory scopes, IHostApplicationLifetime life, Hands hands, TimeProvider clock, ILogger<TodoWorker> log)
    : BackgroundService
{
    /// <summary>Asking for one row costs as much as asking for many.</summary>
    private readonly int gulp = hands.Most / 4;
    public const int MostAttempts = 10;

    /// <summary>How long the work of a node that died lies before another takes it up; what takes longer keeps its lease (<see cref="LeaseKeeper"/>).</summary>
    internal static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim slots = new(hands.Most);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TodoOutcomes outcomes = null!;
    private LeaseKeeper leases = null!;
    private CancellationToken stopping;

    /// <summary>Nothing waits for hands: the last time we asked there was less than we could take.</summary>
    private volatile bool isCaughtUp;

    /// <summary>Comes back once it runs: who is stopped before ever running counts as failed, and the host goes down with what failed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await begun.Task.WaitAsync(cancellationToken);
    }

    /// <summary>None while more waits than they can take.</summary>
    internal int FreeHands => isCaughtUp ? slots.CurrentCount : 0;

    /// <summary>Most hands are free: whoever holds one a little longer keeps nobody waiting.</summary>
    public bool IsQuiet => FreeHands > hands.Most * 3 / 4;

    /// <summary>
    /// Hands for work that is only just being brought. Whoever gets some begins it, writes it down as leased already in the commit that brings it,
    /// and hands over the lease: nobody has to ask the database what to do next. Work that waits longer is never overtaken.
    /// </summary>
    internal int Reserve(int most)
    {
        var taken = 0;
        while (isCaughtUp && taken < most && slots.Wait(0)) taken++;
        return taken;
    }

    /// <summary>With a hand that was reserved, before its lease is written down; if it never is, the work was for nothing and left no trace.</summary>
    internal void Begin(Task<Lease> coming, string errand, Guid subject) =>
        _ = Task.Run(() => RunAsync(new(coming, errand, Organisation: null, subject, Fact: null, IsAlone: true), stopping), CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        begun.TrySetResult();
        await StartedAsync(stoppingToken);
        outcomes = new(databases, signal, LogDatabaseGone);
        leases = new(databases, clock, LogDatabaseGone);
        using var idle = new CancellationTokenSource();
        var (recording, keeping) = (outcomes.RunAsync(), leases.RunAsync(idle.Token));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (recording.IsFaulted) await recording; // Work whose end nobody records is done for ever.
                await slots.WaitAsync(stoppingToken);
                slots.Release();
                if (slots.CurrentCount < gulp) await Task.Delay(Breath, stoppingToken);
                var free = Math.Max(1, slots.CurrentCount);
                var leased = await LeaseAsync(free, stoppingToken);
                isCaughtUp = leased.Count < free;
                if (leased is []) await signal.WaitAsync(Idle, stoppingToken);
                foreach (var row in leased)
                {
                    await slots.WaitAsync(stoppingToken);
                    _ = RunAsync(row, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e.IsAway())
            {
                isCaughtUp = false;
                LogDatabaseGone(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // What is under way may finish; its results are recorded before the process goes.
        for (var i = 0; i < hands.Most; i++) await slots.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await idle.CancelAsync();
        outcomes.Complete();
        await Task.WhenAll(recording, keeping);
    }

    /// <summary>Providers answer by webhook, so the doors are opened before anything is sent out.</summary>
    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource();
        await using var on = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<List<Work>> LeaseAsync(int most, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            with next as (
                select t.id from todo t
                where t.due <= now() and t.parked_at is null
                  and not exists (select from todo earlier where earlier.reaction = t.reaction and earlier.stream = t.stream and earlier.id < t.id)
                order by t.due, t.id limit {most} for update skip locked),
            leased as (
                update todo set attempts = attempts + 1, token = token + 1, due = now() + {LeaseTime} from next where todo.id = next.id
                returning todo.*)
            select l.id, l.token, l.attempts, l.reaction, l.organisation_id, l.stream, e.stream_id, e.version, e.type, e.data, e.timestamp, e.headers
            from leased l left join mt_events e on e.tenant_id = l.organisation_id::text and e.stream_id = l.stream and e.version = l.version
            order by l.id
            """);
        return await batch.ListAsync(reader => new Work(
            Task.FromResult(new Lease(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2))),
            reader.GetString(3),
            reader.IsDBNull(4) ? null : new OrganisationId(reader.GetGuid(4)),
            reader.GetGuid(5),
            reader.IsDBNull(6) ? null : StoredFacts.Read(reader, from: 6)), ct);
    }

    private async Task RunAsync(Work work, CancellationToken ct)
    {
        leases.Begin(work.Lease);
        try
        {
            var fault = await DoAsync(work, ct);
            if (await HeldAsync(work) is { } lease && EndOf(work, lease, fault, ct) is { } outcome) outcomes.Add(outcome);
        }
        finally
        {
            leases.End(work.Lease);
            slots.Release();
        }
    }

    private async Task<Exception?> DoAsync(Work work, CancellationToken ct)
    {
        try
        {
            Lease.Expect(work.Lease);
            using var activity = StoreTelemetry.Source.StartActivity(work.Reaction);
            await using var scope = scopes.CreateAsyncScope();
            var definition = reactions.Find(work.Reaction, work.Fact is { } fact ? FactTypes.TypeOf(fact.Type) : null) ?? throw new ParkException("reaction_unknown");
            await definition.RunAsync(scope.ServiceProvider, work.Organisation, work.Fact, work.Stream, ct);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <returns>Nothing when what asked for the work could not be kept.</returns>
    private static async Task<Lease?> HeldAsync(Work work)
    {
        await ((Task)work.Lease).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return work.Lease.IsCompletedSuccessfully ? work.Lease.Result : null;
    }

    private TodoOutcome? EndOf(Work work, Lease lease, Exception? fault, CancellationToken ct)
    {
        switch (fault)
        {
            case null:
                return new(lease, Wait: null, Error: null, IsAlone: work.IsAlone);
            case OperationCanceledException when ct.IsCancellationRequested:
                return new(lease, TimeSpan.Zero, Error: null);
            case PostgresException { SqlState: "PL001" }:
                LogFenced(work.Reaction, lease.Todo);
                return null;
            case LaterException later:
                return Later(lease, later.Wait);
            // Somebody else got on meanwhile, so the work is not at fault however often it loses: fifty webhooks about one person must not end parked.
            case PostgresException lost when Streams.IsLostRace(lost):
                return Later(lease, AfterOthers(lease));
            case ParkException parked:
                return Park(work, lease, parked.Message);
            default:
                StoreTelemetry.Failures.Add(1, new KeyValuePair<string, object?>("reaction", work.Reaction));
                LogWillRetry(Shortly(fault), work.Reaction, work.Stream);
                return lease.IsLastAttempt ? Park(work, lease, Shortly(fault)) : new(lease, Backoff(lease), Shortly(fault));
        }
    }

    private TodoOutcome Later(Lease lease, TimeSpan wait)
    {
        signal.WakeAfter(wait);
        return new(lease, wait, Error: null);
    }

    private TodoOutcome Park(Work work, Lease lease, string reason)
    {
        LogParked(work.Reaction, work.Stream, reason);
        return new(lease, Wait: null, reason, IsParked: true);
    }

    /// <summary>1, 2, 4 … seconds, at most ten minutes; spread by id so that a burst of failures does not come back as a burst.</summary>
    private static TimeSpan Backoff(Lease lease) =>
        TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, lease.Attempt - 1))) + TimeSpan.FromMilliseconds(lease.Todo * 37 % 500);

    /// <summary>Spread anew each time: those who come back together only stand in each other's way again.</summary>
    private static TimeSpan AfterOthers(Lease lease) => TimeSpan.FromMilliseconds(100 + (lease.Todo * 37 + lease.Token * 701) % 3_000);

    /// <summary>Enough to act on, nothing of what people wrote.</summary>
    private static string Shortly(Exception e) => e switch
    {
        ProviderException provider => $"{provider.Code} ({provider.Fault})",
        PostgresException postgres => $"PostgreSQL {postgres.SqlState} {postgres.ConstraintName}",
        _ => $"{e.GetType().Name} in {Written(e.TargetSite?.DeclaringType)?.Name}",
    };

    /// <summary>The class somebody wrote, not the one the compiler made for a lambda in it.</summary>
    private static Type? Written(Type? type) => type is { DeclaringType: { } outer } && type.Name.StartsWith('<') ? Written(outer) : type;

    /// <param name="Lease">May still be on its way.</param>
    /// <param name="IsAlone">Nothing else is about this stream, so nothing waits for its end.</param>
    private sealed record Work(Task<Lease> Lease, string Reaction, OrganisationId? Organisation, Guid Stream, StoredFact? Fact, bool IsAlone = false);

    [LoggerMessage(LogLevel.Warning, "{Reaction} failed for {Stream} and will be tried again: {Error}")]
    private partial void LogWillRetry(string error, string reaction, Guid stream);

    [LoggerMessage(LogLevel.Error, "{Reaction} for {Stream} is parked: {Reason}")]
    private partial void LogParked(string reaction, Guid stream, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reaction} lost its lease of to-do {Todo}; another worker has it")]
    private partial void LogFenced(string reaction, long todo);

    [LoggerMessage(LogLevel.Warning, "The database does not answer ({Error}); trying again")]
    private partial void LogDatabaseGone(string error);
}
