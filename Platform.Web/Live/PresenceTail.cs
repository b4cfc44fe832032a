using Npgsql;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Live;

/// <summary>
/// Carries who looks and types between nodes by PostgreSQL's notifications: ids and a word, many at once, and never with a fact.
/// A word that is lost is said again within a quarter of a minute.
/// </summary>
public sealed partial class PresenceTail(Databases databases, Presence presence, Node node, TimeProvider clock, ILogger<PresenceTail> log) : BackgroundService
{
    private const string Channel = "platform_presence";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        presence.LeaveAll();
        await TellAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), SpeakAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await databases.Across.OpenConnectionAsync(ct);
                connection.Notification += (_, told) => Hear(told.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
                while (true) await connection.WaitAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogGone(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SpeakAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        var saidAll = clock.GetUtcNow();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ct);
                if (clock.GetUtcNow() - saidAll > Heartbeat)
                {
                    presence.SayAll();
                    saidAll = clock.GetUtcNow();
                }

                await TellAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogGone(e.GetType().Name);
            }
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        string[] untold = [.. presence.TakeUntold().Select(news => $"{node.Id:N} {news.Organisation.Value:N} {news.Subject:N} {news.Page:N} {news.Member:N} {news.What}")];
        if (untold is []) return;

        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select pg_notify({Channel}, told) from unnest({untold}) told");
        await batch.RunAsync(ct);
    }

    private void Hear(string payload)
    {
        if (payload.Split(' ') is not [var from, var organisation, var subject, var page, var member, var what] || from == node.Id.ToString("N")) return;
        presence.Hear(new(new OrganisationId(Guid.Parse(organisation)), Guid.Parse(subject), Guid.Parse(page), Guid.Parse(member), Enum.Parse<Presence.What>(what)));
    }

    [LoggerMessage(LogLevel.Warning, "Who looks at what is not known across nodes while the database is away ({Error})")]
    private partial void LogGone(string error);
}
