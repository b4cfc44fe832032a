using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Identity.Settings;

/// <summary>What a person says about themselves: their name, their language, their address.</summary>
public sealed class Profiles(UserManager<User> users, PlatformDbs dbs, LoginSessions sessions, AccountLetters letters, Audit audit)
{
    /// <summary>A plain form post, because only an answer to a request can set the language's cookie.</summary>
    internal static async Task<Results<RedirectHttpResult, NotFound>> SaveAsync(
        [FromForm] string firstName, [FromForm] string lastName, [FromForm] string language,
        HttpContext http, Profiles profiles, LoginSessions sessions, CancellationToken ct)
    {
        if (CurrentActor.IdOf(http.User, ClaimNames.Session) is not { } id || await sessions.CheckAsync(id, ct) is not { } member) return TypedResults.NotFound();

        var spoken = Languages.FromCode(language);
        var isGood = firstName.Trim() is { Length: > 0 and <= 60 } && lastName.Trim() is { Length: > 0 and <= 60 };
        if (isGood)
        {
            await profiles.RenameAsync(member, firstName.Trim(), lastName.Trim(), spoken, ct);
            http.Response.Remember(spoken);
        }

        return TypedResults.LocalRedirect($"/reglages/profil?fait={(isGood ? "oui" : "non")}");
    }

    /// <summary>Their letters come in the language they chose for the screen.</summary>
    public async Task SpeakAsync(ClaimsPrincipal person, Language language, CancellationToken ct)
    {
        if (CurrentActor.IdOf(person, ClaimNames.Session) is not { } id || await sessions.CheckAsync(id, ct) is not { } member) return;

        await using var db = dbs.OpenAcross();
        await db.Users.Where(u => u.Id == member.User).ExecuteUpdateAsync(set => set.SetProperty(u => u.Language, language.Code()), ct);
    }

    private async Task RenameAsync(Member by, string firstName, string lastName, Language language, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var user = await db.Users.FirstAsync(u => u.Id == by.User, ct);
        (user.FirstName, user.LastName, user.Language) = (firstName, lastName, language.Code());
        audit.Note(db, by.Organisation.Value, AuditKind.ProfileChanged, by.By);
        await db.SaveChangesAsync(ct);
        sessions.ForgetChecks();
    }

    /// <summary>Says the same whether the new address is free or not; only its reader learns more.</summary>
    public async Task AskNewEmailAsync(User user, string email, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        if (await users.FindByEmailAsync(email) is { } taken) letters.AlreadySignedUp(db, taken);
        else await letters.ChangeEmailAsync(db, user, email);
        await db.SaveChangesAsync(ct);
    }

    public async Task<bool> TakeNewEmailAsync(User user, string email, string code, Guid? session, Visitor from, CancellationToken ct)
    {
        var before = user.Email!;
        user.UserName = email;
        if (await users.FindByEmailAsync(email) is not null || !(await users.ChangeEmailAsync(user, email, code)).Succeeded) return false;

        if (session is { } here) await sessions.KeepAsync(user, here, ct);
        await using var db = dbs.OpenAcross();
        letters.EmailChanged(db, user, before);
        foreach (var organisation in await db.Set<Organisations.Membership>().Where(m => m.UserId == user.Id).Select(m => m.OrganisationId).ToListAsync(ct))
            audit.Note(db, organisation, AuditKind.EmailChanged, from.As(user), $"{before} → {email}");
        await db.SaveChangesAsync(ct);
        return true;
    }
}
