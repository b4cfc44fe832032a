using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Sms.OrangeSms;

namespace Platform.Integrations.Sms.Emulator;

/// <summary>Orange's side of the wire: a token that runs out when it likes, the sender in the path, receipts as JSON.</summary>
public sealed class OrangeSmsEmulator(IOptions<OrangeSmsOptions> options) : IDisposable
{
    public const string Path = "/emulators/orange-sms";

    private readonly ConcurrentQueue<(string Id, string To, string Words)> texts = new();
    private readonly Knocking knocking = new();
    private int tokens;
    private string? token;

    public Uri? Door { get; set; }
    public Faults Faults { get; } = new();
    public string Ending { get; set; } = "DeliveredToTerminal";
    public IReadOnlyCollection<(string Id, string To, string Words)> Texts => texts;

    /// <summary>From now on the token that was given opens nothing.</summary>
    public void EndToken() => token = null;

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/oauth/v3/token", Grant);
        root.MapPost("/smsmessaging/v1/outbound/{sender}/requests", SendAsync);
    }

    public Task WriteAsync(string from, string words, CancellationToken ct = default) => KnockAsync(new
    {
        inboundSMSMessageNotification = new { inboundSMSMessage = new { senderAddress = $"tel:{from}", destinationAddress = options.Value.Sender, message = words, dateTime = "2026-03-02T12:00:00+00:00", messageId = Guid.NewGuid() } },
    }, ct);

    public void Dispose() => knocking.Dispose();

    private IResult Grant(HttpRequest request)
    {
        var own = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}"));
        if (request.Headers.Authorization != $"Basic {own}") return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);

        token = $"orange-{Interlocked.Increment(ref tokens)}";
        return Results.Json(new { token_type = "Bearer", access_token = token, expires_in = 3600 });
    }

    private async Task<IResult> SendAsync(string sender, HttpRequest request, CancellationToken ct)
    {
        if (token is null || request.Headers.Authorization != $"Bearer {token}")
            return Results.Json(new { code = 42, message = "Expired credentials", description = "The requested service needs credentials, and the ones provided were out-of-date." }, statusCode: StatusCodes.Status401Unauthorized);

        var body = await request.ReadFromJsonAsync<JsonElement>(ct);
        var sent = body.Member("outboundSMSMessageRequest") ?? default;
        var (to, words) = (sent.Text("address") ?? "", sent.Member("outboundSMSTextMessage")?.Text("message") ?? "");
        return await Faults.AnswerAsync(Refuse, () =>
        {
            if (sender != sent.Text("senderAddress") || !to.StartsWith("tel:+", StringComparison.Ordinal) || to.Length < 15) return Task.FromResult(Refuse(4));
            var id = Guid.NewGuid().ToString("D");
            texts.Enqueue((id, to[4..], words));
            _ = ReportAsync(id, to);
            return Task.FromResult(Results.Json(
                new { outboundSMSMessageRequest = new { address = new[] { to }, senderAddress = sender, outboundSMSTextMessage = new { message = words }, resourceURL = $"https://api.orange.com/smsmessaging/v1/outbound/{sender}/requests/{id}" } },
                statusCode: StatusCodes.Status201Created));
        }, ct);
    }

    private static IResult Refuse(int code) => code == 4
        ? Results.Json(new { requestError = new { serviceException = new { messageId = "SVC0004", text = "No valid addresses provided in message part %1", variables = Array.Empty<string>() } } }, statusCode: StatusCodes.Status400BadRequest)
        : Results.Json(new { requestError = new { policyException = new { messageId = "POL0001", text = "No bundle left", variables = Array.Empty<string>() } } }, statusCode: StatusCodes.Status403Forbidden);

    private Task ReportAsync(string id, string to) => KnockAsync(
        new { deliveryInfoNotification = new { callbackData = id, deliveryInfo = new { address = to, deliveryStatus = Ending } } }, CancellationToken.None);

    private Task KnockAsync<T>(T said, CancellationToken ct) => Door is null
        ? Task.CompletedTask
        : knocking.DeliverAsync(Door, () => JsonContent.Create(said), _ => { }, Faults.Copies(), ct);
}
