using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging;

/// <summary>What a message says and brings, whoever wrote it.</summary>
/// <param name="Text">What there is to read: the text, a caption, the title of a pressed button, a place. Empty for bare media.</param>
public sealed record Said(MessageKind Kind, string Text)
{
    public Attachment? Media { get; init; }
    public Place? Place { get; init; }
    public IReadOnlyList<ContactCard> Cards { get; init; } = [];
    public Reaction? Reaction { get; init; }

    /// <summary>The provider's id of the message this one answers.</summary>
    public string? Quoted { get; init; }

    public Choice? Pressed { get; init; }
    public Referral? Referral { get; init; }
    public Basket? Basket { get; init; }

    /// <summary>The product whose page the customer wrote from.</summary>
    public ProductReference? AskedAbout { get; init; }

    /// <summary>The provider's id of the message that was edited or taken back.</summary>
    public string? Target { get; init; }

    /// <summary>Where the person is to be found from now on.</summary>
    public IReadOnlyList<Address> MovedTo { get; init; } = [];

    /// <summary>The answers of a form, as the provider's JSON.</summary>
    public string? Form { get; init; }

    public bool IsForwarded { get; init; }
}

/// <param name="Source">What <see cref="IMessageChannel.OpenMediaAsync"/> takes: an id, a path or an address at the provider.</param>
public sealed record Attachment(MediaKind Kind, string Source, string? MimeType = null, string? FileName = null, string? Sha256 = null);

public sealed record Place(double Latitude, double Longitude, string? Name = null, string? Street = null);

/// <param name="Name">As it is shown; the parts are for the address book.</param>
public sealed record ContactCard(string Name, IReadOnlyList<CardPhone> Phones)
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public IReadOnlyList<string> Emails { get; init; } = [];
}

/// <param name="WhatsApp">The number's account at WhatsApp, where the sender's phone knew it.</param>
public sealed record CardPhone(string Number, string? Type = null, string? WhatsApp = null);

/// <param name="Emoji">Null takes it back.</param>
public sealed record Reaction(string Target, string? Emoji);

/// <summary>The advert or post that brought the customer; only the first message has it.</summary>
/// <param name="ClickId">Names the click when a sale is reported to the advertiser.</param>
public sealed record Referral(
    string? SourceType, string? SourceId, string? SourceUrl, string? Headline, string? Body, string? MediaUrl, string? ClickId, string? Welcome = null);

public sealed record ProductReference(string Catalogue, string Item);

/// <summary>A cart as the customer saw it. The prices are theirs to send and ours to check.</summary>
public sealed record Basket(string? Catalogue, string? Note, IReadOnlyList<BasketLine> Lines);

public sealed record BasketLine(string Item, int Quantity, decimal? UnitPrice, string? Currency);
