using System.Text;
using System.Text.Json.Nodes;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Web.Demo;

namespace Platform.Tests.Channels;

/// <summary>What Meta posts to us, signed as Meta signs it, for the demo shop's number.</summary>
internal static class MetaWebhook
{
    private const string Secret = "demo-app-secret";
    public const string Path = "/api/whatsapp/webhook";

    public static byte[] Message(string id, string from, string text, string? name = "Salma") =>
        Body(Value(messages: [TextMessage(id, from, text)], contacts: name is null ? [] : [Contact(from, name)]));

    public static JsonObject TextMessage(string id, string from, string text) => new()
    {
        ["from"] = from, ["id"] = id, ["timestamp"] = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", ["type"] = "text", ["text"] = new JsonObject { ["body"] = text },
    };

    public static JsonObject Contact(string phone, string name) => new() { ["profile"] = new JsonObject { ["name"] = name }, ["wa_id"] = phone };

    public static JsonObject Status(string id, string status, string? reference = null)
    {
        var receipt = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}" };
        if (reference is not null) receipt["biz_opaque_callback_data"] = reference;
        return receipt;
    }

    public static JsonObject Value(JsonObject[]? messages = null, JsonObject[]? statuses = null, JsonObject[]? contacts = null, string number = DemoMode.NumberId)
    {
        var value = new JsonObject { ["messaging_product"] = "whatsapp", ["metadata"] = new JsonObject { ["display_phone_number"] = DemoMode.Number, ["phone_number_id"] = number } };
        if (contacts is { Length: > 0 }) value["contacts"] = new JsonArray([.. contacts]);
        if (messages is not null) value["messages"] = new JsonArray([.. messages]);
        if (statuses is not null) value["statuses"] = new JsonArray([.. statuses]);
        return value;
    }

    /// <summary>One request with one entry and one change.</summary>
    public static byte[] Body(JsonObject value) => Body([[value]]);

    /// <summary>One request; the outer list are its entries, the inner ones their changes.</summary>
    public static byte[] Body(JsonObject[][] entries) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray([.. entries.Select(changes => new JsonObject
        {
            ["id"] = DemoMode.AccountId,
            ["changes"] = new JsonArray([.. changes.Select(value => new JsonObject { ["field"] = "messages", ["value"] = value })]),
        })]),
    }.ToJsonString());

    public static string Signature(byte[] body) => WhatsAppSignature.Of(body, Secret);

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Headers.ExpectContinue = body.Length > 1_000_000; // A refusal is then heard before the line is closed.
        request.Headers.Add(WhatsAppSignature.Header, Signature(body));
        return await client.SendAsync(request);
    }

    /// <summary>Posted and acknowledged.</summary>
    public static async Task DeliverAsync(HttpClient client, byte[] body)
    {
        using var response = await PostAsync(client, body);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }
}
