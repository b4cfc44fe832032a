using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Identity;

/// <summary>Two shops, an influencer and the platform's staff, so that a first visit has somebody to be.</summary>
public sealed class DemoPeople(PlatformDbs dbs, IPasswordHasher<User> hasher, ILookupNormalizer names, TimeProvider clock)
{
    public const string Password = "relais-demo-2026";

    public static readonly OrganisationId AtlasSneakers = new(new Guid("0192f000-0000-7000-8000-00000000a71a"));
    public static readonly OrganisationId DakarMode = new(new Guid("0192f000-0000-7000-8000-00000000da4a"));
    private static readonly OrganisationId Nora = new(new Guid("0192f000-0000-7000-8000-00000000404a"));
    private static readonly OrganisationId Staff = new(new Guid("0192f000-0000-7000-8000-000000005aff"));

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("owner@relais.demo", "Yasmine", "El Idrissi", [(AtlasSneakers, Role.Owner), (DakarMode, Role.Admin)]),
        new("admin@relais.demo", "Karim", "Bennani", [(AtlasSneakers, Role.Admin)]),
        new("agent@relais.demo", "Awa", "Ndiaye", [(AtlasSneakers, Role.Agent)]),
        new("campaigns@relais.demo", "Salma", "Berrada", [(AtlasSneakers, Role.Campaigns)]),
        new("viewer@relais.demo", "Hugo", "Martin", [(AtlasSneakers, Role.Viewer)]),
        new("dakar@relais.demo", "Moussa", "Diop", [(DakarMode, Role.Owner)]),
        new("influencer@relais.demo", "Nora", "Alaoui", [(Nora, Role.Influencer)]),
        new("staff@relais.demo", "Inès", "Carvalho", [(Staff, Role.Staff)]),
    ];

    /// <summary>Makes whoever is missing; safe at every start.</summary>
    public async Task<IReadOnlyList<DemoPerson>> EnsureAsync(CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var first = names.NormalizeEmail(All[0].Email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == first, ct)) return All;

        var now = clock.GetUtcNow();
        db.AddRange(
            Organisation(AtlasSneakers, OrganisationKind.Seller, "Atlas Sneakers", "MA", "+212522000001", now),
            Organisation(DakarMode, OrganisationKind.Seller, "Dakar Mode", "SN", "+221338000001", now),
            Organisation(Nora, OrganisationKind.Influencer, "Nora Alaoui", "MA", "+212661000001", now),
            Organisation(Staff, OrganisationKind.Staff, "Relais", "MA", "+212522000000", now),
            new InfluencerProfile { OrganisationId = Nora.Value, Niche = "fashion", Audience = "10k-50k", Networks = ["instagram", "tiktok"] });

        string? password = null;
        foreach (var person in All)
        {
            var user = Person(person, now);
            user.PasswordHash = password ??= hasher.HashPassword(user, Password); // Slow on purpose, and no secret: once for all.
            db.Add(user);
            db.AddRange(person.Places.Select((place, i) => new Membership
            {
                OrganisationId = place.Organisation.Value,
                UserId = user.Id,
                Role = place.Role,
                CreatedAt = now.AddSeconds(i),
            }));
        }

        await db.SaveChangesAsync(ct);
        return All;
    }

    private User Person(DemoPerson person, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserName = person.Email,
        NormalizedUserName = names.NormalizeName(person.Email),
        Email = person.Email,
        NormalizedEmail = names.NormalizeEmail(person.Email),
        EmailConfirmed = true,
        FirstName = person.FirstName,
        LastName = person.LastName,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        CreatedAt = now,
    };

    private static Organisation Organisation(OrganisationId id, OrganisationKind kind, string name, string country, string phone, DateTimeOffset now)
    {
        var home = Country.Find(country)!;
        return new Organisation
        {
            Id = id.Value,
            Kind = kind,
            Name = name,
            Country = home.Code,
            Currency = home.Currency,
            TimeZone = home.TimeZone,
            Languages = country is "MA" ? ["fr", "ar"] : ["fr"],
            Phone = phone,
            CreatedAt = now,
        };
    }
}

public sealed record DemoPerson(string Email, string FirstName, string LastName, IReadOnlyList<(OrganisationId Organisation, Role Role)> Places);
