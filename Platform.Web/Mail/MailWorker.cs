using Npgsql;
using Platform.Integrations;
using Platform.Integrations.Mail;
using Platform.Web.Store;

namespace Platform.Web.Mail;

/// <summary>Sends what waits in the outbox: leased, never locked while the mail server thinks, ever more rarely after failures.</summary>
public sealed partial class MailWorker(Databases databases, IMailer mailer, TimeProvider clock, ILogger<MailWorker> log) : BackgroundService
{
    private const int MostAttempts = 12;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
            {
                await SendDueAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was leased and not sent is due again once its lease has run out.
        }
    }

    private async Task SendDueAsync(CancellationToken ct)
    {
        try
        {
            foreach (var waiting in await LeaseAsync(ct)) await SendAsync(waiting, ct);
        }
        catch (Exception e) when (e.IsAway())
        {
            LogDatabaseGone(e.GetType().Name);
        }
    }

    private async Task<List<Waiting>> LeaseAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            update outgoing_emails set attempts = attempts + 1, due = now() + {Lease}
            where id in (select id from outgoing_emails where due <= now() and parked_at is null order by due limit 10 for update skip locked)
            returning id, recipient, subject, html, text, attempts
            """);
        return await batch.ListAsync(
            row => new Waiting(new Email(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)), row.GetInt32(5)), ct);
    }

    private async Task SendAsync(Waiting waiting, CancellationToken ct)
    {
        var id = waiting.Email.Id;
        try
        {
            await mailer.SendAsync(waiting.Email, ct);
            await RunAsync($"delete from outgoing_emails where id = {id}");
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final || waiting.Attempts >= MostAttempts)
        {
            LogParked(id, e.Code);
            await RunAsync($"update outgoing_emails set parked_at = now(), error = {e.Code} where id = {id}");
        }
        catch (ProviderException e)
        {
            LogWillRetry(id, e.Code);
            await RunAsync($"update outgoing_emails set due = now() + {Backoff(waiting.Attempts)}, error = {e.Code} where id = {id}");
        }
    }

    private async Task RunAsync(FormattableString sql)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add(sql);
        await batch.RunAsync(CancellationToken.None);
    }

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, attempts)));

    private sealed record Waiting(Email Email, int Attempts);

    [LoggerMessage(LogLevel.Warning, "Email {Email} was not taken ({Code}) and will be tried again")]
    private partial void LogWillRetry(Guid email, string code);

    [LoggerMessage(LogLevel.Error, "Email {Email} is parked: {Code}")]
    private partial void LogParked(Guid email, string code);

    [LoggerMessage(LogLevel.Warning, "The database does not answer ({Error}); emails wait")]
    private partial void LogDatabaseGone(string error);
}
