using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Web.Identity;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Mail;
using Platform.Web.Store;

namespace Platform.Tests.Identity;

/// <summary>Makes people and reads their mail, behind the product's back.</summary>
internal static partial class People
{
    public const string Password = "le vent souffle fort";

    /// <summary>A confirmed person in an organisation of their own.</summary>
    public static async Task<(User User, OrganisationId Organisation)> AddPersonAsync(this App app, string name, Role role = Role.Owner, OrganisationId? organisation = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.IPasswordHasher<User>>();
        var email = $"{name}@example.com";
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            FirstName = name,
            LastName = "Test",
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = DateTimeOffset.UtcNow,
        };
        user.PasswordHash = hasher.HashPassword(user, Password);

        await using var db = app.Get<PlatformDbs>().OpenAcross();
        var place = organisation ?? new OrganisationId(Guid.CreateVersion7());
        if (organisation is null)
        {
            db.Add(new Organisation
            {
                Id = place.Value, Kind = OrganisationKind.Seller, Name = $"Boutique {name}", Country = "MA", Currency = Currency.MAD,
                TimeZone = "Africa/Casablanca", Languages = ["fr"], Phone = "+212612345678", CreatedAt = DateTimeOffset.UtcNow,
            });
        }

        db.AddRange(user, new Membership { OrganisationId = place.Value, UserId = user.Id, Role = role, CreatedAt = DateTimeOffset.UtcNow });
        await db.SaveChangesAsync();
        return (user, place);
    }

    /// <summary>The person at work, as a page would know them.</summary>
    public static async Task<Member> AtWorkAsync(this App app, User user, OrganisationId organisation)
    {
        await using var db = app.Get<PlatformDbs>().OpenAcross();
        var session = app.Get<LoginSessions>().Open(db, user, organisation.Value, new Visitor("203.0.113.7", "Firefox, Linux", null), TimeSpan.FromHours(1));
        await db.SaveChangesAsync();
        return (await app.Get<LoginSessions>().CheckAsync(session.Id, CancellationToken.None))!;
    }

    /// <summary>The newest email to an address whose text has these words, as soon as it is there.</summary>
    public static async Task<MailboxEmail> MailToAsync(this App app, string address, string words)
    {
        for (var patience = 0; patience < 100; patience++)
        {
            await using var db = app.Get<PlatformDbs>().OpenAcross();
            var found = await db.Set<MailboxEmail>().Where(m => m.Recipient == address && m.Text.Contains(words)).OrderByDescending(m => m.At).FirstOrDefaultAsync();
            if (found is not null) return found;
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No email to {address} with “{words}”");
    }

    public static string Link(this MailboxEmail email, string path) =>
        Links().Matches(WebUtility.HtmlDecode(email.Text)).Select(m => new Uri(m.Value)).First(uri => uri.AbsolutePath.StartsWith(path, StringComparison.Ordinal)).PathAndQuery;

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Links();
}
