using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>Reads a send request as Meta does: strictly, with Meta's own codes, down to members nobody asked for.</summary>
internal static class EmulatedSends
{
    /// <summary>How ids of templates begin here, so that the answer to one can take its own shape.</summary>
    public const string TemplateId = "wamid.TPL.";

    private static readonly FrozenSet<string> Common = Set("messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data", "recipient_identity_key_hash");

    private static readonly FrozenDictionary<string, FrozenSet<string>> Members = new Dictionary<string, FrozenSet<string>>
    {
        ["text"] = Set("body", "preview_url"),
        ["image"] = Set("id", "link", "caption"),
        ["video"] = Set("id", "link", "caption"),
        ["audio"] = Set("id", "link", "voice"),
        ["document"] = Set("id", "link", "caption", "filename"),
        ["sticker"] = Set("id", "link"),
        ["location"] = Set("latitude", "longitude", "name", "address"),
        ["reaction"] = Set("message_id", "emoji"),
        ["template"] = Set("name", "language", "components", "namespace"),
        ["interactive"] = Set("type", "header", "body", "footer", "action"),
        ["contacts"] = Set(),
        ["context"] = Set("message_id"),
    }.ToFrozenDictionary();

    /// <summary>What the customer sees of it.</summary>
    public sealed record Shown(string Type, string Text)
    {
        public MediaKind? Media { get; init; }
        public string? File { get; init; }
        public IReadOnlyList<Choice> Offers { get; init; } = [];
        public (string Message, string? Emoji)? Reaction { get; init; }
        public string Category { get; init; } = "service";
    }

    /// <exception cref="Refusal">With Meta's code.</exception>
    public static Shown Read(JsonElement body, Func<JsonElement, Shown> template)
    {
        var type = body.Text("type") ?? "text";
        if (!Members.ContainsKey(type) || type is "context") throw new Refusal(100, $"Param type must be one of {{{string.Join(", ", Members.Keys.Where(k => k != "context").Order(StringComparer.Ordinal))}}}");
        foreach (var member in body.EnumerateObject())
            if (!Common.Contains(member.Name) && member.Name != type)
                throw new Refusal(100, $"Unexpected key \"{member.Name}\" on param \"root\"");

        var content = Unwrapped(body.Member(type) ?? throw Missing(type));
        if (type is not "contacts") Known(type, content);
        if (body.Member("context") is { } context)
        {
            Known("context", context);
            Needed(context, "message_id", 1000);
        }

        if (body.Text("biz_opaque_callback_data")?.Length > 512) throw Invalid("biz_opaque_callback_data is longer than 512");
        return type switch
        {
            "text" => new("text", Needed(content, "body", 4096)),
            "location" => Location(content),
            "contacts" => Cards(content),
            "reaction" => new("reaction", "") { Reaction = (Needed(content, "message_id", 1000), content.Text("emoji")) },
            "template" => template(content),
            "interactive" => EmulatedInteractive.Read(content),
            _ => File(type, content),
        };
    }

    /// <summary>Graph takes JSON written into a string as well, and some clients write it so.</summary>
    private static JsonElement Unwrapped(JsonElement content) =>
        content.ValueKind is JsonValueKind.String && LenientJson.Parse(Encoding.UTF8.GetBytes(content.GetString()!)) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inner ? inner : content;

    public static string Needed(JsonElement of, string member, int most) => of.Member(member) switch
    {
        null => throw Missing(member),
        { ValueKind: not JsonValueKind.String } => throw Invalid($"{member} must be a string"),
        { } text when text.GetString() is not { Length: > 0 } => throw Missing(member),
        { } text when text.GetString()!.Length > most => throw Invalid($"{member} must be at most {most} characters long"),
        { } text => text.GetString()!,
    };

    public static string? Optional(JsonElement of, string member, int most) => of.Member(member) is null ? null : Needed(of, member, most);

    public static Refusal Missing(string what) => new(131008, $"Required parameter {what} is missing");

    public static Refusal Invalid(string why) => new(131009, why);

    public static void Known(string type, JsonElement content, params ReadOnlySpan<string> only)
    {
        if (content.ValueKind is not JsonValueKind.Object) throw new Refusal(100, $"Param {type} must be a JSON object");
        foreach (var member in content.EnumerateObject())
            if (only is [] ? !Members[type].Contains(member.Name) : !only.Contains(member.Name))
                throw new Refusal(100, $"Unexpected key \"{member.Name}\" on param \"{type}\"");
    }

    /// <summary>Either of the two ways to say which file.</summary>
    public static string Source(JsonElement file, string type)
    {
        var (id, link) = (file.Text("id"), file.Text("link"));
        if (id is null == link is null) throw new Refusal(100, $"{type} needs exactly one of id and link");
        if (link is not null && (!Uri.TryCreate(link, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))) throw Invalid($"{type}.link is not a URL");
        return id ?? link!;
    }

    private static Shown File(string type, JsonElement file)
    {
        var source = Source(file, type);
        if (file.Member("voice") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) }) throw Invalid("audio.voice must be a boolean");
        return new(type, Optional(file, "caption", 1024) ?? file.Text("filename") ?? "")
        {
            File = source,
            Media = type switch
            {
                "image" => MediaKind.Image,
                "video" => MediaKind.Video,
                "document" => MediaKind.Document,
                "sticker" => MediaKind.Sticker,
                _ => file.Flag("voice") ? MediaKind.Voice : MediaKind.Audio,
            },
        };
    }

    private static Shown Location(JsonElement place)
    {
        var (latitude, longitude) = (place.Real("latitude") ?? throw Missing("latitude"), place.Real("longitude") ?? throw Missing("longitude"));
        if (Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180) throw Invalid("location is not on this planet");
        return new("location", string.Join(" · ", new[] { place.Text("name"), place.Text("address"), FormattableString.Invariant($"{latitude}, {longitude}") }.Where(part => part is { Length: > 0 })));
    }

    private static Shown Cards(JsonElement cards)
    {
        if (cards.ValueKind is not JsonValueKind.Array || cards.GetArrayLength() == 0) throw Missing("contacts");
        var names = new List<string>();
        foreach (var card in cards.EnumerateArray())
        {
            Known("contacts", card, "name", "phones", "emails", "addresses", "org", "urls", "birthday");
            var name = card.Member("name") ?? throw Missing("contacts.name");
            names.Add(Needed(name, "formatted_name", 1000));
            if (name.EnumerateObject().Count() < 2) throw Missing("another part of contacts.name");
        }

        return new("contacts", string.Join(", ", names));
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);

    public sealed class Refusal(int code, string details) : Exception(details)
    {
        public int Code { get; } = code;
    }
}
