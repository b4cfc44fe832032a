using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Web.Identity.Organisations;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Invoices;

/// <summary>When an invoice is issued by itself.</summary>
public enum IssueAt { Delivery, Confirmation, ByHand }

/// <summary>What a seller's invoices say of the seller, and when they are issued.</summary>
[Table("invoice_settings"), PrimaryKey(nameof(OrganisationId))]
public sealed class InvoiceSettings : IKept
{
    public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public IssueAt Issue { get; set; } = IssueAt.Delivery;
    public VatStatus VatStatus { get; set; } = VatStatus.Registered;

    /// <summary>The accountant's, where it is not the country's.</summary>
    public decimal? VatPercent { get; set; }
    public string LegalName { get; set; } = "";

    /// <summary>With the capital where the law wants it: "SARL au capital de 100 000 DH".</summary>
    public string LegalForm { get; set; } = "";
    public string Address { get; set; } = "";

    /// <summary>As JSON, by name.</summary>
    public string Mentions { get; set; } = "{}";
    public string Exemption { get; set; } = "";
    public string Footer { get; set; } = "";

    /// <summary>What papers are written in.</summary>
    public Language Language { get; set; } = Language.French;

    public Dictionary<string, string> Said() => JsonSerializer.Deserialize<Dictionary<string, string>>(Mentions) ?? [];

    public void Say(IReadOnlyDictionary<string, string> mentions) => Mentions = JsonSerializer.Serialize(mentions.Where(mention => mention.Value.Length > 0).ToDictionary());

    public Seller Seller(Organisation home)
    {
        var (profile, said) = (LegalProfile.Of(home.Country), Said());
        List<string> missing = [.. profile.Mentions.Where(mention => mention.IsRequired && said.GetValueOrDefault(mention.Name, "").Length == 0).Select(mention => mention.Name)];
        if (LegalName.Length == 0) missing.Insert(0, nameof(LegalName));
        if (Address.Length == 0) missing.Insert(0, nameof(Address));
        return new(
            LegalName.Length > 0 ? LegalName : home.Name, Address, home.Phone, home.Country,
            [.. LegalForm.Length > 0 ? [LegalForm] : Array.Empty<string>(), .. profile.Mentions.Where(mention => said.ContainsKey(mention.Name)).Select(mention => $"{mention.Name} : {said[mention.Name]}")],
            VatStatus is VatStatus.Registered ? null : Exemption, Footer.Length > 0 ? Footer : null, missing);
    }

    /// <summary>Null when this seller charges none.</summary>
    public decimal? Percent(string country, DateOnly day, VatKind kind) => VatStatus is VatStatus.Registered ? VatPercent ?? VatRates.On(day, country, kind) : null;
}

public sealed class InvoiceSettingsDesk(PlatformDbs dbs)
{
    public async Task<(InvoiceSettings Settings, Organisation Home)> OfAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var home = await db.Set<Organisation>().AsNoTracking().FirstAsync(row => row.Id == organisation.Value, ct);
        var said = await db.Set<InvoiceSettings>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value, ct);
        return (said ?? new() { OrganisationId = organisation.Value, Language = Languages.FromCode(home.Languages.FirstOrDefault()) }, home);
    }

    public async Task<Refusal?> SaveAsync(Actor by, InvoiceSettings settings, CancellationToken ct = default)
    {
        if (by is not ({ Kind: ActorKind.Member, Role: Role.Admin or Role.Owner } or { Kind: ActorKind.System })) return new("forbidden");
        if (settings.VatPercent is < 0 or > 100) return new("invoice.percent");
        if (settings.VatStatus is not VatStatus.Registered && settings.Exemption.Trim().Length == 0) return new("invoice.exemption");

        await using var db = dbs.Open(by.Organisation);
        var home = await db.Set<Organisation>().AsNoTracking().FirstAsync(row => row.Id == by.Organisation.Value, ct);
        var said = settings.Said();
        if (LegalProfile.Of(home.Country).Mentions.FirstOrDefault(mention => !mention.Accepts(said.GetValueOrDefault(mention.Name, ""))) is { } wrong) return new($"invoice.mention.{wrong.Name}");

        return await db.KeepAsync(settings, ct);
    }
}
