using System.Diagnostics;
using Npgsql;
using Platform.Web;
using Platform.Web.Store.Postgres;

namespace Platform.Tests.Store.Postgres;

public sealed class PostgresServerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("relais-postgres-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_keeps_its_data_over_a_stop_and_a_start()
    {
        await using (var server = await StartAsync())
            await ExecuteAsync(server, "create table kept (word text); insert into kept values ('oui')");

        await using var again = await StartAsync();
        Assert.Equal("oui", await AskAsync(again, "select word from kept"));
    }

    [Fact]
    public async Task It_is_closed_to_the_network_and_to_whoever_has_no_password()
    {
        await using var server = await StartAsync();

        Assert.Equal("127.0.0.1", await AskAsync(server, "show listen_addresses"));
        Assert.Equal("scram-sha-256", await AskAsync(server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "postgresql/password")));

        var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(stranger.ConnectionString);
        await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
    }

    [Fact]
    public async Task It_comes_back_with_its_data_after_it_was_killed()
    {
        await using var server = await StartAsync();
        await ExecuteAsync(server, "create table kept (word text); insert into kept values ('oui')");

        Kill(Postmaster());
        Assert.False(server.IsRunning);
        await server.EnsureRunningAsync(CancellationToken.None);

        Assert.Equal("oui", await AskAsync(server, "select word from kept"));
    }

    [Fact]
    public async Task A_pid_file_that_names_a_stranger_does_not_keep_it_from_starting()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(PidFile, $"{Environment.ProcessId}\n");
        await using var server = await StartAsync();
        Assert.Equal("1", await AskAsync(server, "select 1::text"));
    }

    [Fact]
    public async Task One_that_outlived_a_killed_app_is_taken_over()
    {
        using (var app = await AppProcess.StartAsync(("PLATFORM_DATA", folder)))
            app.Kill();
        var orphan = Postmaster();

        await using var server = await StartAsync();
        Assert.Equal(orphan, Postmaster());
        Assert.Equal("1", await AskAsync(server, "select 1::text"));
    }

    [Fact]
    public async Task One_that_is_still_stopping_is_waited_for_and_started_again()
    {
        await using var server = await StartAsync();
        await ExecuteAsync(server, "create table kept (word text); insert into kept values ('oui')");

        Task again;
        await using (await StopWhileSomebodyIsInAsync(server))
            again = server.EnsureRunningAsync(CancellationToken.None);
        await again;

        Assert.Equal("oui", await AskAsync(server, "select word from kept"));
    }

    [Fact]
    public async Task One_that_does_not_get_over_its_stopping_is_said_in_a_sentence()
    {
        await using var server = await StartAsync();
        server.Patience = TimeSpan.Zero;

        await using var client = await StopWhileSomebodyIsInAsync(server);
        var refused = await Assert.ThrowsAsync<StartupException>(() => server.EnsureRunningAsync(CancellationToken.None));

        Assert.Contains("s'arrête encore", refused.Message, StringComparison.Ordinal);
        Assert.Contains("still starting or stopping", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_on_the_same_data_is_refused_in_a_sentence()
    {
        await using var server = await StartAsync();

        var refused = await Assert.ThrowsAsync<StartupException>(StartAsync);
        Assert.Contains("déjà", refused.Message, StringComparison.Ordinal);
        Assert.Contains("already running", refused.Message, StringComparison.Ordinal);
        Assert.True(server.IsRunning);
    }

    [Fact]
    public async Task Settings_that_could_lose_a_message_keep_it_from_starting()
    {
        await using (var server = await StartAsync())
            await ExecuteAsync(server, "alter system set synchronous_commit = off");

        var refused = await Assert.ThrowsAsync<StartupException>(StartAsync);
        Assert.Contains("synchronous_commit = off", refused.Message, StringComparison.Ordinal);
    }

    private string PidFile => Path.Combine(folder, "postgresql/data/postmaster.pid");

    private int Postmaster() => int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture);

    private Task<PostgresServer> StartAsync() => PostgresServer.StartAsync(folder, CancellationToken.None);

    private static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
        found.WaitForExit();
    }

    /// <summary>Asked to stop politely, it turns newcomers away until the last client has left.</summary>
    private async Task<NpgsqlConnection> StopWhileSomebodyIsInAsync(PostgresServer server)
    {
        var alone = server.ConnectionString + ";Pooling=false";
        var client = new NpgsqlConnection(alone);
        await client.OpenAsync();
        using (var asked = Process.Start("kill", ["-TERM", $"{Postmaster()}"]))
            await asked.WaitForExitAsync();

        await Eventually.TrueAsync(async () =>
        {
            await using var newcomer = new NpgsqlConnection(alone);
            try
            {
                await newcomer.OpenAsync();
                return false;
            }
            catch (PostgresException e)
            {
                return e.SqlState == PostgresErrorCodes.CannotConnectNow;
            }
        }, "PostgreSQL turns newcomers away");
        return client;
    }

    private static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string?> AskAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }
}
