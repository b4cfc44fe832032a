using System.Text.Json;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Tests.Benchmarks;

/// <summary>The least that reads a stream: one prepared select, each row made into its fact.</summary>
internal sealed class PlainReader : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand select;

    private PlainReader(NpgsqlConnection connection, OrganisationId organisation, Guid stream)
    {
        this.connection = connection;
        select = new("select version, type, data, timestamp, headers from mt_events where tenant_id = $1 and stream_id = $2 order by version", connection)
        {
            Parameters = { new() { Value = organisation.ToString() }, new() { Value = stream } },
        };
    }

    public static async Task<PlainReader> OpenAsync(string owner, OrganisationId organisation, Guid stream)
    {
        var connection = new NpgsqlConnection(owner + ";Pooling=false");
        await connection.OpenAsync();
        var reader = new PlainReader(connection, organisation, stream);
        await reader.select.PrepareAsync();
        return reader;
    }

    public async Task<List<ConversationEvent>> ReadAsync()
    {
        var facts = new List<ConversationEvent>();
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            facts.Add((ConversationEvent)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), FactTypes.TypeOf(reader.GetString(1))!, FactTypes.Json)!);
        return facts;
    }

    public async ValueTask DisposeAsync()
    {
        await select.DisposeAsync();
        await connection.DisposeAsync();
    }
}
