using System.Security.Cryptography;
using System.Text;

namespace Platform.Web.Store.Postgres;

/// <summary>
/// The folder PostgreSQL lives in: its data, its password, its log. Held by one app at a time;
/// the operating system lets go of the hold when that app dies, however it dies.
/// </summary>
internal sealed class PostgresHome : IDisposable
{
    public const string User = "postgres";

    /// <summary>Where the unprivileged user can always go.</summary>
    public const string Reachable = "/var/lib/relais";

    private const int HeldByAnother = 11; // EWOULDBLOCK
    private const long LeastFreeBytes = 300L * 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly FileStream hold;

    private PostgresHome(string folder, FileStream hold)
    {
        Folder = folder;
        this.hold = hold;
    }

    public string Folder { get; }
    public string Data => Path.Combine(Folder, "data");
    public string Log => Path.Combine(Folder, "postgres.log");
    public string PasswordFile => Path.Combine(Folder, "password");
    public string PortFile => Path.Combine(Folder, "port");

    public static async Task<PostgresHome> ClaimAsync(string dataFolder, CancellationToken ct)
    {
        var wanted = Path.Combine(Path.GetFullPath(dataFolder), "postgresql");
        if (Environment.IsPrivilegedProcess) await MakeUserAsync(ct);
        if (!Directory.Exists(wanted)) await MakeAsync(wanted, ct);

        var folder = (await Command.RunAsync("realpath", [wanted], ct)).Output;
        if (!await IsReachableAsync(folder, ct))
            throw new StartupException(
                $"L'utilisateur {User} n'a pas accès au dossier {folder}. Rendez ses dossiers parents traversables (chmod o+x) ou choisissez un autre dossier avec PLATFORM_DATA.",
                $"The user {User} cannot reach the folder {folder}. Make its parent folders passable (chmod o+x) or choose another folder with PLATFORM_DATA.");

        var home = new PostgresHome(folder, Hold(folder));
        try
        {
            home.AssertSpace();
            await home.WritePasswordAsync(ct);
            return home;
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    public void Dispose() => hold.Dispose();

    private static FileStream Hold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == HeldByAnother)
        {
            throw new StartupException(
                $"Relais tourne déjà avec les données de {folder} : arrêtez-le d'abord, ou choisissez un autre dossier avec PLATFORM_DATA.",
                $"Relais is already running on the data in {folder}: stop it first, or choose another folder with PLATFORM_DATA.");
        }
    }

    /// <summary>A clone under /root is closed to the unprivileged user: its data then lives under /var/lib, and a link remembers where.</summary>
    private static async Task MakeAsync(string wanted, CancellationToken ct)
    {
        if (Path.Exists(wanted) || new FileInfo(wanted).LinkTarget is not null) File.Delete(wanted);
        Directory.CreateDirectory(wanted);
        if (!Environment.IsPrivilegedProcess) return;

        File.SetUnixFileMode(Path.GetDirectoryName(wanted)!, Passable);
        var folder = wanted;
        if (!await IsReachableAsync(wanted, ct))
        {
            var path = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12];
            folder = Directory.CreateDirectory($"{Reachable}/{path}").FullName;
            File.SetUnixFileMode(Reachable, Passable);
            Directory.Delete(wanted);
            File.CreateSymbolicLink(wanted, folder);
            Console.WriteLine($"Données / Data: {folder}");
        }

        File.SetUnixFileMode(folder, Passable);
        await Command.RunAsync("chown", [$"{User}:", folder], ct);
    }

    private static async Task<bool> IsReachableAsync(string folder, CancellationToken ct) =>
        !Environment.IsPrivilegedProcess || (await Command.RunUnprivilegedAsync("test", ["-x", folder], ct)).Succeeded;

    private static async Task MakeUserAsync(CancellationToken ct)
    {
        if ((await Command.RunAsync("id", [User], ct)).Succeeded) return;
        await Command.RunAsync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", User], ct);
    }

    private void AssertSpace()
    {
        if (new DriveInfo(Folder).AvailableFreeSpace < LeastFreeBytes)
            throw new StartupException(
                $"Le disque de {Folder} est presque plein : il faut au moins {LeastFreeBytes / 1024 / 1024} Mo libres pour démarrer sans risque.",
                $"The disk of {Folder} is almost full: starting safely takes at least {LeastFreeBytes / 1024 / 1024} MB of free space.");
    }

    private async Task WritePasswordAsync(CancellationToken ct)
    {
        if (File.Exists(PasswordFile)) return;

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        await using (var writer = new StreamWriter(new FileStream(PasswordFile, options)))
            await writer.WriteAsync(RandomNumberGenerator.GetHexString(48, lowercase: true));

        if (Environment.IsPrivilegedProcess) await Command.RunAsync("chown", [$"{User}:", PasswordFile], ct);
    }
}
