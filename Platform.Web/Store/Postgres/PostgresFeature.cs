using System.Net.Sockets;
using Npgsql;

namespace Platform.Web.Store.Postgres;

/// <summary>Which PostgreSQL the app works on: its own, or the one `ConnectionStrings__Platform` names.</summary>
public static class PostgresFeature
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static bool IsOutside(IConfiguration configuration) => configuration.GetConnectionString("Platform") is { Length: > 0 };

    /// <summary>Answers the owner's connection string; what is returned stops with the app.</summary>
    public static async Task<PostgresInUse> StartPostgresAsync(this WebApplicationBuilder builder, string dataFolder, CancellationToken ct)
    {
        if (builder.Configuration.GetConnectionString("Platform") is { Length: > 0 } outside)
        {
            await AssertAnswersAsync(outside, ct);
            return new(outside, server: null);
        }

        var server = await PostgresServer.StartAsync(dataFolder, ct);
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<KeepPostgresRunning>(services, server));
        return new(server.ConnectionString, server);
    }

    private static async Task AssertAnswersAsync(string connectionString, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(patience.Token);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is NpgsqlException or SocketException or ArgumentException or OperationCanceledException)
        {
            var why = e is PostgresException refused ? refused.MessageText : e.Message;
            throw new StartupException(
                $"La base de données de ConnectionStrings__Platform ne répond pas : {why}",
                $"The database of ConnectionStrings__Platform does not answer: {why}",
                e);
        }
    }
}

/// <summary>The PostgreSQL in use, through its owner.</summary>
public sealed class PostgresInUse(string connectionString, PostgresServer? server) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
