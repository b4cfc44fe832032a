using Microsoft.Extensions.Logging;

namespace Platform.Tests;

/// <summary>What the nodes of this run complained of, in a file: a journey that fails shows only what the person saw.</summary>
internal sealed class Complaints(Uri node, LogLevel least = LogLevel.Error) : ILoggerProvider, ILogger
{
    private static readonly Lazy<TextWriter> File = RunLog.Open("complaints.log");

    private const string FailedParts = "Microsoft.AspNetCore.Components.Web.ErrorBoundary";

    /// <summary>Of a part of a page that failed the framework only warns.</summary>
    public ILogger CreateLogger(string categoryName) => categoryName is FailedParts ? new Complaints(node, LogLevel.Warning) : this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) File.Value.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {node.Port} {formatter(state, exception)}\n{exception}");
    }

    public void Dispose()
    {
    }
}
