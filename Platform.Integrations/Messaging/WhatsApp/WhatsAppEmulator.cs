using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.Integrations.Http;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>
/// Meta's side of the wire, for demonstrations and tests: the same routes, the same refusals, signed webhooks,
/// and the bad habits of the real one on request (twice, late, out of order, refused, broken off).
/// </summary>
public sealed class WhatsAppEmulator(IOptions<WhatsAppOptions> options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Under the product's own address, so that the demo needs no second server.</summary>
    public const string Path = "/emulators/whatsapp";

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Number> numbers = new();
    private readonly ConcurrentDictionary<(string Number, string Phone), EmulatedPhone> phones = new();
    private readonly WhatsAppEmulatorWebhooks webhooks = new(options);

    /// <summary>A seller's number at Meta.</summary>
    public sealed record Number(string Id, string Account, string Display, string Token, Uri Webhook);

    /// <summary>What goes wrong next.</summary>
    public Faults Faults { get; } = new();

    public void Register(Number number) => numbers[number.Id] = number;

    public EmulatedPhone Phone(string number, string phone, string name) => phones.GetOrAdd((number, phone), _ => new EmulatedPhone(phone, name));

    public void Map(IEndpointRouteBuilder app)
    {
        var graph = app.MapGroup(Path + "/{version}/{number}").DisableAntiforgery();
        graph.MapPost("/messages", AnswerAsync);
    }

    /// <summary>The customer writes.</summary>
    public async Task WriteAsync(string number, EmulatedPhone phone, string text, CancellationToken ct = default)
    {
        var to = numbers[number];
        var (id, now) = (NewId(), clock.GetUtcNow());
        phone.Wrote(id, text, now);

        await webhooks.PostAsync(to, WhatsAppEmulatorWebhooks.Message(to, phone, id, text, now), Faults.Copies(), ct);
        phone.Mark(id, EmulatedPhone.Receipt.Delivered);
    }

    /// <summary>The customer opens the chat: everything that waited there is read.</summary>
    public async Task ReadAsync(string number, EmulatedPhone phone, CancellationToken ct = default)
    {
        foreach (var line in phone.Lines.Where(line => line is { FromCustomer: false, State: EmulatedPhone.Receipt.Delivered }))
        {
            phone.Mark(line.Id, EmulatedPhone.Receipt.Read);
            await webhooks.PostAsync(numbers[number], WhatsAppEmulatorWebhooks.Status(numbers[number], phone.Number, line.Id, "read", line.Reference, clock.GetUtcNow()), Faults.Copies(), ct);
        }
    }

    public ValueTask DisposeAsync()
    {
        webhooks.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IResult> AnswerAsync(string version, string number, HttpRequest request, CancellationToken ct)
    {
        if (!numbers.TryGetValue(number, out var from)) return Refuse(33, $"Object {number} of {version} does not exist");
        if (!IsAuthorised(request.Headers.Authorization, from)) return Refuse(190, "Access token is not valid", StatusCodes.Status401Unauthorized);
        if (await BodyAsync(request, ct) is not { } body) return Refuse(100, "The body is not a JSON object");
        if (body.Text("messaging_product") != "whatsapp") return Refuse(100, "messaging_product must be whatsapp");

        if (body.Text("status") == "read") return MarkRead(number, body);
        if (Faults.TakeRefusal() is { } code) return Refuse(code, "Refused on request");

        await Faults.WaitAsync(ct);
        return Send(from, body);
    }

    private static bool IsAuthorised(StringValues authorization, Number number) => authorization == $"Bearer {number.Token}";

    private static async Task<JsonElement?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFromJsonAsync<JsonElement>(ct) is { ValueKind: JsonValueKind.Object } body ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IResult MarkRead(string number, JsonElement body)
    {
        if (body.Text("message_id") is not { Length: > 0 } id) return Refuse(131008, "message_id is missing");
        foreach (var ((of, _), phone) in phones)
            if (of == number)
                phone.SellerRead(id);

        return Results.Json(new { success = true });
    }

    private IResult Send(Number from, JsonElement body)
    {
        var to = body.Text("to") ?? body.Text("recipient");
        var text = body.Member("text")?.Text("body");
        if (to is not { Length: > 0 }) return Refuse(131008, "to or recipient is missing");
        if (body.Text("type") is not "text") return Refuse(131051, "This emulator takes text");
        if (text is not { Length: > 0 }) return Refuse(131008, "text.body is missing");
        if (text.Length > 4096) return Refuse(131009, "text.body is longer than 4096 characters");
        if (to.TrimStart('+') == from.Display.TrimStart('+')) return Refuse(131021, "Recipient and sender are the same");

        // Whoever posts webhooks of their own plays phones we have not met; they can be written back to.
        var met = phones.GetValueOrDefault((from.Id, "+" + to.TrimStart('+'))) ?? phones.GetValueOrDefault((from.Id, to));
        var phone = met ?? Phone(from.Id, to, to);
        var (id, reference) = (NewId(), body.Text("biz_opaque_callback_data"));
        _ = ReportAsync(from, phone, isMet: met is not null, to, id, text, reference);

        // A broken line is one where the message went through and its answer did not.
        return Faults.TakeBreak() ? Results.StatusCode(StatusCodes.Status502BadGateway) : Results.Json(new
        {
            messaging_product = "whatsapp",
            contacts = new[] { new { input = to, wa_id = to.TrimStart('+') } },
            messages = new[] { new { id, message_status = "accepted" } },
        });
    }

    /// <summary>What Meta tells afterwards, in its own time.</summary>
    private async Task ReportAsync(Number from, EmulatedPhone phone, bool isMet, string to, string id, string text, string? reference)
    {
        var now = clock.GetUtcNow();
        Task Tell(string status, int? code = null) =>
            webhooks.PostAsync(from, WhatsAppEmulatorWebhooks.Status(from, to, id, status, reference, clock.GetUtcNow(), code), Faults.Copies(), CancellationToken.None);

        if (isMet && now - (phone.LastWroteAt ?? now) > Window)
        {
            await Tell("failed", 131047);
            return;
        }

        phone.Got(id, text, now, reference);
        if (Faults.IsDisordered)
        {
            phone.Mark(id, EmulatedPhone.Receipt.Read);
            await Tell("read");
            await Tell("sent");
            await Tell("delivered");
            return;
        }

        await Tell("sent");
        phone.Mark(id, EmulatedPhone.Receipt.Delivered);
        await Tell("delivered");
        if (!phone.IsOpen) return;

        phone.Mark(id, EmulatedPhone.Receipt.Read);
        await Tell("read");
    }

    private static IResult Refuse(int code, string message, int status = StatusCodes.Status400BadRequest) => Results.Json(new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = $"(#{code}) {message}",
            ["type"] = "OAuthException",
            ["code"] = code,
            ["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = message },
            ["fbtrace_id"] = "emulated",
        },
    }, statusCode: status);

    private static string NewId() => "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).TrimEnd('=');
}
