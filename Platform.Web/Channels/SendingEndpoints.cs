using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity;
using Platform.Web.Identity.ApiKeys;

namespace Platform.Web.Channels;

/// <summary>What programs send. Everything goes through a conversation, by the rules of the screen.</summary>
internal static class SendingEndpoints
{
    public static void MapSending(this IEndpointRouteBuilder app)
    {
        var whatsapp = app.MapGroup("/api/whatsapp").RequireRateLimiting(Limits.Api).WithTags("WhatsApp");
        whatsapp.MapPost("/send-message", SendMessageAsync).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapPost("/send-template", SendTemplateAsync).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapPost("/send-affiliate-link", SendAffiliateLinkAsync).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapPost("/send-notification", SendNotificationAsync).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapPost("/send-interactive", SendInteractiveAsync).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapPost("/create-catalog", CatalogueEndpoint.CreateAsync).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapGet("/share-url", ShareUrl).RequireScope(Scopes.MessagesWrite);
        whatsapp.MapGet("/direct-url", DirectUrl).RequireScope(Scopes.MessagesWrite);
    }

    private static async Task<Results<JsonHttpResult<Accepted>, ProblemHttpResult>> SendMessageAsync(
        Message sent, Actor by, SendingDesk desk, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken ct) =>
        Answer(await desk.WriteAsync(by, new(sent.ToPhone, sent.ChannelId, key), sent.Text ?? "", sent.PreviewUrl is { } shown ? new Brought { PreviewsLink = shown } : null, ct));

    private static async Task<Results<JsonHttpResult<Accepted>, ProblemHttpResult>> SendTemplateAsync(
        Template sent, Actor by, SendingDesk desk, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken ct)
    {
        if (sent is not { Name.Length: > 0, Language.Length: > 0 }) return Invalid("missing_template");
        var text = string.Join(" · ", [sent.Name, .. sent.Parameters ?? []]);
        return Answer(await desk.AnnounceAsync(by, new(sent.ToPhone, sent.ChannelId, key), text, sent.Name, sent.Language, sent.Parameters ?? [], ct));
    }

    private static async Task<Results<JsonHttpResult<Accepted>, ProblemHttpResult>> SendAffiliateLinkAsync(
        AffiliateLink sent, Actor by, SendingDesk desk, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken ct)
    {
        if (sent.Product is not { Length: > 0 } || !Uri.TryCreate(sent.Link, UriKind.Absolute, out var link) || link.Scheme is not ("https" or "http")) return Invalid("invalid_link");
        var text = $"{sent.Product}\n{link.AbsoluteUri}\n{sent.Rate.ToString("0.##", CultureInfo.InvariantCulture)} %";
        return Answer(await desk.WriteAsync(by, new(sent.ToPhone, sent.ChannelId, key), text, brought: null, ct));
    }

    private static async Task<Results<JsonHttpResult<Accepted>, ProblemHttpResult>> SendNotificationAsync(
        Notification sent, Actor by, SendingDesk desk, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken ct)
    {
        var data = (sent.Data ?? []).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (Notices.Write(sent.Kind, data) is not { } notice) return Invalid("unknown_notification_type");
        return Answer(await desk.NotifyAsync(by, new(sent.ToPhone, sent.ChannelId, key), notice.Text, new(sent.Kind!, notice.Reader, notice.Blanks), ct));
    }

    private static async Task<Results<JsonHttpResult<Accepted>, ProblemHttpResult>> SendInteractiveAsync(
        Interactive sent, Actor by, SendingDesk desk, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken ct)
    {
        if (sent.Buttons is not { Count: >= 1 and <= 3 } buttons || buttons.Any(button => button is not { Id.Length: > 0, Title.Length: > 0 and <= 20 })) return Invalid("invalid_buttons");
        var offers = new Brought { Offers = [.. buttons.Select(button => new PressedButton(button.Id!, button.Title!))] };
        return Answer(await desk.WriteAsync(by, new(sent.ToPhone, sent.ChannelId, key), sent.Body ?? "", offers, ct));
    }

    private static JsonHttpResult<Address> ShareUrl(string? text, string? url) =>
        Json(new Address($"https://wa.me/?text={Uri.EscapeDataString(string.Join(' ', new[] { text, url }.Where(part => part is { Length: > 0 })))}"));

    private static Results<JsonHttpResult<Address>, ProblemHttpResult> DirectUrl(string? phone, string? text)
    {
        if (!PhoneNumber.TryParse(phone, null, out var number) && !PhoneNumber.TryParseInternational(phone, out number)) return Invalid("invalid_phone");
        return Json(new Address($"https://wa.me/{number.Value.Digits}{(text is { Length: > 0 } ? $"?text={Uri.EscapeDataString(text)}" : "")}"));
    }

    private static Results<JsonHttpResult<Accepted>, ProblemHttpResult> Answer((SendingDesk.Queued? Queued, Refusal? Refusal) outcome) => outcome switch
    {
        ({ } queued, _) => TypedResults.Json(new Accepted(queued.MessageId, queued.ConversationId, "queued"), ApiJson.Options, statusCode: StatusCodes.Status202Accepted),
        (_, { Code: "forbidden" }) => TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "forbidden"),
        (_, { Code: "invalid_phone" }) => Invalid("invalid_phone"),
        (_, var refusal) => TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, type: refusal?.Code),
    };

    internal static ProblemHttpResult Invalid(string what) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, type: what);

    private static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, ApiJson.Options);

    internal sealed record Message(
        [property: JsonPropertyName("to_phone")] string? ToPhone, [property: JsonPropertyName("message")] string? Text,
        [property: JsonPropertyName("preview_url")] bool? PreviewUrl, [property: JsonPropertyName("channel_id")] Guid? ChannelId);

    internal sealed record Template(
        [property: JsonPropertyName("to_phone")] string? ToPhone, [property: JsonPropertyName("template_name")] string? Name,
        [property: JsonPropertyName("language_code")] string? Language, [property: JsonPropertyName("parameters")] IReadOnlyList<string>? Parameters,
        [property: JsonPropertyName("channel_id")] Guid? ChannelId);

    internal sealed record AffiliateLink(
        [property: JsonPropertyName("to_phone")] string? ToPhone, [property: JsonPropertyName("product_name")] string? Product,
        [property: JsonPropertyName("affiliate_link")] string? Link, [property: JsonPropertyName("commission_rate")] decimal Rate,
        [property: JsonPropertyName("channel_id")] Guid? ChannelId);

    internal sealed record Notification(
        [property: JsonPropertyName("to_phone")] string? ToPhone, [property: JsonPropertyName("notification_type")] string? Kind,
        [property: JsonPropertyName("data")] Dictionary<string, JsonElement>? Data, [property: JsonPropertyName("channel_id")] Guid? ChannelId);

    internal sealed record Interactive(
        [property: JsonPropertyName("to_phone")] string? ToPhone, [property: JsonPropertyName("body_text")] string? Body,
        [property: JsonPropertyName("buttons")] IReadOnlyList<Button>? Buttons, [property: JsonPropertyName("channel_id")] Guid? ChannelId);

    internal sealed record Button([property: JsonPropertyName("id")] string? Id, [property: JsonPropertyName("title")] string? Title);

    internal sealed record Accepted(Guid MessageId, Guid ConversationId, string Status);

    internal sealed record Address(string Url);
}
