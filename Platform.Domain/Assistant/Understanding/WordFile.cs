using System.Text;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Our word lists, carried inside the program: `key = phrase | phrase`, `#` begins a remark.</summary>
internal static class WordFile
{
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(WordFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not part of the build");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#') yield return line;
    }

    public static IEnumerable<(string Key, string[] Phrases)> Entries(string name) =>
        from line in Lines(name)
        let at = line.IndexOf(" =", StringComparison.Ordinal)
        where at > 0
        select (line[..at], line[(at + 2)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
