using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Platform.Web.Store.Postgres;

/// <summary>
/// PostgreSQL that starts and stops with the app: on this machine only, behind a password, never as root,
/// and on its feet again after either of the two was killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "platform_owner";
    private const string Database = "platform";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly PostgresHome home;
    private readonly PostgresBinaries binaries;

    private PostgresServer(PostgresHome home, PostgresBinaries binaries)
    {
        this.home = home;
        this.binaries = binaries;
    }

    /// <summary>Of the owner, who may do everything; the app makes its less privileged roles with it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How long one that is still stopping, or still reading its journal after a crash, is waited for.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(2);

    public bool IsRunning => Postmaster() is { } process && Processes.WorksIn(process, home.Data);

    public static async Task<PostgresServer> StartAsync(string folder, CancellationToken ct)
    {
        var home = await PostgresHome.ClaimAsync(folder, ct);
        try
        {
            var server = new PostgresServer(home, await PostgresBinaries.FindAsync(home, ct));
            await server.EnsureRunningAsync(ct);
            return server;
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    /// <summary>Starts it unless it runs; one that outlived a killed app is simply taken over.</summary>
    public async Task EnsureRunningAsync(CancellationToken ct)
    {
        if (!Directory.Exists(home.Data)) await InitialiseAsync(ct);
        try
        {
            await PrepareAsync(ct);
            ConnectionString = Connection(Database);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        home.Dispose();
    }

    /// <summary>Under another name first: data that was interrupted half-way must never look finished.</summary>
    private async Task InitialiseAsync(CancellationToken ct)
    {
        var unfinished = home.Data + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);

        var made = await Command.RunUnprivilegedAsync(
            binaries.InitDb,
            [
                "--pgdata", unfinished, "--username", Owner, "--pwfile", home.PasswordFile, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums",
            ],
            ct);
        if (!made.Succeeded) throw Failed(made.Output);

        Directory.Move(unfinished, home.Data);
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        ClearRemains();
        if (new FileInfo(home.Log) is { Exists: true, Length: > 10_000_000 } log) log.Delete();

        await PostgresSettings.WriteAsync(home.Data, Port(), binaries, ct);
        try
        {
            // pg_ctl puts the server into a session of its own, so a Ctrl-C meant for the app does not reach it.
            var started = await Command.RunUnprivilegedAsync(
                binaries.PgCtl, ["start", "--pgdata", home.Data, "--log", home.Log, "--wait", "--timeout", "300"], ct);
            if (!started.Succeeded) throw Failed(await File.ReadAllTextAsync(home.Log, ct));
        }
        catch (OperationCanceledException)
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>
    /// When the postmaster was killed, its children may still hold the shared memory and its pid file still names a process,
    /// today perhaps somebody else's. Only what really works in our data folder counts.
    /// </summary>
    private void ClearRemains()
    {
        foreach (var orphan in Processes.WorkingIn(home.Data))
            Processes.Kill(orphan);
        File.Delete(PidFile);
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        await using var connection = await ReachAsync(ct);
        await PostgresSettings.AssertDurableAsync(connection, ct);

        await using var exists = new NpgsqlCommand($"select 1 from pg_database where datname = '{Database}'", connection);
        if (await exists.ExecuteScalarAsync(ct) is not null) return;
        await using var create = new NpgsqlCommand($"create database {Database}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A process that is there may not answer yet, or no longer; when its last moment is over, another is started.</summary>
    private async Task<NpgsqlConnection> ReachAsync(CancellationToken ct)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, ct))
        {
            if (!IsRunning) await LaunchAsync(ct);
            var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException e) when (IsBetweenStates(e))
            {
                await connection.DisposeAsync();
                if (Stopwatch.GetElapsedTime(since) > Patience) throw NotReady(e);
            }
        }
    }

    private static bool IsBetweenStates(NpgsqlException e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown } => true,
        PostgresException => false,
        _ => e.InnerException is SocketException or IOException,
    };

    private async Task StopAsync()
    {
        if (!IsRunning) return;
        await Command.RunUnprivilegedAsync(
            binaries.PgCtl, ["stop", "--pgdata", home.Data, "--mode", "fast", "--wait", "--timeout", "60"], CancellationToken.None);
    }

    private string Connection(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = int.Parse(File.ReadAllText(home.PortFile), CultureInfo.InvariantCulture),
        Username = Owner,
        Password = File.ReadAllText(home.PasswordFile),
        Database = database,
    }.ConnectionString;

    /// <summary>The same as last time if it is still free, so that a tool pointed at it keeps working.</summary>
    private int Port()
    {
        var last = File.Exists(home.PortFile) ? int.Parse(File.ReadAllText(home.PortFile), CultureInfo.InvariantCulture) : 0;
        var port = FreePort(last) ?? FreePort(0)!.Value;
        File.WriteAllText(home.PortFile, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    private static int? FreePort(int wanted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private string PidFile => Path.Combine(home.Data, "postmaster.pid");

    private int? Postmaster()
    {
        try
        {
            return int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), out var process) ? process : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private StartupException NotReady(NpgsqlException e) => new(
        $"PostgreSQL démarre ou s'arrête encore après {Patience.TotalSeconds:0} s d'attente. Attendez un instant puis relancez (journal : {home.Log}).",
        $"PostgreSQL is still starting or stopping after {Patience.TotalSeconds:0} s. Wait a moment, then start again (log: {home.Log}).",
        e);

    private StartupException Failed(string output)
    {
        var reason = output.Split('\n').LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal) || line.Contains("error:", StringComparison.Ordinal))
            ?? output.Split('\n')[^1];
        return output.Contains("No space left on device", StringComparison.Ordinal)
            ? new("Le disque est plein. Libérez de la place puis relancez.", "The disk is full. Free some space, then start again.")
            : new($"PostgreSQL n'a pas démarré : {reason.Trim()} (journal : {home.Log})", $"PostgreSQL did not start: {reason.Trim()} (log: {home.Log})");
    }
}
