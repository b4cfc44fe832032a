using System.Text;
using Npgsql;
using Platform.Domain.Common;

namespace Platform.Web.Store;

/// <summary>
/// Statements that go to PostgreSQL in one round trip and one transaction, the organisation set first.
/// SQL comes only as interpolated strings whose values become parameters.
/// </summary>
public sealed class Batch : IAsyncDisposable
{
    private readonly NpgsqlBatch batch;

    /// <summary>How many results come before the first of ours.</summary>
    private readonly int preamble;

    /// <param name="plansOnce">
    /// For statements by key that run all the time: where a few streams are very long, the planner would rather plan each reading
    /// of a short one anew, which costs more than the reading. Tables that are empty at the start must not be read so.
    /// </param>
    internal Batch(NpgsqlBatch empty, OrganisationId? organisation, bool plansOnce = false)
    {
        batch = empty;
        if (organisation is not { } id) return;

        preamble = 1;
        if (plansOnce) Add($"select set_config('platform.organisation', {id.ToString()}, true), set_config('plan_cache_mode', 'force_generic_plan', true)");
        else Add($"select set_config('platform.organisation', {id.ToString()}, true)");
    }

    public void Add(FormattableString sql)
    {
        var command = new NpgsqlBatchCommand();
        var names = new object[sql.ArgumentCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = $"${i + 1}";
            command.Parameters.Add(Parameter(sql.GetArgument(i)));
        }

        command.CommandText = string.Format(null, CompositeFormats.Of(sql.Format), names);
        batch.BatchCommands.Add(command);
    }

    /// <summary>For generated statements over known columns: the text is ours, the values are parameters in order.</summary>
    internal void Add(string sql, IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    public Task<int> RunAsync(CancellationToken ct = default) => batch.ExecuteNonQueryAsync(ct);

    /// <summary>Stands before the first row of the first statement that returns rows.</summary>
    public async Task<NpgsqlDataReader> ReadAsync(CancellationToken ct = default)
    {
        var reader = await batch.ExecuteReaderAsync(ct);
        for (var skip = 0; skip < preamble; skip++) await reader.NextResultAsync(ct);
        return reader;
    }

    public async Task<List<T>> ListAsync<T>(Func<NpgsqlDataReader, T> row, CancellationToken ct = default)
    {
        var rows = new List<T>();
        await using var reader = await ReadAsync(ct);
        while (await reader.ReadAsync(ct)) rows.Add(row(reader));
        return rows;
    }

    public ValueTask DisposeAsync() => batch.DisposeAsync();

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new() { Value = DBNull.Value },
        NpgsqlParameter given => given,
        DateTimeOffset at => new NpgsqlParameter<DateTimeOffset> { TypedValue = at.ToUniversalTime() },
        Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        string text => new NpgsqlParameter<string> { TypedValue = text },
        _ => new() { Value = value },
    };

    /// <summary>Interpolated strings are few and constant; parsing each once keeps the hot path free of it.</summary>
    private static class CompositeFormats
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, CompositeFormat> Parsed = new();

        public static CompositeFormat Of(string format) => Parsed.GetOrAdd(format, CompositeFormat.Parse);
    }
}

public static class Batches
{
    /// <summary>Within one organisation.</summary>
    public static Batch BatchFor(this NpgsqlDataSource source, OrganisationId organisation, bool plansOnce = false) => new(source.CreateBatch(), organisation, plansOnce);

    /// <summary>Within one organisation and the transaction that is open on this connection.</summary>
    public static Batch BatchFor(this NpgsqlConnection connection, OrganisationId organisation) => new(connection.CreateBatch(), organisation);

    /// <summary>Across organisations; only where <see cref="PlatformDbs.OpenAcross"/> is allowed.</summary>
    public static Batch BatchAcross(this NpgsqlDataSource source) => new(source.CreateBatch(), organisation: null);

    /// <summary>Across organisations and within the transaction that is open on this connection.</summary>
    public static Batch BatchAcross(this NpgsqlConnection connection) => new(connection.CreateBatch(), organisation: null);
}
