using Platform.Domain.Common;

namespace Platform.Domain.Conversations;

/// <summary>What a message brings besides words; most bring nothing.</summary>
public sealed record Brought
{
    /// <summary>The provider's id of the message this one answers.</summary>
    public string? Quoted { get; init; }
    public PressedButton? Pressed { get; init; }
    public Spot? Place { get; init; }
    public IReadOnlyList<PassedCard>? Cards { get; init; }
    public Advert? Advert { get; init; }
    public Cart? Cart { get; init; }

    /// <summary>The item whose page the customer wrote from.</summary>
    public string? AskedAbout { get; init; }

    /// <summary>The answers of a form, as the provider's JSON.</summary>
    public Personal? Form { get; init; }
    public bool? IsForwarded { get; init; }

    /// <summary>The approved text it is sent as, the only way to write to someone who has been silent for a day.</summary>
    public TemplateUse? Template { get; init; }

    /// <summary>Whether a link in it is shown with its picture; null lets the channel decide.</summary>
    public bool? PreviewsLink { get; init; }

    /// <summary>What the customer can press under it.</summary>
    public IReadOnlyList<PressedButton>? Offers { get; init; }
}

public sealed record TemplateUse(string Name, string Language, IReadOnlyList<Personal> Blanks);

public sealed record PressedButton(string Id, string Title);

/// <param name="Point">Latitude and longitude as text: a place on a map is as personal as an address.</param>
public sealed record Spot(Personal Point, Personal? Name, Personal? Street);

/// <summary>Somebody's card that the customer passed on.</summary>
public sealed record PassedCard(Personal Name, IReadOnlyList<Personal> Phones);

/// <summary>The advert or post that brought the customer.</summary>
/// <param name="Click">Names the click when a sale is reported to the advertiser.</param>
public sealed record Advert(string? Kind, string? Id, string? Url, string? Headline, string? Body, Personal? Click);

/// <summary>A cart as the customer saw it. The prices are theirs to send and ours to check.</summary>
public sealed record Cart(string? Catalogue, Personal? Note, IReadOnlyList<CartLine> Lines);

public sealed record CartLine(string Item, int Quantity, decimal? UnitPrice, string? Currency);

/// <summary>A file that came with a message, and where it is to be fetched.</summary>
/// <param name="Source">An id, a path or an address at the provider.</param>
public sealed record FileNote(string Source, string? MimeType, Personal? Name);
