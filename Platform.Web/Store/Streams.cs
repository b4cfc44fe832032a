using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity;
using Platform.Web.Live;

namespace Platform.Web.Store;

/// <summary>
/// The path of every change: facts are loaded, the command is decided on them, and what was decided is recorded
/// in one transaction with the rows screens read and the work it asks for.
/// </summary>
public sealed class Streams(
    Databases databases, Facts facts, Reactions reactions, LiveUpdates live, TodoSignal todo, ChangeSignal changes, Node node, TimeProvider clock, IServiceProvider services) : IDisposable
{
    private readonly RecentStates recent = new();

    /// <summary>A lost race is decided again on what then holds; a stream that stays this busy is a fault.</summary>
    private const int Attempts = 12;

    /// <summary>Opening a stream reads at most this many facts beyond its snapshot.</summary>
    public const int SnapshotEvery = 200;

    public Task<Decision<TEvent>> HandleAsync<TAggregate, TCommand, TEvent>(
        IStreamId<TAggregate, TCommand, TEvent> id, TCommand command, Actor by, CancellationToken ct = default)
        where TAggregate : class, IAggregate<TAggregate, TCommand, TEvent>
        where TCommand : notnull
        where TEvent : class => HandleAsync(id, command, by, beside: _ => { }, ct);

    /// <param name="beside">Rows of the caller's own that stand or fall with what is decided.</param>
    public async Task<Decision<TEvent>> HandleAsync<TAggregate, TCommand, TEvent>(
        IStreamId<TAggregate, TCommand, TEvent> id, TCommand command, Actor by, Action<Batch> beside, CancellationToken ct)
        where TAggregate : class, IAggregate<TAggregate, TCommand, TEvent>
        where TCommand : notnull
        where TEvent : class
    {
        if (!Permissions.Allows(by, command)) return new Refusal("forbidden");

        // What is remembered may be behind another node: then the version refuses what is decided on it,
        // and a decision to record nothing is only believed when the store says that nothing came since.
        var remembered = recent.Find<TAggregate>(by.Organisation, id.Value);
        var isRead = false;
        for (var attempt = 1; ; attempt++)
        {
            var (state, version, rows) = remembered ?? await OpenAsync<TAggregate, TCommand, TEvent>(id, by.Organisation, ct);
            if (isRead) rows = null;
            var decision = TAggregate.Decide(state, command, clock.GetUtcNow());
            if (decision.Facts is [])
            {
                if (remembered is null || await IsAtAsync(by.Organisation, id.Value, version, ct)) return decision;
                remembered = null;
                continue;
            }

            try
            {
                var after = decision.Facts.Aggregate(state, TAggregate.Evolve);
                var folded = await RecordAsync<TAggregate, TEvent>(id.Value, version, rows, after, decision.Facts, by, beside, ct);
                recent.Remember<TAggregate>(by.Organisation, id.Value, new(after, version + decision.Facts.Count, folded));
                return decision;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && IsKnownAlready<TEvent>(e))
            {
                return new Decision<TEvent>([]);
            }
            catch (PostgresException e) when (Refusal<TEvent>(e) is not null)
            {
                return Refusal<TEvent>(e)!;
            }
            catch (PostgresException e) when ((IsLostRace(e) || (rows is not null && e.SqlState == PostgresErrorCodes.UniqueViolation)) && attempt < Attempts)
            {
                // Someone recorded first. Deciding is pure, so decide again on what now holds, and fold on what now stands there.
                recent.Forget(by.Organisation, id.Value);
                (remembered, isRead) = (null, true);
            }
        }
    }

    /// <summary>As this node knows it, not older than a fact it knows of. Good for a guess that is decided upon afterwards, and for nothing else.</summary>
    public async Task<(TAggregate State, long Version)> RecallAsync<TAggregate, TCommand, TEvent>(
        IStreamId<TAggregate, TCommand, TEvent> id, OrganisationId organisation, long since, CancellationToken ct = default)
        where TAggregate : class, IAggregate<TAggregate, TCommand, TEvent>
        where TEvent : class =>
        recent.Find<TAggregate>(organisation, id.Value) is { } known && known.Version >= since ? (known.State, known.Version) : await LoadAsync(id, organisation, ct);

    public async Task<(TAggregate State, long Version)> LoadAsync<TAggregate, TCommand, TEvent>(
        IStreamId<TAggregate, TCommand, TEvent> id, OrganisationId organisation, CancellationToken ct = default)
        where TAggregate : class, IAggregate<TAggregate, TCommand, TEvent>
        where TEvent : class
    {
        await using var batch = databases.App.BatchFor(organisation, plansOnce: true);
        batch.Add($"""
            with kept as (select version, state from snapshots where organisation_id = {organisation.Value} and stream = {id.Value} and shape = {Snapshot<TAggregate>.Shape})
            (select version, null as type, state as data from kept)
            union all
            (select version, type, data from mt_events
             where tenant_id = {organisation.ToString()} and stream_id = {id.Value} and version > coalesce((select version from kept), 0)
             order by version)
            """);

        var (snapshot, version) = (default(byte[]), 0L);
        var rows = new List<(string Type, byte[] Data)>();
        await using (var reader = await batch.ReadAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                version = reader.GetInt64(0);
                var data = reader.GetFieldValue<byte[]>(2);
                if (reader.IsDBNull(1)) snapshot = data;
                else rows.Add((reader.GetString(1), data));
            }
        }

        var past = await facts.ReadAsync<TEvent>(organisation, rows, ct);
        var state = snapshot is null ? TAggregate.Initial : await facts.ReadStateAsync<TAggregate>(organisation, snapshot, ct);
        return (past.Aggregate(state, TAggregate.Evolve), version);
    }

    private async Task<Remembered<TAggregate>> OpenAsync<TAggregate, TCommand, TEvent>(IStreamId<TAggregate, TCommand, TEvent> id, OrganisationId organisation, CancellationToken ct)
        where TAggregate : class, IAggregate<TAggregate, TCommand, TEvent>
        where TEvent : class
    {
        var (state, version) = await LoadAsync(id, organisation, ct);
        return new(state, version, version == 0 ? FoldedRows.None : null);
    }

    /// <summary>What is remembered of this version is then the store's own word, and need not be read again.</summary>
    private async Task<bool> IsAtAsync(OrganisationId organisation, Guid stream, long version, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select version from mt_streams where tenant_id = {organisation.ToString()} and id = {stream}");
        return await batch.ListAsync(row => row.GetInt64(0), ct) is [var now] && now == version;
    }

    /// <summary>On the version that was decided upon: whoever recorded meanwhile makes this fail and the command be decided again.</summary>
    /// <param name="rows">What is known of the stream's rows; null to read them.</param>
    /// <returns>What is known of them afterwards.</returns>
    internal async Task<FoldedRows> RecordAsync<TAggregate, TEvent>(
        Guid stream, long version, FoldedRows? rows, TAggregate after, IReadOnlyList<TEvent> decided, Actor by, Action<Batch> beside, CancellationToken ct)
        where TAggregate : class
        where TEvent : class
    {
        var now = Microseconds(clock.GetUtcNow());
        var recorded = decided.Select((fact, i) => new Recorded<TEvent>(by.Organisation, stream, version + 1 + i, now, by, fact)).ToList();
        var data = await facts.WriteAsync(by.Organisation, decided, ct);
        var snapshot = recorded[^1].Version / SnapshotEvery > version / SnapshotEvery ? await facts.WriteStateAsync(by.Organisation, after, ct) : null;
        var foldings = await BeginFoldingAsync(recorded, rows, ct);

        await using var batch = databases.App.BatchFor(by.Organisation);
        if (await Lease.HeldAsync() is { } lease) batch.Add($"select hold_lease({lease.Todo}, {lease.Token})");
        AddFacts(batch, by, Snapshot<TAggregate>.Alias, stream, version, rows?.At, recorded, data);
        reactions.AddTodos(batch, recorded);
        foreach (var folding in foldings) folding.AddWrites(batch, recorded);
        foreach (var guard in services.GetServices<IGuard<TEvent>>())
            foreach (var one in recorded)
                guard.AddWrites(batch, one);

        beside(batch);
        if (snapshot is not null) Snapshot<TAggregate>.AddWrite(batch, by.Organisation, stream, recorded[^1].Version, snapshot);
        await batch.RunAsync(ct);

        live.Publish(new(by.Organisation, typeof(TAggregate).Name, stream));
        foreach (var delay in reactions.Delays(recorded)) todo.WakeAfter(delay);
        changes.Raise();
        return FoldedRows.After(rows, now, [.. foldings.SelectMany(folding => folding.Written)]);
    }

    /// <summary>Rows that are not known are read outside the writing transaction: the stream's version guards them, and whoever moved it makes us start again.</summary>
    private async Task<IFolding<TEvent>[]> BeginFoldingAsync<TEvent>(List<Recorded<TEvent>> recorded, FoldedRows? rows, CancellationToken ct) where TEvent : class
    {
        IFolding<TEvent>[] foldings = [.. Projections<TEvent>().Select(projection => projection.Begin())];
        if (foldings is []) return foldings;

        await using var batch = databases.App.BatchFor(recorded[0].Organisation);
        IFolding<TEvent>[] asked = [.. foldings.Where(folding => folding.AddSelect(batch, recorded, rows))];
        if (asked is []) return foldings;

        await using var reader = await batch.ReadAsync(ct);
        foreach (var folding in asked)
        {
            await folding.ReadAsync(reader, ct);
            await reader.NextResultAsync(ct);
        }

        return foldings;
    }

    private void AddFacts<TEvent>(Batch batch, Actor by, string alias, Guid stream, long version, DateTimeOffset? at, List<Recorded<TEvent>> recorded, byte[][] data) where TEvent : class
    {
        var tenant = by.Organisation.ToString();
        var now = recorded[0].At;
        var reached = recorded[^1].Version;

        var headers = Headers.Write(by, node.Id);
        var (ids, versions) = (recorded.Select(_ => Guid.CreateVersion7()).ToArray(), recorded.Select(r => r.Version).ToArray());
        var (types, dotnet) = (recorded.Select(r => FactTypes.NameOf(r.Fact.GetType())).ToArray(), recorded.Select(r => FactTypes.DotnetNameOf(r.Fact.GetType())).ToArray());
        if (version == 0)
        {
            batch.Add($"insert into mt_streams (tenant_id, id, type, version, timestamp, created) values ({tenant}, {stream}, {alias}, {reached}, {now}, {now})");
            batch.Add($"""
                insert into mt_events (id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers)
                select f.id, {stream}, f.version, f.data, f.type, {now}, {tenant}, f.dotnet, {Activity.Current?.TraceId.ToHexString()}, {Jsonb(headers)}
                from unnest({ids}, {versions}, {Jsonb(data)}, {types}, {dotnet}) f(id, version, data, type, dotnet)
                """);
            return;
        }

        // Where the head is no longer what was decided upon, the facts ask for the place of the first, which is taken: that is the lost race.
        batch.Add($"""
            with head as (
                update mt_streams set version = {reached}, timestamp = {now}
                where tenant_id = {tenant} and id = {stream} and version = {version} and timestamp = coalesce({at}::timestamptz, timestamp) returning version)
            insert into mt_events (id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers)
            select f.id, {stream}, case when exists (select from head) then f.version else 1 end, f.data, f.type, {now}, {tenant}, f.dotnet, {Activity.Current?.TraceId.ToHexString()}, {Jsonb(headers)}
            from unnest({ids}, {versions}, {Jsonb(data)}, {types}, {dotnet}) f(id, version, data, type, dotnet)
            """);
    }

    public void Dispose() => recent.Dispose();

    private IEnumerable<IProjection<TEvent>> Projections<TEvent>() => services.GetServices<IProjection<TEvent>>();

    private bool IsKnownAlready<TEvent>(PostgresException e) => Projections<TEvent>().Any(projection => projection.KnownAlready is { } key && key == e.ConstraintName);

    private Refusal? Refusal<TEvent>(PostgresException e) => services.GetServices<IGuard<TEvent>>().Select(guard => guard.Read(e)).FirstOrDefault(refusal => refusal is not null);

    internal static bool IsLostRace(PostgresException e) =>
        e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName is "pk_mt_events_stream_and_version" or "pkey_mt_streams_tenant_id_id"
        || e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>PostgreSQL keeps microseconds; a fold must see the same instant now and in a rebuild.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), at.Offset);

    private static NpgsqlParameter<string> Jsonb(string json) => new() { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Jsonb };
    private static NpgsqlParameter<byte[][]> Jsonb(byte[][] json) => new() { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb };
}
