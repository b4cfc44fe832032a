using System.Globalization;
using Platform.Domain.Conversations;

namespace Platform.Integrations.Messaging.Twilio;

/// <summary>Reads Twilio's forms: what a customer wrote, or how far a message of ours has come. Twilio does not say when.</summary>
internal static class TwilioWebhook
{
    private const string Place = "form";

    /// <summary>Whose number: the one written to, or the one a receipt's message was written from.</summary>
    public static string Account(TwilioForm form) => TwilioRequests.Number(form["MessageStatus"] is null ? form["To"] : form["From"]);

    public static IReadOnlyList<Inbound> Read(ReadOnlyMemory<byte> body, string? reference)
    {
        var form = TwilioForm.Read(body.Span);
        if (form["MessageSid"] is not { } id) return [new InboundOther(null, Place, form["ErrorCode"] is { } error ? $"error {error}" : "unreadable")];

        var account = Account(form);
        if (form["MessageStatus"] is { } status) return [Status(account, form, id, status, reference)];

        var from = Address.Known(TwilioRequests.Number(form["From"]) is { Length: > 0 } phone ? phone : form["WaId"], user: null);
        if (from is []) return [new InboundOther(account, Place, "message without sender")];

        var message = new InboundMessage(account, Place, id, from, Said(form), SentAt: null, form["ProfileName"]);
        return form["OptOutType"] switch
        {
            "STOP" => [message, new InboundConsent(account, Place + ".OptOutType", from, Wants: false, "all", At: null)],
            "START" => [message, new InboundConsent(account, Place + ".OptOutType", from, Wants: true, "all", At: null)],
            _ => [message],
        };
    }

    private static Inbound Status(string account, TwilioForm form, string id, string status, string? reference)
    {
        Receipt? receipt = status switch
        {
            "sent" => Receipt.Sent,
            "delivered" => Receipt.Delivered,
            "read" => Receipt.Read,
            "failed" or "undelivered" or "canceled" => Receipt.Failed,
            _ => null,
        };
        if (receipt is not { } known) return new InboundOther(account, Place, $"status {status}");

        var code = form["ErrorCode"];
        return new InboundReceipt(account, Place, id, known, reference, known is Receipt.Failed ? code : null)
        {
            Reason = known is Receipt.Failed ? TwilioErrors.Of(code).Word : null,
            To = Address.Known(TwilioRequests.Number(form["To"]), user: null),
        };
    }

    private static Said Said(TwilioForm form)
    {
        var media = Media(form);
        var pressed = Pressed(form);
        var place = PlaceOf(form);
        var kind = (media, pressed, place, form["MessageType"]) switch
        {
            ({ MimeType: "text/vcard" or "text/x-vcard" }, _, _, _) or (_, _, _, "contacts") => MessageKind.Contacts,
            ({ Kind: MediaKind.Image }, _, _, _) => MessageKind.Image,
            ({ Kind: MediaKind.Video }, _, _, _) => MessageKind.Video,
            ({ Kind: MediaKind.Voice }, _, _, _) => MessageKind.Voice,
            ({ Kind: MediaKind.Audio }, _, _, _) => MessageKind.Audio,
            ({ Kind: MediaKind.Sticker }, _, _, _) => MessageKind.Sticker,
            ({ }, _, _, _) => MessageKind.Document,
            (_, { }, _, _) or (_, _, _, "button" or "interactive") => MessageKind.Button,
            (_, _, { }, _) => MessageKind.Location,
            (_, _, _, "order") => MessageKind.Order,
            (_, _, _, null or "text") => MessageKind.Text,
            _ => MessageKind.Unknown,
        };

        return new(kind, Words(form, kind, pressed, place))
        {
            Media = media,
            Pressed = pressed,
            Place = place,
            Quoted = form["OriginalRepliedMessageSid"],
            Form = pressed is null ? form["InteractiveData"] : null,
            IsForwarded = form["Forwarded"] == "true" || form["FrequentlyForwarded"] == "true",
            Referral = (form["ReferralSourceId"] ?? form["ReferralSourceUrl"] ?? form["ReferralCtwaClid"]) is not null ? new(
                form["ReferralSourceType"], form["ReferralSourceId"], form["ReferralSourceUrl"], form["ReferralHeadline"], form["ReferralBody"], form["ReferralMediaUrl"], form["ReferralCtwaClid"]) : null,
        };
    }

    private static string Words(TwilioForm form, MessageKind kind, Choice? pressed, Place? place) => kind switch
    {
        MessageKind.Button => pressed?.Title ?? form["Body"] ?? "",
        MessageKind.Location when place is not null => string.Join(" · ", new[]
        {
            place.Name, place.Street, string.Create(CultureInfo.InvariantCulture, $"{place.Latitude}, {place.Longitude}"),
        }.Where(part => part is { Length: > 0 })),
        _ => form["Body"] ?? "",
    };

    /// <summary>Voice notes and audio files look alike here; on WhatsApp only voice notes are Ogg.</summary>
    private static Attachment? Media(TwilioForm form)
    {
        if (form["MediaUrl0"] is not { } url) return null;
        var type = form["MediaContentType0"]?.Split(';')[0].Trim() ?? "application/octet-stream";
        var kind = type switch
        {
            "image/webp" when form["MessageType"] is "sticker" => MediaKind.Sticker,
            _ when type.StartsWith("image/", StringComparison.Ordinal) => MediaKind.Image,
            _ when type.StartsWith("video/", StringComparison.Ordinal) => MediaKind.Video,
            "audio/ogg" => MediaKind.Voice,
            _ when type.StartsWith("audio/", StringComparison.Ordinal) => MediaKind.Audio,
            _ => MediaKind.Document,
        };
        return new(kind, url, type, kind is MediaKind.Document ? form["Body"] : null);
    }

    private static Choice? Pressed(TwilioForm form) => (form["ListId"], form["ButtonPayload"], form["ButtonText"]) switch
    {
        ({ } row, _, _) => new(row, form["ListTitle"] ?? form["Body"] ?? row),
        (_, { } payload, var text) => new(payload, text ?? form["Body"] ?? payload),
        (_, _, { } text) => new(text, text),
        _ => null,
    };

    private static Place? PlaceOf(TwilioForm form) =>
        double.TryParse(form["Latitude"], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && double.IsFinite(latitude)
        && double.TryParse(form["Longitude"], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && double.IsFinite(longitude)
            ? new(latitude, longitude, form["Label"], form["Address"])
            : null;
}
