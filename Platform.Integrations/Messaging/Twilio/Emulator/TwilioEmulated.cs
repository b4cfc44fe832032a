using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Platform.Domain.Conversations;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.Twilio.Emulator;

/// <summary>Twilio's forms and answers as it writes them, and its messages as a phone shows them.</summary>
internal static partial class TwilioEmulated
{
    public sealed record Sent(string Sid, string Account, string To, string From, string Body, int Files, string StatusCallback, DateTimeOffset At);

    /// <summary>Null when the variables are not what the content asks for.</summary>
    public static EmulatedPhone.Line? Shown(IFormCollection form, TwilioShelf.Content? content)
    {
        var line = new EmulatedPhone.Line("", FromCustomer: false, form["Body"].ToString(), default, EmulatedPhone.Receipt.Sent);
        if (content is null)
        {
            return form["MediaUrl"] is [{ } file] ? line with { Media = EmulatedMedia.KindOf(new Uri(file)) }
                : form["PersistentAction"] is [{ } place] && place.StartsWith("geo:", StringComparison.Ordinal) ? line with { Text = $"{line.Text} · {place[4..]}" }
                : line;
        }

        var type = content.Types.EnumerateObject().First().Value;
        var variables = LenientJson.Parse(Encoding.UTF8.GetBytes(form["ContentVariables"].ToString() is { Length: > 0 } given ? given : "{}"));
        var text = type.Text("body") ?? "";
        var blanks = Blank().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        if (variables.ValueKind is not JsonValueKind.Object || blanks.Any(blank => variables.Text(blank) is not { Length: > 0 })) return null;

        var actions = type.Items("actions").Select(action => new Choice(action.Text("id", "url") ?? "", action.Text("title") ?? ""));
        var items = type.Items("items").Select(item => new Choice(item.Text("id") ?? "", item.Text("item") ?? "", item.Text("description")));
        return line with { Text = Blank().Replace(text, m => variables.Text(m.Groups[1].Value)!), Offers = [.. actions, .. items] };
    }

    public static bool IsWithinLimits(JsonElement types) => types.EnumerateObject().All(type =>
    {
        var (actions, items) = (type.Value.Items("actions").ToList(), type.Value.Items("items").ToList());
        return type.Value.Text("body") is { Length: > 0 and <= 1600 }
            && actions.Count <= 10 && actions.All(action => action.Text("title") is { Length: > 0 and <= 25 } && (action.Text("id")?.Length ?? 0) <= 200)
            && items.Count <= 10 && items.All(item => item.Text("item") is { Length: > 0 and <= 24 } && item.Text("id") is { Length: > 0 and <= 200 } && item.Text("description") is { Length: > 0 and <= 72 })
            && (type.Name is not "twilio/list-picker" || (items.Count > 0 && type.Value.Text("button") is { Length: > 0 and <= 20 }))
            && (type.Name is not "twilio/quick-reply" || actions.Count > 0);
    });

    public static object Answer(Sent sent, string status) => new
    {
        sid = sent.Sid,
        account_sid = sent.Account,
        status,
        to = sent.To,
        from = sent.From,
        messaging_service_sid = (string?)null,
        body = sent.Body,
        num_segments = "1",
        num_media = sent.Files.ToString(CultureInfo.InvariantCulture),
        direction = "outbound-api",
        price = (string?)null,
        price_unit = (string?)null,
        error_code = (int?)null,
        error_message = (string?)null,
        api_version = "2010-04-01",
        date_created = sent.At.ToString("r", CultureInfo.InvariantCulture),
        date_updated = sent.At.ToString("r", CultureInfo.InvariantCulture),
        date_sent = (string?)null,
        uri = $"/2010-04-01/Accounts/{sent.Account}/Messages/{sent.Sid}.json",
        subresource_uris = new { media = $"/2010-04-01/Accounts/{sent.Account}/Messages/{sent.Sid}/Media.json" },
    };

    public static IEnumerable<KeyValuePair<string, string>> Message(TwilioEmulator.Account account, EmulatedPhone phone, Said said, string id, Uri api)
    {
        var form = new Dictionary<string, string>
        {
            ["SmsMessageSid"] = id,
            ["MessageSid"] = id,
            ["SmsSid"] = id,
            ["AccountSid"] = account.Sid,
            ["From"] = $"whatsapp:{phone.Number}",
            ["To"] = $"whatsapp:{account.Number}",
            ["WaId"] = phone.Number.TrimStart('+'),
            ["ProfileName"] = phone.Name,
            ["SmsStatus"] = "received",
            ["ApiVersion"] = "2010-04-01",
            ["NumSegments"] = "1",
            ["NumMedia"] = said.Media is null ? "0" : "1",
            ["MessageType"] = Type(said),
            ["Body"] = said.Kind is MessageKind.Location or MessageKind.Unknown ? "" : said.Text,
            ["ChannelMetadata"] = """{"type":"whatsapp","data":{}}""",
        };
        if (said.Media is { } file)
        {
            form["MediaContentType0"] = file.MimeType ?? "";
            form["MediaUrl0"] = $"{api.ToString().TrimEnd('/')}/2010-04-01/Accounts/{account.Sid}/Messages/{id}/Media/{file.Source}";
        }

        if (said.Place is { } place)
        {
            form["Latitude"] = place.Latitude.ToString(CultureInfo.InvariantCulture);
            form["Longitude"] = place.Longitude.ToString(CultureInfo.InvariantCulture);
            (form["Label"], form["Address"]) = (place.Name ?? "", place.Street ?? "");
        }

        if (said.Pressed is { Description: not null } row) (form["ListId"], form["ListTitle"]) = (row.Id, row.Title);
        else if (said.Pressed is { } button) (form["ButtonPayload"], form["ButtonText"]) = (button.Id, button.Title);
        if (said.Quoted is { } quoted) (form["OriginalRepliedMessageSid"], form["OriginalRepliedMessageSender"]) = (quoted, $"whatsapp:{account.Number}");
        if (said.IsForwarded) form["Forwarded"] = "true";
        if (said.Referral is { } advert)
        {
            (form["ReferralSourceType"], form["ReferralSourceId"], form["ReferralSourceUrl"]) = (advert.SourceType ?? "", advert.SourceId ?? "", advert.SourceUrl ?? "");
            (form["ReferralHeadline"], form["ReferralBody"], form["ReferralMediaUrl"], form["ReferralCtwaClid"]) = (advert.Headline ?? "", advert.Body ?? "", advert.MediaUrl ?? "", advert.ClickId ?? "");
        }

        return form;
    }

    public static IEnumerable<KeyValuePair<string, string>> Status(Sent sent, string status, string? code)
    {
        var form = new Dictionary<string, string>
        {
            ["MessageSid"] = sent.Sid,
            ["SmsSid"] = sent.Sid,
            ["MessageStatus"] = status,
            ["SmsStatus"] = status,
            ["To"] = sent.To,
            ["From"] = sent.From,
            ["AccountSid"] = sent.Account,
            ["ApiVersion"] = "2010-04-01",
            ["ChannelPrefix"] = "whatsapp",
            ["ChannelToAddress"] = sent.To["whatsapp:".Length..],
            ["StructuredMessage"] = "false",
        };
        if (status is "delivered" or "read") form["EventType"] = status.ToUpperInvariant();
        if (code is not null) (form["ErrorCode"], form["ErrorMessage"]) = (code, "Emulated");
        return form;
    }

    private static string Type(Said said) => said.Kind switch
    {
        MessageKind.Voice => "audio",
        MessageKind.Button => said.Pressed?.Description is null ? "button" : "interactive",
        MessageKind.Unknown => "hologram",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Blank();
}
