using System.Text.Json;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>A number that also lives in the seller's phone app: what they write there, whom they know, and what was said before.</summary>
internal static class WhatsAppPhoneApp
{
    public static IEnumerable<Inbound> Echoes(string? account, JsonElement value, string place) =>
        value.Items("message_echoes").Select((echo, i) => Echo(account, echo, $"{place}.message_echoes[{i}]"));

    public static IEnumerable<Inbound> Contacts(string? account, JsonElement value, string place) =>
        value.Items("state_sync").Select((entry, i) => Contact(account, entry, $"{place}.state_sync[{i}]"));

    /// <summary>Whole threads; files follow later as messages of their own, under the id of the placeholder that stood for them.</summary>
    public static IEnumerable<Inbound> Past(string? account, JsonElement value, string place)
    {
        var seller = Digits(value.Member("metadata")?.Text("display_phone_number"));

        return
        [
            .. value.Items("history").SelectMany((chunk, h) => Chunk(account, chunk, $"{place}.history[{h}]", seller)),
            .. value.Items("messages").Select((message, m) => Line(account, message, With(message, seller), seller, null, $"{place}.messages[{m}]")),
        ];
    }

    private static IEnumerable<Inbound> Chunk(string? account, JsonElement chunk, string place, string seller)
    {
        var progress = chunk.Member("metadata")?.Whole("progress");

        // The seller may keep their history to themselves; then an error is all there is.
        return chunk.Items("errors").Select((error, e) => (Inbound)new InboundOther(account, $"{place}.errors[{e}]", $"error {error.Text("code")}"))
            .Concat(chunk.Items("threads").SelectMany((thread, t) =>
            {
                var with = Address.Known(thread.Text("id") ?? thread.Member("context")?.Text("wa_id"), thread.Member("context")?.Text("user_id"));
                return thread.Items("messages").Select((message, m) => Line(account, message, with, seller, progress, $"{place}.threads[{t}].messages[{m}]"));
            }));
    }

    private static Inbound Line(string? account, JsonElement message, IReadOnlyList<Address> with, string seller, int? progress, string place) =>
        (message.Text("id"), with) is ({ Length: > 0 } id, not [])
            ? new InboundPast(account, place, id, with, IsFromCustomer: !IsSellers(message, seller), WhatsAppContent.Read(message), message.Instant("timestamp"))
            {
                Reached = WhatsAppWebhook.ReceiptOf(message.Member("history_context")?.Text("status")),
                Progress = progress,
            }
            : new InboundOther(account, place, "history without id or person");

    private static Inbound Echo(string? account, JsonElement echo, string place) =>
        (echo.Text("id"), Address.Known(echo.Text("to"), echo.Text("to_user_id"))) is ({ Length: > 0 } id, { Count: > 0 } to)
            ? new InboundEcho(account, place, id, to, WhatsAppContent.Read(echo), echo.Instant("timestamp"))
            : new InboundOther(account, place, "echo without id or person");

    private static Inbound Contact(string? account, JsonElement entry, string place)
    {
        var contact = entry.Member("contact") ?? default;
        return Address.Known(contact.Text("phone_number"), contact.Text("user_id")) is { Count: > 0 } addresses
            ? new InboundContact(account, place, addresses, contact.Text("full_name", "first_name", "username"), IsRemoved: entry.Text("action") == "remove")
            : new InboundOther(account, place, "contact without number");
    }

    private static IReadOnlyList<Address> With(JsonElement message, string seller) => IsSellers(message, seller)
        ? Address.Known(message.Text("to"), message.Text("to_user_id"))
        : Address.Known(message.Text("from"), message.Text("from_user_id"));

    private static bool IsSellers(JsonElement message, string seller) => seller.Length > 0 && Digits(message.Text("from")) == seller;

    private static string Digits(string? number) => string.Concat((number ?? "").Where(char.IsAsciiDigit));
}
