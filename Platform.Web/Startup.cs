using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.Web;

/// <summary>Runs the app from the first line to the last: Ctrl-C works before the host listens, and a failure to start is a sentence.</summary>
public static class Startup
{
    private const int DiskFull = 28; // ENOSPC

    public static async Task<int> RunAsync(Func<CancellationToken, Task> run)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await run(stopping.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception e) when (Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence.Message);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true; // Otherwise the process ends at once and leaves PostgreSQL behind.
            stopping.Cancel();
        }
    }

    /// <summary>Asked before the host starts, which would log a wrong setting with its stack before we can say it in a sentence.</summary>
    public static void AssertSettings(this IHost app) => app.Services.GetService<IStartupValidator>()?.Validate();

    private static StartupException? Explain(Exception e) => e switch
    {
        StartupException sentence => sentence,
        OptionsValidationException wrong => new(
            $"Un réglage manque ou n'est pas valable : {string.Join(" ", wrong.Failures)}",
            "A setting is missing or not valid; see the table of settings in README.md."),
        IOException { HResult: DiskFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new(
            "Le disque est plein. Libérez de la place puis relancez.",
            "The disk is full. Free some space, then start again."),
        _ => null,
    };
}
