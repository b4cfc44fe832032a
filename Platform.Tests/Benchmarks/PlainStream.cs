using Npgsql;
using NpgsqlTypes;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Tests.Benchmarks;

/// <summary>The least that records facts on an expected version: one prepared batch on a connection of its own, its values all but ready.</summary>
internal sealed class PlainStream : IAsyncDisposable
{
    private static readonly string Headers = Web.Store.Headers.Write(Actor.System(new OrganisationId(Guid.CreateVersion7())), Guid.CreateVersion7());
    private static readonly string Json = System.Text.Json.JsonSerializer.Serialize(new ReplyDelivered(new MessageId(Guid.CreateVersion7())), FactTypes.Json);
    private const string Dotnet = "Platform.Domain.Conversations.ReplyDelivered, Platform.Domain";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlBatch batch;
    private readonly string tenant = Guid.CreateVersion7().ToString("D");
    private readonly Guid stream = Guid.CreateVersion7();
    private readonly int facts;
    private long version;

    private PlainStream(NpgsqlConnection connection, int facts)
    {
        this.connection = connection;
        this.facts = facts;
        batch = new NpgsqlBatch(connection) { BatchCommands = { Move(), facts == 1 ? One() : Many() } };
    }

    public static async Task<PlainStream> OpenAsync(string owner, int facts)
    {
        var connection = new NpgsqlConnection(owner + ";Pooling=false");
        await connection.OpenAsync();
        var plain = new PlainStream(connection, facts);
        await using (var begin = new NpgsqlCommand("insert into mt_streams (tenant_id, id, type, version) values ($1, $2, 'conversation', 0)", connection))
        {
            begin.Parameters.Add(new() { Value = plain.tenant });
            begin.Parameters.Add(new() { Value = plain.stream });
            await begin.ExecuteNonQueryAsync();
        }

        await plain.batch.PrepareAsync();
        return plain;
    }

    public async Task AppendAsync()
    {
        var (move, insert, now) = (batch.BatchCommands[0].Parameters, batch.BatchCommands[1].Parameters, DateTimeOffset.UtcNow);
        (move[0].Value, move[1].Value, move[4].Value) = (version + facts, now, version);
        insert[0].Value = facts == 1 ? Guid.CreateVersion7() : Enumerable.Range(0, facts).Select(_ => Guid.CreateVersion7()).ToArray();
        insert[2].Value = facts == 1 ? version + 1 : Enumerable.Range(0, facts).Select(n => version + 1 + n).ToArray();
        insert[5].Value = now;
        await batch.ExecuteNonQueryAsync();
        version += facts;
    }

    public async ValueTask DisposeAsync()
    {
        await batch.DisposeAsync();
        await connection.DisposeAsync();
    }

    private NpgsqlBatchCommand Move() => With(
        "update mt_streams set version = $1, timestamp = $2 where tenant_id = $3 and id = $4 and version = $5",
        (0L, NpgsqlDbType.Bigint), (DateTimeOffset.UtcNow, NpgsqlDbType.TimestampTz), (tenant, NpgsqlDbType.Varchar), (stream, NpgsqlDbType.Uuid), (0L, NpgsqlDbType.Bigint));

    private NpgsqlBatchCommand One() => With(
        "insert into mt_events (id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (Guid.Empty, NpgsqlDbType.Uuid), (stream, NpgsqlDbType.Uuid), (0L, NpgsqlDbType.Bigint), (Json, NpgsqlDbType.Jsonb), ("reply_delivered", NpgsqlDbType.Varchar),
        (DateTimeOffset.UtcNow, NpgsqlDbType.TimestampTz), (tenant, NpgsqlDbType.Varchar), (Dotnet, NpgsqlDbType.Varchar), (Headers, NpgsqlDbType.Jsonb));

    private NpgsqlBatchCommand Many() => With(
        """
        insert into mt_events (id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
        select f.id, $2, f.version, f.data, f.type, $6, $7, f.dotnet, $9 from unnest($1, $3, $4, $5, $8) f(id, version, data, type, dotnet)
        """,
        (Array.Empty<Guid>(), NpgsqlDbType.Array | NpgsqlDbType.Uuid), (stream, NpgsqlDbType.Uuid), (Array.Empty<long>(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
        (All(Json), NpgsqlDbType.Array | NpgsqlDbType.Jsonb), (All("reply_delivered"), NpgsqlDbType.Array | NpgsqlDbType.Varchar),
        (DateTimeOffset.UtcNow, NpgsqlDbType.TimestampTz), (tenant, NpgsqlDbType.Varchar), (All(Dotnet), NpgsqlDbType.Array | NpgsqlDbType.Varchar), (Headers, NpgsqlDbType.Jsonb));

    private string[] All(string value) => [.. Enumerable.Repeat(value, facts)];

    private static NpgsqlBatchCommand With(string sql, params (object Value, NpgsqlDbType Type)[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (value, type) in values) command.Parameters.Add(new() { Value = value, NpgsqlDbType = type });
        return command;
    }
}
