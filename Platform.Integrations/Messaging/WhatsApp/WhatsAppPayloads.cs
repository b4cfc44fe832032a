using System.Text.Json.Serialization;

namespace Platform.Integrations.Messaging.WhatsApp;

internal sealed record SendRequest
{
    [JsonPropertyName("messaging_product")] public string Product { get; } = "whatsapp";
    [JsonPropertyName("recipient_type")] public string RecipientType { get; } = "individual";
    [JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? To { get; init; }
    [JsonPropertyName("recipient"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Recipient { get; init; }
    [JsonPropertyName("type")] public string Type { get; } = "text";
    [JsonPropertyName("text")] public required TextBody Text { get; init; }
    [JsonPropertyName("biz_opaque_callback_data")] public required string Reference { get; init; }
}

internal sealed record TextBody(
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("preview_url")] bool PreviewUrl);

internal sealed record ReadRequest([property: JsonPropertyName("message_id")] string Message)
{
    [JsonPropertyName("messaging_product")] public string Product { get; } = "whatsapp";
    [JsonPropertyName("status")] public string Status { get; } = "read";
}
