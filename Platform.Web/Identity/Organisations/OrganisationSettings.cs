using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>What an organisation says about itself. Its leaders change it.</summary>
public sealed class OrganisationSettings(PlatformDbs dbs, Audit audit, TimeProvider clock)
{
    public async Task<Organisation> ReadAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Organisation>().AsNoTracking().FirstAsync(o => o.Id == organisation.Value, ct);
    }

    public async Task<Refusal?> SaveAsync(Member by, OrganisationForm form, CancellationToken ct)
    {
        if (!MayChange(by.Role)) return new("organisation.not_allowed");
        if (form.Name?.Trim() is not { Length: > 0 and <= 80 } name) return new("organisation.name");
        if (Country.Find(form.Country) is not { } country || !TimeZoneInfo.TryFindSystemTimeZoneById(form.TimeZone, out _)) return new("organisation.country");
        if (!PhoneNumber.TryParse(form.Phone, country, out var phone)) return new("organisation.phone");
        if (form.Languages is []) return new("organisation.languages");

        await using var db = dbs.Open(by.Organisation);
        var organisation = await db.Set<Organisation>().FirstAsync(o => o.Id == by.Organisation.Value, ct);
        var changes = Changes(organisation, form);
        organisation.Name = name;
        organisation.Country = country.Code;
        organisation.Currency = form.Currency;
        organisation.TimeZone = form.TimeZone;
        organisation.Phone = phone.Value.Value;
        organisation.Languages = [.. form.Languages.Distinct().Select(language => language.Code())];
        audit.Note(db, by.Organisation.Value, AuditKind.OrganisationChanged, by.By, changes);
        return await KeepAsync(db, organisation, form, ct);
    }

    public async Task<Refusal?> SaveLogoAsync(Member by, OrganisationForm form, byte[] bytes, CancellationToken ct)
    {
        if (!MayChange(by.Role)) return new("organisation.not_allowed");
        if (bytes.Length > Logos.MostBytes) return new("organisation.logo_big");
        if (Pictures.TypeOf(bytes) is not { } type) return new("organisation.logo_kind");

        await using var db = dbs.Open(by.Organisation);
        var (organisation, logo) = (
            await db.Set<Organisation>().FirstAsync(o => o.Id == by.Organisation.Value, ct),
            await db.Set<OrganisationLogo>().FirstOrDefaultAsync(l => l.OrganisationId == by.Organisation.Value, ct));
        if (logo is null) db.Add(new OrganisationLogo { OrganisationId = by.Organisation.Value, Type = type, Bytes = bytes });
        else (logo.Type, logo.Bytes) = (type, bytes);
        organisation.LogoVersion = clock.GetUtcNow().ToUnixTimeMilliseconds();
        audit.Note(db, by.Organisation.Value, AuditKind.LogoChanged, by.By);
        return await KeepAsync(db, organisation, form, ct);
    }

    private static async Task<Refusal?> KeepAsync(PlatformDb db, Organisation organisation, OrganisationForm form, CancellationToken ct)
    {
        db.Entry(organisation).Property(o => o.Xmin).OriginalValue = form.Read;
        if (await db.KeepAsync(ct) is { } changed) return changed;

        form.Read = organisation.Xmin;
        return null;
    }

    private static bool MayChange(Role role) => role is Role.Owner or Role.Admin or Role.Influencer;

    private static string Changes(Organisation before, OrganisationForm after) => string.Join(", ",
        new[]
        {
            (before.Name, after.Name), (before.Country, after.Country), (before.Currency.ToString(), after.Currency.ToString()),
            (before.TimeZone, after.TimeZone), (string.Join("+", before.Languages), string.Join("+", after.Languages.Select(l => l.Code()))),
        }
        .Where(change => change.Item1 != change.Item2)
        .Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Item1} → {change.Item2}")));
}

public sealed class OrganisationForm
{
    /// <summary>Which of its versions was opened.</summary>
    public uint Read { get; set; }
    public string? Name { get; set; }
    public string Country { get; set; } = "MA";
    public Currency Currency { get; set; }
    public string TimeZone { get; set; } = "Africa/Casablanca";
    public string? Phone { get; set; }
    public List<Language> Languages { get; set; } = [];

    public static OrganisationForm Of(Organisation organisation) => new()
    {
        Read = organisation.Xmin,
        Name = organisation.Name,
        Country = organisation.Country,
        Currency = organisation.Currency,
        TimeZone = organisation.TimeZone,
        Phone = organisation.Phone,
        Languages = [.. organisation.Languages.Select(Domain.Common.Languages.FromCode)],
    };
}
