using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Platform.Tests.Benchmarks;

/// <summary>PostgreSQL's own load generator, written in C.</summary>
internal static partial class Pgbench
{
    public static bool IsHere => Machine.Program("pgbench") is not null;

    /// <summary>Transactions per second of a prepared script, in which `:body` is a parameter.</summary>
    public static async Task<double> RunAsync(string owner, string script, string body, int clients, TimeSpan turn)
    {
        var (server, file) = (new NpgsqlConnectionStringBuilder(owner), Path.GetTempFileName());
        await File.WriteAllTextAsync(file, script);

        var start = new ProcessStartInfo(Machine.Program("pgbench")!,
        [
            "--no-vacuum", "--protocol=prepared", $"--client={clients}", $"--jobs={Environment.ProcessorCount}", $"--time={(int)turn.TotalSeconds}", $"--file={file}", $"--define=body={body}",
            $"--host={server.Host}", $"--port={server.Port}", $"--username={server.Username}", server.Database!,
        ]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = server.Password;

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        File.Delete(file);

        return Rate().Match(await output) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(await errors);
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
