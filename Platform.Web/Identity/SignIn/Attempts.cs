using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.SignIn;

/// <summary>
/// Limits guessing per account, per address and overall. Every known device of the account has an allowance of its own,
/// so whoever guesses from elsewhere cannot keep the owner out.
/// </summary>
public sealed class Attempts(PlatformDbs dbs, TimeProvider clock)
{
    public const int PerAccount = 5;
    public const int PerAddress = 50;
    public const int Overall = 2_000;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The try is counted before it is judged: a burst in parallel sees itself.</summary>
    public async Task<Attempt> BeginAsync(string account, Guid? user, Visitor from, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - Window;
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(account));

        await using var db = dbs.OpenAcross();
        var known = from.Device is { } device && user is { } id
            && await db.Set<KnownDevice>().AnyAsync(d => d.UserId == id && d.Device == device, ct);
        var attempt = new SignInAttempt { At = now, Account = key, Address = from.Address, Device = known ? from.Device : null };
        db.Add(attempt);
        await db.SaveChangesAsync(ct);

        var all = db.Set<SignInAttempt>().Where(a => a.At > since && !a.Succeeded);
        var mine = db.Set<SignInAttempt>().Where(a => a.Account == key && a.Device == attempt.Device && a.At > since);
        var lastSuccess = await mine.Where(a => a.Succeeded).MaxAsync(a => (long?)a.Id, ct) ?? 0;

        var tooMany = await mine.CountAsync(a => !a.Succeeded && a.Id > lastSuccess, ct) > PerAccount
            || (!known && await all.CountAsync(a => a.Address == from.Address, ct) > PerAddress)
            || (!known && await all.Take(Overall + 1).CountAsync(ct) > Overall);
        return new Attempt(attempt.Id, tooMany);
    }

    public async Task SucceedAsync(Attempt attempt, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await db.Set<SignInAttempt>().Where(a => a.Id == attempt.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Succeeded, true), ct);
    }

    public sealed record Attempt(long Id, bool MustWait);
}
