using System.Diagnostics;
using System.Globalization;

namespace Platform.Web.Store.Postgres;

/// <summary>Who is at work in a folder, asked of the kernel: a process id alone may belong to somebody else by now.</summary>
internal static class Processes
{
    public static IEnumerable<int> WorkingIn(string folder) =>
        from entry in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(entry)
        where char.IsAsciiDigit(name[0])
        let process = int.Parse(name, CultureInfo.InvariantCulture)
        where WorksIn(process, folder)
        select process;

    public static bool WorksIn(int process, string folder)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget == folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended while we looked, or is another person's.
        }
    }

    public static void Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
            found.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Gone by itself.
        }
    }
}
