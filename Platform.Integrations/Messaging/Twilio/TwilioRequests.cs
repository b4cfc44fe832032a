using System.Globalization;
using System.Text.Json;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Our words as Twilio wants to read them: fields of a form, or a content of its own where there is something to press.</summary>
internal static class TwilioRequests
{
    private const string Prefix = "whatsapp:";

    public static string Address(string number) => Prefix + number;

    public static string Number(string? address) => address is null ? "" : address.StartsWith(Prefix, StringComparison.Ordinal) ? address[Prefix.Length..] : address;

    /// <summary>What can be said in plain fields; null where a content has to be made first.</summary>
    public static IEnumerable<KeyValuePair<string, string>>? Fields(Content content) => content switch
    {
        Content.Text c => [new("Body", c.Body)],
        Content.Template c =>
        [
            new("ContentSid", c.ProviderId ?? c.Name),
            new("ContentVariables", JsonSerializer.Serialize(Variables(c).DistinctBy(blank => blank.Key).ToDictionary())),
        ],
        Content.Media c => c.Caption is { Length: > 0 } caption ? [new("MediaUrl", Link(c)), new("Body", caption)] : [new("MediaUrl", Link(c))],
        Content.Location c =>
        [
            new("Body", c.Place.Name ?? c.Place.Street ?? Point(c.Place)),
            new("PersistentAction", $"geo:{Point(c.Place)}{(c.Place.Street ?? c.Place.Name) switch { { } label => "|" + label.Replace('|', ' '), _ => "" }}"),
        ],
        _ => null,
    };

    /// <summary>One set of names for all of a content.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Variables(Content.Template template) =>
    [
        .. template.Header is Header.Text { Name: { } name } header ? [new(name, header.Value)] : Array.Empty<KeyValuePair<string, string>>(),
        .. template.Body.Select((blank, i) => new KeyValuePair<string, string>(blank.Name ?? $"{i + 1}", blank.Value)),
        .. template.Presses.Where(press => press.Name is not null).Select(press => new KeyValuePair<string, string>(press.Name!, press.Value)),
    ];

    /// <summary>Twilio's own kinds of content, good for an open conversation without anybody's approval.</summary>
    public static object Types(Content content) => content switch
    {
        Content.Buttons c => new Dictionary<string, object>
        {
            ["twilio/quick-reply"] = new { body = Words(c.Header, c.Body, c.Footer), actions = c.Choices.Select(choice => new { title = choice.Title, id = choice.Id }) },
        },
        Content.List c => new Dictionary<string, object>
        {
            ["twilio/list-picker"] = new
            {
                body = Words(c.Header, c.Body, c.Footer),
                button = c.Label,
                items = c.Sections.SelectMany(section => section.Rows, (section, row) => new { item = row.Title, id = row.Id, description = row.Description ?? section.Title ?? row.Title }),
            },
        },
        Content.Link c => new Dictionary<string, object>
        {
            ["twilio/call-to-action"] = new { body = Words(c.Header, c.Body, c.Footer), actions = new[] { new { type = "URL", title = c.Label, url = c.Url.AbsoluteUri } } },
        },
        _ => throw Bounds.Unsupported(content.GetType().Name),
    };

    /// <summary>Says at once what Twilio's interface has no way to send.</summary>
    public static void Check(Outgoing message)
    {
        switch (message.Content)
        {
            case Content.Text text:
                Bounds.Needed("body", text.Body, 1600);
                break;
            case Content.Template { Header: not (null or Header.Text { Name: not null }) }:
                throw Bounds.Unsupported("header");
            case Content.Template template when template.Presses.Any(button => button is not ({ Kind: TemplateButtonKind.QuickReply } or { Name: not null })):
                throw Bounds.Unsupported("button_value");
            case Content.Template template when !(template.ProviderId ?? template.Name).StartsWith("HX", StringComparison.Ordinal):
                throw new ProviderException("template_missing.content_sid", ProviderFault.Final, template.Name) { Reason = Trouble.TemplateMissing };
            case Content.Media { Source: MediaSource.Stored }:
                throw Bounds.Unsupported("stored_media");
            case Content.Media { Caption: { } caption }:
                Bounds.Optional("caption", caption, 1600);
                break;
            case Content.Buttons { Header: Header.Media or Header.Location } or Content.List { Header: Header.Media or Header.Location } or Content.Link { Header: Header.Media or Header.Location }:
                throw Bounds.Unsupported("header");
            case Content.Buttons c:
                Bounds.Needed("body", Words(c.Header, c.Body, c.Footer), 1024);
                break;
            case Content.List c:
                Bounds.Needed("body", Words(c.Header, c.Body, c.Footer), 1024);
                break;
            case Content.Link c:
                Bounds.Needed("body", Words(c.Header, c.Body, c.Footer), 1024);
                break;
            case Content.Template or Content.Media or Content.Location:
                break;
            case var other:
                throw Bounds.Unsupported(other.GetType().Name);
        }

        WhatsAppLimits.Check(message);
    }

    /// <summary>There is no place above and below the words, so both become lines of them.</summary>
    private static string Words(Header? header, string body, string? footer) =>
        string.Join("\n\n", new[] { header is Header.Text above ? $"*{above.Value}*" : null, body, footer is null ? null : $"_{footer}_" }.Where(line => line is { Length: > 0 }));

    private static string Link(Content.Media media) => ((MediaSource.Link)media.Source).Url.AbsoluteUri;

    private static string Point(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude}");
}
