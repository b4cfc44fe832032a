namespace Platform.Integrations.Messaging;

/// <summary>A message on its way to a customer.</summary>
/// <param name="Reference">Ours; it comes back in receipts and settles what became of a send that broke off.</param>
/// <param name="Quoted">The provider's id of the message this one answers.</param>
public sealed record Outgoing(Address To, Content Content, string Reference, string? Quoted = null);

/// <summary>What a message says or shows. Each channel has limits of its own and refuses before calling what it cannot carry.</summary>
public abstract record Content
{
    private Content()
    {
    }

    public sealed record Text(string Body, bool PreviewUrl = false) : Content;

    /// <summary>A text the provider approved, with its blanks filled in: the only way to write to someone who has been silent for a day.</summary>
    /// <param name="ProviderId">Where a name does not do (Twilio).</param>
    public sealed record Template(string Name, string Language, string? ProviderId = null) : Content
    {
        public Header? Header { get; init; }
        public IReadOnlyList<Blank> Body { get; init; } = [];
        public IReadOnlyList<TemplateButton> Presses { get; init; } = [];
    }

    public sealed record Buttons(string Body, IReadOnlyList<Choice> Choices, Header? Header = null, string? Footer = null) : Content;

    /// <summary>A list behind a button: more choices than fit under a message.</summary>
    public sealed record List(string Body, string Label, IReadOnlyList<Section> Sections, Header? Header = null, string? Footer = null) : Content;

    public sealed record Link(string Body, string Label, Uri Url, Header? Header = null, string? Footer = null) : Content;

    public sealed record Media(MediaKind Kind, MediaSource Source, string? Caption = null, string? FileName = null) : Content;

    public sealed record Location(Place Place) : Content;

    /// <summary>A button under which the customer shares where they are.</summary>
    public sealed record AskLocation(string Body) : Content;

    public sealed record Cards(IReadOnlyList<ContactCard> People) : Content;

    /// <param name="Emoji">Empty takes it back.</param>
    public sealed record Reaction(string Target, string Emoji) : Content;

    public sealed record Product(string CatalogueId, string Item, string? Body = null, string? Footer = null) : Content;

    public sealed record ProductList(string CatalogueId, string Title, string Body, IReadOnlyList<Shelf> Shelves, string? Footer = null) : Content;

    /// <param name="Cover">The product whose picture stands on the message.</param>
    public sealed record Catalogue(string Body, string? Cover = null, string? Footer = null) : Content;
}

public sealed record Choice(string Id, string Title, string? Description = null);

public sealed record Section(string? Title, IReadOnlyList<Choice> Rows);

public sealed record Shelf(string Title, IReadOnlyList<string> Items);

/// <summary>What stands above the words of a message.</summary>
public abstract record Header
{
    private Header()
    {
    }

    /// <param name="Name">Of the blank it fills, in a template whose blanks are named.</param>
    public sealed record Text(string Value, string? Name = null) : Header;
    public sealed record Media(MediaKind Kind, MediaSource Source, string? FileName = null) : Header;
    public sealed record Location(Place Place) : Header;
}

/// <param name="Name">Where the template's blanks are named instead of numbered.</param>
public sealed record Blank(string Value, string? Name = null);

/// <param name="Index">Its place among the template's buttons, from nought.</param>
/// <param name="Name">Of the blank it fills, where the provider keeps one set of names for the whole template.</param>
public sealed record TemplateButton(int Index, TemplateButtonKind Kind, string Value, string? Name = null);

/// <summary>What the value of a template's button is: the payload that comes back, the end of an address, a code to copy, the product on the cover.</summary>
public enum TemplateButtonKind { QuickReply, Url, CopyCode, Catalogue }
