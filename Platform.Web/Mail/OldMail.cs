using Microsoft.EntityFrameworkCore;
using Platform.Web.Store;

namespace Platform.Web.Mail;

/// <summary>An email that no server took in a month tells its reader nothing any more, and still holds their address.</summary>
public sealed class OldMail(PlatformDbs dbs, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task ForgetAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = dbs.OpenAcross();
        await db.Set<OutgoingEmail>().Where(email => email.CreatedAt < before).ExecuteDeleteAsync(ct);
        await db.Set<MailboxEmail>().Where(email => email.At < before).ExecuteDeleteAsync(ct);
    }
}
