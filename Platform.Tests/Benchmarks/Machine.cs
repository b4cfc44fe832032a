using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using Platform.Web.Store.Postgres;

namespace Platform.Tests.Benchmarks;

/// <summary>Under which conditions the figures were taken.</summary>
internal static class Machine
{
    public static async Task DescribeAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, load {await LoadAsync()}, {RuntimeInformation.FrameworkDescription}");

        var owner = await Server.CreateDatabaseAsync();
        await using (var connection = new NpgsqlConnection(owner + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await PostgresSettings.AssertDurableAsync(connection, CancellationToken.None);
            Console.WriteLine($"PostgreSQL {connection.PostgreSqlVersion.ToString(2)}: {string.Join(", ", PostgresSettings.Durable.Select(setting => $"{setting.Name} {setting.Value}"))}");
        }

        await Server.DropDatabaseAsync(owner);
        Console.WriteLine($"pg_test_fsync: {await FlushesAsync()}");
    }

    /// <summary>A program of PostgreSQL's own, where Debian puts them; null when only the server is here.</summary>
    public static string? Program(string name) => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin", name)).Where(File.Exists)
            .OrderByDescending(path => path, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering)).FirstOrDefault()
        : null;

    private static async Task<string> LoadAsync() => string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[..3]);

    /// <summary>How often this disk can promise something: the first fdatasync line, for one 8-kB write.</summary>
    private static async Task<string> FlushesAsync()
    {
        if (Program("pg_test_fsync") is not { } program) return "not on this machine (apt-get install postgresql)";

        var file = Path.Combine(Path.GetTempPath(), $"relais-fsync-{Environment.ProcessId}");
        using var process = Process.Start(new ProcessStartInfo(program, ["-s", "1", "-f", file]) { RedirectStandardOutput = true })!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                if (line.Contains("fdatasync", StringComparison.Ordinal) && line.Contains("ops/sec", StringComparison.Ordinal))
                    return string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

            return "said nothing";
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            File.Delete(file);
        }
    }
}
