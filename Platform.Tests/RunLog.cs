namespace Platform.Tests;

/// <summary>A file beside the tests that each run writes anew, for when one of them failed.</summary>
internal static class RunLog
{
    public static Lazy<TextWriter> Open(string name) => new(() => TextWriter.Synchronized(new StreamWriter(Path.Combine(AppContext.BaseDirectory, name)) { AutoFlush = true }));
}
