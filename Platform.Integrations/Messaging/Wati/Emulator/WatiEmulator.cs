using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.Wati.Emulator;

/// <summary>Wati's side of the wire: its newer and older routes, its yes that means no, its unsigned webhooks.</summary>
public sealed class WatiEmulator(TimeProvider clock) : IAsyncDisposable
{
    public const string Path = "/emulators/wati";

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Account> accounts = new();
    private readonly ConcurrentDictionary<(string Account, string Phone), EmulatedPhone> phones = new();
    private readonly WatiShelf templates = new();
    private readonly EmulatedMedia media = new();
    private readonly Knocking knocking = new();

    /// <param name="Webhook">With the secret at its end.</param>
    public sealed record Account(string Tenant, string Token, string Display, Uri Webhook);

    public Faults Faults { get; } = new();

    public void Register(Account account) => accounts[account.Tenant] = account;

    /// <param name="text">With its blanks as `{{name}}`.</param>
    public void AddTemplate(string tenant, string name, string text, string language = "fr") => templates.Add(tenant, name, text, language);

    public EmulatedPhone Phone(string tenant, string phone, string name) => phones.GetOrAdd((tenant, phone), _ => new EmulatedPhone(phone, name));

    public Attachment Keep(string tenant, MediaKind kind, string mimeType, byte[] bytes, string? name = null)
    {
        var id = media.Keep(tenant, mimeType, bytes, name);
        var file = name ?? $"{id}.bin";
        return new(kind, $"data/{kind.ToString().ToLowerInvariant()}s/{id}/{file}", FileName: file);
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        var v3 = root.MapGroup("/api/ext/v3");
        v3.MapPost("/conversations/messages/text", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, tenant: null, SendText, ct));
        v3.MapPost("/conversations/messages/interactive", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, tenant: null, SendInteractive, ct));
        v3.MapPost("/messageTemplates/send", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, tenant: null, SendTemplates, ct));
        v3.MapGet("/messageTemplates", (HttpRequest request) => Of(request, tenant: null) is { } account ? templates.Newer(account.Tenant) : Unauthorised());

        var v1 = root.MapGroup("/{tenant}/api/v1");
        v1.MapPost("/sendSessionMessage/{number}", (string tenant, string number, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, tenant, (account, _) => SessionMessage(account, number, request.Query), ct));
        v1.MapPost("/sendSessionFileViaUrl/{number}", (string tenant, string number, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, tenant, (account, _) => SessionFile(account, number, request.Query), ct));
        v1.MapPost("/sendTemplateMessage", (string tenant, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, tenant, (account, body) => TemplateMessage(account, request.Query["whatsappNumber"].ToString(), body), ct));
        v1.MapPost("/sendInteractiveButtonsMessage", (string tenant, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, tenant, (account, body) => Interactive(account, request.Query["whatsappNumber"].ToString(), WatiEmulated.Buttons(body)), ct));
        v1.MapPost("/sendInteractiveListMessage", (string tenant, HttpRequest request, CancellationToken ct) =>
            AnswerAsync(request, tenant, (account, body) => Interactive(account, request.Query["whatsappNumber"].ToString(), WatiEmulated.List(body)), ct));
        v1.MapGet("/getMedia", GetMedia);
        v1.MapGet("/getMessageTemplates", (string tenant, HttpRequest request) => Of(request, tenant) is { } account ? templates.Older(account.Tenant, request) : Unauthorised());
        v1.MapPost("/whatsApp/templates", (string tenant, HttpRequest request, CancellationToken ct) => AnswerAsync(request, tenant, (account, body) => templates.Create(account.Tenant, body), ct));
    }

    /// <summary>The customer does something on their phone.</summary>
    public async Task<string> SayAsync(string tenant, EmulatedPhone phone, Said said, CancellationToken ct = default)
    {
        var (id, now) = (NewId(), clock.GetUtcNow());
        phone.Wrote(id, said.Text, now, said.Media);
        await PostAsync(accounts[tenant], WatiEmulated.Message(accounts[tenant], phone, said, id, now), ct);
        phone.Mark(id, EmulatedPhone.Receipt.Delivered);
        return id;
    }

    public async Task ReadAsync(string tenant, EmulatedPhone phone, CancellationToken ct = default)
    {
        foreach (var line in phone.Lines.Where(line => line is { FromCustomer: false, State: EmulatedPhone.Receipt.Delivered }))
        {
            phone.Mark(line.Id, EmulatedPhone.Receipt.Read);
            await TellAsync(accounts[tenant], phone, line, "sentMessageREAD_v2", "READ", ct);
        }
    }

    public ValueTask DisposeAsync()
    {
        knocking.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, string? tenant, Func<Account, JsonElement, IResult> answer, CancellationToken ct)
    {
        if (Of(request, tenant) is not { } account) return Unauthorised();
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        var body = LenientJson.Parse(bytes.ToArray());
        return await Faults.AnswerAsync(code => Error(code, "Refused on request"), () => Task.FromResult(answer(account, body)), ct);
    }

    private Account? Of(HttpRequest request, string? tenant)
    {
        var bearer = request.Headers.Authorization.ToString();
        return accounts.Values.FirstOrDefault(account => bearer == $"Bearer {account.Token}" && (tenant is null || tenant == account.Tenant));
    }

    private static IResult Unauthorised() => Results.Text("Unauthorized", statusCode: StatusCodes.Status401Unauthorized);

    private static IResult Error(int code, string message) => Results.Json(new { code, message, timestamp = DateTimeOffset.UnixEpoch }, statusCode: code is >= 400 and < 600 ? code : 400);

    private static IResult No(string message) => Results.Json(new { result = false, message });

    private IResult SendText(Account account, JsonElement body) => (body.Text("target"), body.Text("text")) switch
    {
        (not { Length: > 0 }, _) => Error(400, "target is required"),
        (_, not { Length: > 0 and <= 4096 }) => Error(400, "text must have 1 to 4096 characters"),
        var (target, text) => Deliver(account, target, WatiEmulated.Line(text), isFree: true) is { } line ? Results.Json(new { message = new { id = line.Reference, whatsappMessageId = line.Id, text } }) : No("Ticket has been expired."),
    };

    private IResult SendInteractive(Account account, JsonElement body)
    {
        if (body.Text("target") is not { Length: > 0 } target) return Error(400, "target is required");
        return body.Text("type") switch
        {
            "buttons" when body.Member("button_message") is { } buttons => Interactive(account, target, WatiEmulated.Buttons(buttons)),
            "list" when body.Member("list_message") is { } list => Interactive(account, target, WatiEmulated.List(list)),
            _ => Error(400, "type must be buttons or list, with its message"),
        };
    }

    private IResult Interactive(Account account, string target, EmulatedPhone.Line? message)
    {
        if (message is null) return Error(400, "body, buttons or rows are missing or too many");
        return Deliver(account, target, message, isFree: true) is { } line ? Results.Json(new { result = true, message = new { id = line.Reference, whatsappMessageId = line.Id } }) : No("Ticket has been expired.");
    }

    private IResult SendTemplates(Account account, JsonElement body)
    {
        var recipients = body.Items("recipients").ToList();
        if (body.Text("broadcast_name") is not { Length: > 0 } || recipients.Count is < 1 or > 10_000) return Error(400, "broadcast_name and 1 to 10000 recipients are required");
        if (templates.Find(account.Tenant, body.Text("template_name")) is not { } text) return Results.Json(new { success = false, error = "template does not exist" });

        return Results.Json(new
        {
            success = true,
            broadcast_id = NewId(),
            recipients = recipients.Select(recipient =>
            {
                var target = recipient.Text("phone_number", "target") ?? "";
                var filled = WatiEmulated.Fill(text, recipient.Items("custom_params"));
                if (filled is not null) Deliver(account, target, WatiEmulated.Line(filled.Value.Text) with { Reference = recipient.Text("local_message_id"), Offers = filled.Value.Offers }, isFree: false);
                return new { local_message_id = recipient.Text("local_message_id"), phone_number = target, errors = filled is null ? new[] { new { message = "template params do not match" } } : [] };
            }).ToList(),
        });
    }

    private IResult TemplateMessage(Account account, string number, JsonElement body)
    {
        if (templates.Find(account.Tenant, body.Text("template_name")) is not { } text || WatiEmulated.Fill(text, body.Items("parameters")) is not { } filled)
            return Results.Json(new { result = false, info = "template does not exist or its params do not match" });

        Deliver(account, number, WatiEmulated.Line(filled.Text) with { Offers = filled.Offers }, isFree: false);
        return Results.Json(new { result = true, phone_number = number, validWhatsAppNumber = true });
    }

    private IResult SessionMessage(Account account, string number, IQueryCollection query)
    {
        if (query["messageText"].ToString() is not { Length: > 0 and <= 4096 } text) return Error(400, "messageText is required");
        var reference = query["localMessageId"].ToString();
        var message = WatiEmulated.Line(text) with { Reference = reference.Length > 0 ? reference : null, Quoted = query["replyContextId"].ToString() is { Length: > 0 } quoted ? quoted : null };
        return Deliver(account, number, message, isFree: true) is { } line
            ? Results.Json(new { result = true, message = new { whatsappMessageId = line.Id, localMessageId = line.Reference, text } })
            : No("Ticket has been expired.");
    }

    private IResult SessionFile(Account account, string number, IQueryCollection query)
    {
        if (!Uri.TryCreate(query["fileUrl"], UriKind.Absolute, out var url)) return Error(400, "fileUrl is required");
        var message = WatiEmulated.Line(query["caption"].ToString()) with { Media = EmulatedMedia.KindOf(url), File = url.AbsoluteUri };
        return Deliver(account, number, message, isFree: true) is { } line ? Results.Json(new { result = true, message = new { whatsappMessageId = line.Id } }) : No("Ticket has been expired.");
    }

    private IResult GetMedia(string tenant, string fileName, HttpRequest request) => Of(request, tenant) is not { } account
        ? Unauthorised()
        : media.Find(account.Tenant, fileName.Split('/') is [_, _, var id, _] ? id : fileName) is { } file ? Results.Bytes(file.Bytes, file.MimeType) : Results.NotFound();

    /// <returns>Null where free text comes too late.</returns>
    private EmulatedPhone.Line? Deliver(Account account, string target, EmulatedPhone.Line message, bool isFree)
    {
        var met = phones.GetValueOrDefault((account.Tenant, "+" + target)) ?? phones.FirstOrDefault(known => known.Key.Account == account.Tenant && known.Value.UserId == target).Value;
        var phone = met ?? Phone(account.Tenant, "+" + target, target);
        var now = clock.GetUtcNow();
        if (isFree && met is not null && now - (met.LastWroteAt ?? now) > Window) return null;

        var line = message with { Id = NewId(), At = now };
        phone.Got(line);
        _ = ReportAsync(account, phone, line, isFree);
        return line;
    }

    private async Task ReportAsync(Account account, EmulatedPhone phone, EmulatedPhone.Line line, bool isFree)
    {
        (string Event, string Status)[] reports = [(isFree ? "sessionMessageSent_v2" : "templateMessageSent_v2", "SENT"), ("sentMessageDELIVERED_v2", "DELIVERED")];
        if (Faults.IsDisordered) reports = [("sentMessageREAD_v2", "READ"), .. reports];

        var isSeen = phone.IsOpen;
        phone.Mark(line.Id, isSeen ? EmulatedPhone.Receipt.Read : EmulatedPhone.Receipt.Delivered);
        foreach (var (what, status) in reports) await TellAsync(account, phone, line, what, status, CancellationToken.None);
        if (isSeen) await TellAsync(account, phone, line, "sentMessageREAD_v2", "READ", CancellationToken.None);
    }

    private Task TellAsync(Account account, EmulatedPhone phone, EmulatedPhone.Line line, string what, string status, CancellationToken ct) =>
        PostAsync(account, WatiEmulated.Status(account, phone, line, what, status, clock.GetUtcNow()), ct);

    private Task PostAsync(Account account, JsonObject body, CancellationToken ct)
    {
        var text = body.ToJsonString();
        return knocking.DeliverAsync(account.Webhook, () => new StringContent(text, System.Text.Encoding.UTF8, "application/json"), _ => { }, Faults.Copies(), ct);
    }

    private static string NewId() => "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).TrimEnd('=');
}
