using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Shared;

namespace Platform.Web.Contacts;

/// <summary>Somebody a shop knows.</summary>
[Table("contacts"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class Contact
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public string? Name { get; set; }
    public string? Phone { get; init; }
    public string? Email { get; set; }

    /// <summary>What they like to be written in: `fr`, `ar`, `ary`, `en`.</summary>
    public string? Language { get; set; }
    public string? City { get; set; }

    /// <summary>The one they turned out to be.</summary>
    public Guid? MergedInto { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public enum FieldKind { Text, Number, Date, YesNo, Choice }

/// <summary>A property a shop keeps of its contacts, besides those everybody has.</summary>
[Table("contact_fields"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class ContactField : IKept
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required string Name { get; set; }
    public required FieldKind Kind { get; set; }

    /// <summary>Among which one chooses.</summary>
    public string[] Choices { get; set; } = [];
    public int Position { get; set; }

    /// <summary>The value as it is kept, the same in every language; null when it is none of this kind.</summary>
    public string? Read(string typed) => (Kind, typed.Trim()) switch
    {
        (FieldKind.Text, { Length: <= 500 } text) => text,
        (FieldKind.Number, var text) when decimal.TryParse(text.Replace(',', '.'), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) => number.ToString(CultureInfo.InvariantCulture),
        (FieldKind.Date, var text) when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date.ToString("O", CultureInfo.InvariantCulture),
        (FieldKind.YesNo, "true" or "false") => typed.Trim(),
        (FieldKind.Choice, var text) when Choices.Contains(text) => text,
        _ => null,
    };
}

[Table("contact_values"), PrimaryKey(nameof(OrganisationId), nameof(Contact), nameof(Field))]
public sealed class ContactValue
{
    public required Guid OrganisationId { get; init; }
    public required Guid Contact { get; init; }
    public required Guid Field { get; init; }
    public required string Value { get; set; }
}
