using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.Twilio.Emulator;

/// <summary>Twilio's side of the wire: forms in, JSON out, signed forms back; contents with buttons; files behind a redirect.</summary>
public sealed partial class TwilioEmulator(IOptions<TwilioOptions> options, TimeProvider clock) : IAsyncDisposable
{
    public const string Path = "/emulators/twilio";

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Account> accounts = new();
    private readonly ConcurrentDictionary<(string Account, string Phone), EmulatedPhone> phones = new();
    private readonly TwilioShelf contents = new();
    private readonly ConcurrentDictionary<string, TwilioEmulated.Sent> messages = new();
    private readonly EmulatedMedia media = new();
    private readonly Knocking knocking = new();

    /// <param name="Number">The sender on WhatsApp, with its plus.</param>
    public sealed record Account(string Sid, string Token, string Number, Uri Webhook);

    public Faults Faults { get; } = new();

    public void Register(Account account) => accounts[account.Sid] = account;

    /// <summary>An approved template.</summary>
    public void AddContent(string account, string sid, string name, string language, string types)
    {
        using var parsed = JsonDocument.Parse(types);
        contents.Approve(account, sid, name, language, parsed.RootElement.Clone());
    }

    public EmulatedPhone Phone(string account, string phone, string name) => phones.GetOrAdd((account, phone), _ => new EmulatedPhone(phone, name));

    /// <summary>A file on the customer's phone; where Twilio's webhook will say it lies is settled when it is sent.</summary>
    public Attachment Keep(string account, MediaKind kind, string mimeType, byte[] bytes, string? name = null) => new(kind, media.Keep(account, mimeType, bytes, name), mimeType, name);

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        var api = root.MapGroup("/2010-04-01/Accounts/{sid}");
        api.MapPost("/Messages.json", SendAsync);
        api.MapGet("/Messages.json", (string sid, HttpRequest request) => Of(request, sid) is null ? Unauthorised() : Results.Json(new
        {
            messages = messages.Values.Where(m => m.Account == sid && (request.Query["To"] is not [{ } to] || m.To == to)).Select(m => TwilioEmulated.Answer(m, State(m))),
        }));
        api.MapGet("/Messages/{message}.json", (string sid, string message, HttpRequest request) => Of(request, sid) is null
            ? Unauthorised()
            : messages.GetValueOrDefault(message) is { } sent && sent.Account == sid ? Results.Json(TwilioEmulated.Answer(sent, State(sent))) : Error(20404, "The requested resource was not found"));
        api.MapGet("/Messages/{message}/Media/{file}", (string sid, string file, HttpRequest request) => Of(request, sid) is null
            ? Unauthorised()
            : media.Find(sid, file) is null ? Error(20404, "The requested resource was not found") : Results.Redirect($"{Path}/files/{sid}/{file}", preserveMethod: true));
        root.MapGet("/files/{sid}/{file}", (string sid, string file) => media.Find(sid, file) is { } kept ? Results.Bytes(kept.Bytes, kept.MimeType) : Results.NotFound());
        contents.Map(root.MapGroup("/v1"), request => Of(request)?.Sid);
    }

    public async Task<string> SayAsync(string account, EmulatedPhone phone, Said said, CancellationToken ct = default)
    {
        var to = accounts[account];
        var id = Sid("SM");
        phone.Wrote(id, said.Text, clock.GetUtcNow(), said.Media);
        await PostAsync(to, to.Webhook.OriginalString, TwilioEmulated.Message(to, phone, said, id, options.Value.ApiUrl), ct);
        phone.Mark(id, EmulatedPhone.Receipt.Delivered);
        return id;
    }

    public async Task ReadAsync(string account, EmulatedPhone phone, CancellationToken ct = default)
    {
        foreach (var line in phone.Lines.Where(line => line is { FromCustomer: false, State: EmulatedPhone.Receipt.Delivered }))
        {
            phone.Mark(line.Id, EmulatedPhone.Receipt.Read);
            if (messages.GetValueOrDefault(line.Id) is { } sent) await TellAsync(accounts[account], sent, "read", code: null, ct);
        }
    }

    public ValueTask DisposeAsync()
    {
        knocking.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IResult> SendAsync(string sid, HttpRequest request, CancellationToken ct)
    {
        if (Of(request, sid) is not { } account) return Unauthorised();
        if (!request.HasFormContentType) return Error(20001, "A form is needed");
        var form = await request.ReadFormAsync(ct);
        return await Faults.AnswerAsync(code => Error(code, "Refused on request"), () => Task.FromResult(Send(account, form)), ct);
    }

    private IResult Send(Account account, IFormCollection form)
    {
        var (to, from, body, made) = (form["To"].ToString(), form["From"].ToString(), form["Body"].ToString(), form["ContentSid"].ToString());
        if (to is "") return Error(21604, "A 'To' phone number is required.");
        if (from is "") return Error(21603, "A 'From' phone number is required.");
        if (from != $"whatsapp:{account.Number}") return Error(21606, $"The 'From' {from} is not a WhatsApp sender of this account");
        if (!Recipient().IsMatch(to)) return Error(21211, $"The 'To' {to} is not a valid WhatsApp address");
        if (body.Length > 1600) return Error(21617, "The concatenated message body exceeds the 1600 character limit");
        if (body is "" && made is "" && form["MediaUrl"].Count == 0) return Error(21602, "Message body is required.");
        if (form["MediaUrl"] is [{ } file] && (!Uri.TryCreate(file, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))) return Error(21620, "Invalid media URL");

        var content = contents.Find(made);
        if (made is not "" && content?.Account != account.Sid) return Error(21655, "The ContentSid is invalid");
        if (TwilioEmulated.Shown(form, content) is not { } line) return Error(21656, "The ContentVariables are invalid");

        var number = to["whatsapp:".Length..];
        var met = phones.GetValueOrDefault((account.Sid, number));
        var phone = met ?? Phone(account.Sid, number, number);
        line = line with { Id = Sid(line.Media is null ? "SM" : "MM"), At = clock.GetUtcNow() };
        var sent = new TwilioEmulated.Sent(line.Id, account.Sid, to, from, line.Text, line.Media is null ? 0 : 1, form["StatusCallback"].ToString(), line.At);
        messages[line.Id] = sent;

        var isApproved = content?.Approval?.Status is "approved";
        var isLate = met is not null && !isApproved && line.At - (met.LastWroteAt ?? line.At) > Window;
        _ = ReportAsync(account, phone, line, sent, isLate);
        return Results.Json(TwilioEmulated.Answer(sent, "queued"), statusCode: StatusCodes.Status201Created);
    }

    private async Task ReportAsync(Account account, EmulatedPhone phone, EmulatedPhone.Line line, TwilioEmulated.Sent sent, bool isLate)
    {
        if (isLate)
        {
            await TellAsync(account, sent, "undelivered", "63016", CancellationToken.None);
            return;
        }

        var isSeen = phone.IsOpen;
        phone.Got(line with { State = isSeen ? EmulatedPhone.Receipt.Read : EmulatedPhone.Receipt.Delivered });
        string[] statuses = [.. Faults.IsDisordered ? ["read"] : Array.Empty<string>(), "sent", "delivered", .. isSeen ? ["read"] : Array.Empty<string>()];
        foreach (var status in statuses) await TellAsync(account, sent, status, code: null, CancellationToken.None);
    }

    private string State(TwilioEmulated.Sent sent) => phones.Values.SelectMany(phone => phone.Lines).FirstOrDefault(line => line.Id == sent.Sid)?.State.ToString().ToLowerInvariant() ?? "queued";

    private Account? Of(HttpRequest request, string? sid = null)
    {
        var given = request.Headers.Authorization.ToString();
        return accounts.Values.FirstOrDefault(account =>
            (sid is null || sid == account.Sid) && given == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Sid}:{account.Token}")));
    }

    private static IResult Unauthorised() => Error(20003, "Authenticate");

    internal static IResult Error(int code, string message)
    {
        var status = code switch { 20003 => 401, 20404 => 404, 20429 => 429, _ => 400 };
        return Results.Json(new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);
    }

    private Task TellAsync(Account account, TwilioEmulated.Sent sent, string status, string? code, CancellationToken ct) =>
        sent.StatusCallback is "" ? Task.CompletedTask : PostAsync(account, sent.StatusCallback, TwilioEmulated.Status(sent, status, code), ct);

    private async Task PostAsync(Account account, string url, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(fields);
        var body = await form.ReadAsByteArrayAsync(ct);
        var signature = TwilioSignature.Sign(url, body, account.Token);
        var token = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
        await knocking.DeliverAsync(
            new Uri(url),
            () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } },
            request =>
            {
                request.Headers.Add(TwilioSignature.Header, signature);
                request.Headers.Add("I-Twilio-Idempotency-Token", token);
            },
            Faults.Copies(),
            ct);
    }

    internal static string Sid(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    [GeneratedRegex(@"^whatsapp:\+[1-9]\d{6,14}$")]
    private static partial Regex Recipient();
}
