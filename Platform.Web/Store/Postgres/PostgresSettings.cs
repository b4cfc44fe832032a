using System.Globalization;
using Npgsql;

namespace Platform.Web.Store.Postgres;

/// <summary>How our own PostgreSQL is set: for one small node, and never at the price of a lost commit.</summary>
internal static class PostgresSettings
{
    private const string File = "platform.conf";
    private const string Statistics = "pg_stat_statements";
    private const long Megabyte = 1024 * 1024;

    public static readonly (string Name, string Value)[] Durable =
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_sync_retry", "off"),
    ];

    /// <summary>Written anew at each start, so that data of an older version gets the settings of this one.</summary>
    public static async Task WriteAsync(string data, int port, PostgresBinaries binaries, CancellationToken ct)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Megabyte;
        (string Name, string Value)[] settings =
        [
            ("listen_addresses", "127.0.0.1"),
            ("port", port.ToString(CultureInfo.InvariantCulture)),
            ("unix_socket_directories", ""),
            ("password_encryption", "scram-sha-256"),
            ("max_connections", "200"),
            ("shared_buffers", $"{Math.Clamp(memory / 4, 128, 2048)}MB"),
            ("effective_cache_size", $"{Math.Max(memory / 2, 256)}MB"),
            ("min_wal_size", "512MB"),
            ("max_wal_size", "4GB"),
            ("checkpoint_completion_target", "0.9"),
            ("wal_compression", "on"),
            ("random_page_cost", "1.1"),
            ("jit", "off"),
            ("track_io_timing", "on"),
            ("timezone", "UTC"),
            ("log_checkpoints", "off"),
            ("shared_preload_libraries", binaries.HasLibrary($"{Statistics}.so") ? Statistics : ""),
            .. Durable,
        ];

        var lines = settings.Select(setting => $"{setting.Name} = '{setting.Value}'");
        await System.IO.File.WriteAllLinesAsync(Path.Combine(data, File), lines, ct);

        var main = Path.Combine(data, "postgresql.conf");
        var include = $"include '{File}'";
        if (!(await System.IO.File.ReadAllTextAsync(main, ct)).Contains(include, StringComparison.Ordinal))
            await System.IO.File.AppendAllLinesAsync(main, [include], ct);
    }

    /// <summary>Someone may have eased them elsewhere (`alter system`); an acknowledged message must survive a power cut all the same.</summary>
    public static async Task AssertDurableAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var (name, value) in Durable)
        {
            await using var show = new NpgsqlCommand("select current_setting($1)", connection) { Parameters = { new() { Value = name } } };
            if (await show.ExecuteScalarAsync(ct) is not string actual || actual != value)
                throw new StartupException(
                    $"PostgreSQL est réglé sur {name} = {await show.ExecuteScalarAsync(ct)} : des messages confirmés pourraient se perdre. Remettez {name} = {value}.",
                    $"PostgreSQL is set to {name} = {await show.ExecuteScalarAsync(ct)}: acknowledged messages could be lost. Set {name} = {value} again.");
        }
    }
}
