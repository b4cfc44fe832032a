using System.Diagnostics;

namespace Platform.Web.Store.Postgres;

/// <summary>Another program, run to its end.</summary>
internal static class Command
{
    internal sealed record Outcome(bool Succeeded, string Output);

    public static async Task<Outcome> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = Process.Start(Describe(program, arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode == 0, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>PostgreSQL refuses to run as root, so root lends it a user without rights.</summary>
    public static Task<Outcome> RunUnprivilegedAsync(string program, IEnumerable<string> arguments, CancellationToken ct) =>
        Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", PostgresHome.User, "--", program, .. arguments], ct)
            : RunAsync(program, arguments, ct);

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };

        // Whatever PostgreSQL this terminal usually talks to, and in which language, is not ours.
        foreach (var foreign in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(foreign);
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }
}
