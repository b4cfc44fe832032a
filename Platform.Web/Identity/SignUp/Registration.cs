using Microsoft.AspNetCore.Identity;
using Platform.Domain.Common;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Organisations;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Identity.SignUp;

/// <summary>
/// Makes a person, their organisation and their place in it, all at once.
/// Whether an address already has an account is told to its reader by email and to nobody on the screen.
/// </summary>
public sealed class Registration(UserManager<User> users, PlatformDbs dbs, AccountLetters letters, Audit audit, TimeProvider clock)
{
    public static IReadOnlyList<string> Niches { get; } = ["fashion", "beauty", "food", "tech", "sport", "home", "family", "travel", "other"];
    public static IReadOnlyList<string> Audiences { get; } = ["under-1k", "1k-10k", "10k-50k", "50k-250k", "over-250k"];
    public static IReadOnlyList<string> Networks { get; } = ["instagram", "tiktok", "facebook", "youtube", "snapchat", "whatsapp"];

    public async Task<Faults> SellerAsync(SellerForm form, Language language, Visitor from, CancellationToken ct)
    {
        var faults = Check(form, out var country, out var phone);
        faults.Require(nameof(form.Organisation), form.Organisation, longest: 80);
        if (faults.Any) return faults;

        await RegisterAsync(form, Organisation(OrganisationKind.Seller, form.Organisation!.Trim(), country!, phone!.Value), Role.Owner, null, language, from, ct);
        return faults;
    }

    public async Task<Faults> InfluencerAsync(InfluencerForm form, Language language, Visitor from, CancellationToken ct)
    {
        var faults = Check(form, out var country, out var phone);
        if (!Niches.Contains(form.Niche)) faults.Add(nameof(form.Niche), "Required");
        if (!Audiences.Contains(form.Audience)) faults.Add(nameof(form.Audience), "Required");
        if (form.Networks.Count == 0 || form.Networks.Except(Networks).Any()) faults.Add(nameof(form.Networks), "NetworksRequired");
        if (faults.Any) return faults;

        var organisation = Organisation(OrganisationKind.Influencer, $"{form.FirstName} {form.LastName}".Trim(), country!, phone!.Value);
        var profile = new InfluencerProfile { OrganisationId = organisation.Id, Niche = form.Niche, Audience = form.Audience, Networks = [.. form.Networks.Distinct()] };
        await RegisterAsync(form, organisation, Role.Influencer, profile, language, from, ct);
        return faults;
    }

    public User Person(string firstName, string lastName, string email, Language language) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        UserName = email,
        NormalizedUserName = users.NormalizeName(email),
        Email = email,
        NormalizedEmail = users.NormalizeEmail(email),
        FirstName = firstName.Trim(),
        LastName = lastName.Trim(),
        Language = language.Code(),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        CreatedAt = clock.GetUtcNow(),
    };

    private Faults Check(SignUpForm form, out Country? country, out PhoneNumber? phone)
    {
        var faults = new Faults();
        faults.Require(nameof(form.FirstName), form.FirstName, longest: 60);
        faults.Require(nameof(form.LastName), form.LastName, longest: 60);
        faults.RequireEmail(nameof(form.Email), form.Email);
        country = Country.Find(form.Country);
        if (country is null) faults.Add(nameof(form.Country), "Required");
        if (!PhoneNumber.TryParse(form.Phone, country, out phone)) faults.Add(nameof(form.Phone), "PhoneWrong");

        var person = Person(form.FirstName ?? "", form.LastName ?? "", form.Email ?? "", Language.French);
        if (Passwords.Fault(form.Password ?? "", person) is { } fault) faults.Add(nameof(form.Password), fault);
        return faults;
    }

    private async Task RegisterAsync(
        SignUpForm form, Organisation organisation, Role role, InfluencerProfile? profile, Language language, Visitor from, CancellationToken ct)
    {
        var user = Person(form.FirstName!, form.LastName!, form.Email!, language);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, form.Password!); // Also when the address is taken: both take as long.

        await using var db = dbs.OpenAcross();
        if (await users.FindByEmailAsync(user.Email!) is { } known)
        {
            if (known.EmailConfirmed) letters.AlreadySignedUp(db, known);
            else await letters.ConfirmEmailAsync(db, known);
        }
        else
        {
            db.AddRange(user, organisation, new Membership { OrganisationId = organisation.Id, UserId = user.Id, Role = role, CreatedAt = clock.GetUtcNow() });
            if (profile is not null) db.Add(profile);
            audit.Note(db, organisation.Id, AuditKind.OrganisationCreated, from.As(user), organisation.Name);
            await letters.ConfirmEmailAsync(db, user);
        }

        await db.SaveChangesAsync(ct);
    }

    private Organisation Organisation(OrganisationKind kind, string name, Country country, PhoneNumber phone) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = kind,
        Name = name,
        Country = country.Code,
        Currency = country.Currency,
        TimeZone = country.TimeZone,
        Languages = country.Code is "MA" ? ["fr", "ar"] : ["fr"],
        Phone = phone.Value,
        CreatedAt = clock.GetUtcNow(),
    };
}
