using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Wati;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Web.Channels;

/// <summary>Where providers knock. Signed, durable, then acknowledged; read afterwards.</summary>
internal static class WebhookEndpoints
{
    public const int LargestBody = 3_500_000;

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/whatsapp/webhook", Verify).ShortCircuit().DisableAntiforgery();
        app.Map(WhatsAppRegistration.Provider, "/api/whatsapp/webhook");
        app.Map(WatiRegistration.Provider, "/api/wati/webhook/{door}/{secret}");
        app.Map(TwilioRegistration.Provider, "/api/twilio/webhook/{door?}");
    }

    /// <summary>Nothing of the page pipeline has a say here: no cookie, no culture, no anti-forgery. Checking and reading need nothing of the request's scope.</summary>
    private static void Map(this IEndpointRouteBuilder app, string provider, string address)
    {
        var channel = app.ServiceProvider.GetServices<IMessageChannel>().First(channel => channel.Provider == provider);
        app.MapPost(address, (HttpContext context, ChannelDirectory directory, WebhookIngest ingest) => ReceiveAsync(context, channel, directory, ingest))
            .ShortCircuit().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static IResult Verify(
        [FromQuery(Name = "hub.mode")] string? mode,
        [FromQuery(Name = "hub.verify_token")] string? token,
        [FromQuery(Name = "hub.challenge")] string? challenge,
        IOptions<WhatsAppOptions> options) =>
        mode == "subscribe" && challenge is not null && Same(token, options.Value.VerifyToken)
            ? TypedResults.Text(challenge)
            : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task ReceiveAsync(HttpContext context, IMessageChannel channel, ChannelDirectory directory, WebhookIngest ingest)
    {
        if (await ReadAsync(context.Request) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var request = new WebhookRequest(new Uri(context.Request.GetEncodedUrl()), name => context.Request.Headers[name], body)
        {
            Door = context.Request.RouteValues["door"] as string,
            Secret = context.Request.RouteValues["secret"] as string,
        };
        if (!await IsAuthenticAsync(request, channel, directory, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        switch (await ingest.KeepAsync(channel.Provider, body, request.Door))
        {
            case Kept.Durable:
                context.Response.StatusCode = StatusCodes.Status200OK;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "1";
                break;
        }
    }

    private static async Task<bool> IsAuthenticAsync(WebhookRequest request, IMessageChannel channel, ChannelDirectory directory, CancellationToken ct) =>
        channel.Claims(request) is { } claimed
            ? await directory.CredentialsAsync(channel.Provider, claimed, ct) is { } account && channel.IsAuthentic(request, account)
            : channel.IsAuthentic(request, account: null);

    /// <summary>The raw bytes, as they were signed; null when there are too many.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBody) return null;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > LargestBody) return null;
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
