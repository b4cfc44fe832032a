using System.Diagnostics;

namespace Platform.Tests;

/// <summary>The app as a process of its own, for what a test cannot do to itself: being killed, or failing to start.</summary>
public sealed class AppProcess : IDisposable
{
    private readonly Process process;

    private AppProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static AppProcess Launch(params IEnumerable<(string Name, string Value)> settings)
    {
        var address = settings.FirstOrDefault(setting => setting.Name == "PLATFORM_URLS").Value is { } given ? new Uri(given) : FreeAddress.Next();
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PLATFORM_URLS"] = address.ToString();
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new(Process.Start(start)!, address);
    }

    /// <summary>Launched and listening.</summary>
    public static async Task<AppProcess> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var app = Launch(settings);
        while (await app.process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains(app.Address.Authority, StringComparison.Ordinal))
            {
                _ = app.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // A full pipe would stop it.
                _ = app.process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return app;
            }

        throw new InvalidOperationException($"The app ended before it listened: {(await app.EndAsync()).Errors}");
    }

    public async Task<(int Code, string Errors)> EndAsync()
    {
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    /// <summary>As `kill -9` does: without a word of warning.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
