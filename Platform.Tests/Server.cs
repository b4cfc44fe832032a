using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Platform.Web.Store.Postgres;

namespace Platform.Tests;

/// <summary>The one PostgreSQL of a test run: the app's own embedded one, in a folder that was given, or that the next run of this clone takes over.</summary>
public static class Server
{
    private const string Mark = "test_";
    private static readonly Lazy<Task<PostgresServer>> Running = new(StartAsync);
    private static int made;

    /// <summary>An empty database and its owner's connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await Running.Value;
        var name = $"{Mark}{Interlocked.Increment(ref made)}";
        await ExecuteAsync(server.ConnectionString, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        var server = await Running.Value;
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(server.ConnectionString, $"drop database {name} with (force)");
    }

    /// <summary>One value, as text; nothing when there is none.</summary>
    public static async Task<string> TextAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Nobody reads or writes this table until what is returned is closed; with another lock nobody writes.</summary>
    public static async Task<NpgsqlConnection> CloseTableAsync(string connectionString, string table, string held = "access exclusive")
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var closing = new NpgsqlCommand($"begin; lock table {table} in {held} mode", connection);
        await closing.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>As many of this database's readers and writers stand before a closed table.</summary>
    public static Task StandingAsync(string connectionString, int many) => Eventually.TrueAsync(
        async () => int.Parse(await TextAsync(connectionString, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"), CultureInfo.InvariantCulture) >= many,
        $"{many} stand before the table");

    /// <summary>The database throws everybody out and lets nobody in until what is returned is disposed of.</summary>
    public static async Task<IAsyncDisposable> TakeAwayAsync(string connectionString)
    {
        var server = await Running.Value;
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(server.ConnectionString, $"alter database {name} allow_connections false");
        await ExecuteAsync(server.ConnectionString, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        await using (var ours = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(ours);
        return new Absence(() => ExecuteAsync(server.ConnectionString, $"alter database {name} allow_connections true"));
    }

    private sealed class Absence(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync(Environment.GetEnvironmentVariable("RELAIS_TESTS_FOLDER") ?? OfThisClone(), CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();

        foreach (var left in await LeftOverAsync(server))
            await ExecuteAsync(server.ConnectionString, $"drop database {left} with (force)");
        return server;
    }

    private static string OfThisClone() =>
        Path.Combine(Path.GetTempPath(), $"relais-tests-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AppContext.BaseDirectory)))[..8]}");

    /// <summary>A run that was killed could not clean up.</summary>
    private static async Task<List<string>> LeftOverAsync(PostgresServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var select = source.CreateCommand($"select datname from pg_database where datname like '{Mark}%'");
        await using var reader = await select.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
