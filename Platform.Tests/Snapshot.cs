using System.Runtime.CompilerServices;

namespace Platform.Tests;

/// <summary>
/// What was read once and approved stays so. A difference is written to `*.received.txt`; after reading it, rename it to `*.verified.txt`.
/// The names are Verify's, so that Verify can take over.
/// </summary>
public static class Snapshot
{
    public static void Match(string received, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}");
        var (approved, current) = ($"{path}.verified.txt", $"{path}.received.txt");

        var text = received.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
        {
            File.Delete(current);
            return;
        }

        File.WriteAllText(current, text);
        Assert.Fail($"Read {current}, then rename it to {Path.GetFileName(approved)} if it is right.\n{text}");
    }
}
