using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>What the customer has told so far of the order they want.</summary>
public sealed record OrderDetails
{
    public static OrderDetails None { get; } = new();

    public ImmutableArray<DraftLine> Lines { get; init; } = [];
    public string? Name { get; init; }

    /// <summary>In international form.</summary>
    public string? Phone { get; init; }

    public string? City { get; init; }
    public string? Quarter { get; init; }
    public string? Address { get; init; }
    public DateOnly? Date { get; init; }
    public string? Slot { get; init; }
    public string? Note { get; init; }

    /// <summary>In percent of the goods, as far as the seller's rules go.</summary>
    public int Discount { get; init; }

    public bool Equals(OrderDetails? other) =>
        other is not null && Lines.SequenceEqual(other.Lines)
        && (Name, Phone, City, Quarter, Address, Date, Slot, Note, Discount)
            == (other.Name, other.Phone, other.City, other.Quarter, other.Address, other.Date, other.Slot, other.Note, other.Discount);

    public override int GetHashCode() => HashCode.Combine(Lines.Length, Name, Phone, City, Address, Date);
}

/// <param name="Size">As the catalogue writes it; so are the colour and the third option.</param>
public sealed record DraftLine(ProductId Product, string? Size = null, string? Colour = null, string? Other = null, int Quantity = 1)
{
    /// <summary>In which place it was named: the line that is spoken of stands last, but the order is read out as it was told.</summary>
    public int Place { get; init; }

    public bool IsSame(DraftLine other) => this == other with { Place = Place };
}

/// <summary>What an order needs, in the order in which it is asked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Detail>))]
public enum Detail { Product, Size, Colour, Other, Quantity, City, Quarter, Address, Name, Phone, Date, Slot, Note, Discount }
