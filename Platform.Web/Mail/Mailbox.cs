using Microsoft.EntityFrameworkCore;
using Platform.Integrations.Mail;
using Platform.Web.Demo;
using Platform.Web.Store;

namespace Platform.Web.Mail;

/// <summary>The demo's postman: emails land on a page instead of travelling.</summary>
public sealed class Mailbox(PlatformDbs dbs, IConfiguration configuration, TimeProvider clock) : IMailer
{
    private const int Shown = 50;

    /// <summary>It shows everybody's links, so it exists only where there is nobody but the demo.</summary>
    public bool IsOpen => DemoMode.IsOn(configuration) && !MailFeature.HasServer(configuration);

    public async Task SendAsync(Email email, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            insert into mailbox (id, recipient, subject, html, text, at)
            values ({email.Id}, {email.To}, {email.Subject}, {email.Html}, {email.Text}, {now})
            on conflict (id) do nothing
            """, ct);
    }

    public async Task<List<MailboxEmail>> LatestAsync(CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<MailboxEmail>().AsNoTracking().OrderByDescending(m => m.At).Take(Shown).ToListAsync(ct);
    }

    public async Task<MailboxEmail?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<MailboxEmail>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct);
    }
}
