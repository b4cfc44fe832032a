using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Sms.AfricasTalking;

namespace Platform.Integrations.Sms.Emulator;

/// <summary>Africa's Talking's side of the wire: each number has its own answer, reports come later, and a call asks us what to say.</summary>
public sealed partial class AfricasTalkingEmulator(IOptions<AfricasTalkingOptions> options) : IDisposable
{
    public const string Path = "/emulators/africastalking";

    private readonly ConcurrentQueue<Text> texts = new();
    private readonly ConcurrentDictionary<string, Call> calls = new();
    private readonly ConcurrentQueue<Line> lines = new();
    private readonly Knocking knocking = new();
    private int count;

    public sealed record Text(string Id, string To, string Words);

    public sealed record Call(string Session, string To, string Reference);

    /// <summary>What stands on somebody's phone, theirs or ours.</summary>
    public sealed record Line(string Phone, bool IsTheirs, string Words);

    /// <summary>A text came or a phone rings.</summary>
    public event Action? Changed;

    /// <summary>Where reports and replies, and where calls are asked about.</summary>
    public Uri? TextDoor { get; set; }
    public Uri? VoiceDoor { get; set; }
    public Faults Faults { get; } = new();

    /// <summary>What the last report says; any word, known or not.</summary>
    public string Ending { get; set; } = "Success";
    public IReadOnlyCollection<Text> Texts => texts;
    public IReadOnlyCollection<Call> Calls => [.. calls.Values];

    public IReadOnlyList<Line> LinesOf(string phone) => [.. lines.Where(line => line.Phone == phone)];

    /// <summary>The call that rings or is being held.</summary>
    public Call? RingingAt(string phone) => calls.Values.FirstOrDefault(call => call.To == phone);

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/version1/messaging", (HttpRequest request, CancellationToken ct) => SendAsync(request, ct));
        root.MapPost("/call", (HttpRequest request, CancellationToken ct) => DialAsync(request, ct));
    }

    /// <summary>Somebody answers by text.</summary>
    public Task WriteAsync(string from, string words, CancellationToken ct = default)
    {
        Keep(new(from, IsTheirs: true, words));
        return KnockAsync(TextDoor, ct,
            ("date", "2026-03-02 12:00:00"), ("from", from), ("to", "20880"), ("id", $"ATin_{Interlocked.Increment(ref count)}"), ("text", words));
    }

    /// <summary>They pick up: what they hear is what we answered.</summary>
    public Task<string> PickUpAsync(Call call, CancellationToken ct = default) => AskAsync(call, digits: null, ct);

    /// <summary>And press a key.</summary>
    public Task<string> PressAsync(Call call, string key, CancellationToken ct = default) => AskAsync(call, key, ct);

    /// <summary>They hang up, or never picked up.</summary>
    public Task HangUpAsync(Call call, CancellationToken ct = default)
    {
        calls.TryRemove(call.Session, out _);
        Changed?.Invoke();
        return KnockAsync(VoiceDoor, ct,
            ("isActive", "0"), ("sessionId", call.Session), ("direction", "Outbound"), ("callerNumber", call.To), ("clientRequestId", call.Reference), ("durationInSeconds", "12"), ("hangupCause", "NORMAL_CLEARING"));
    }

    public void Dispose() => knocking.Dispose();

    private async Task<IResult> SendAsync(HttpRequest request, CancellationToken ct)
    {
        if (!IsKnown(request)) return Results.Text("The supplied authentication is invalid", statusCode: StatusCodes.Status401Unauthorized);
        var form = await request.ReadFormAsync(ct);
        var (to, words) = (form["to"].ToString(), form["message"].ToString());
        return await Faults.AnswerAsync(code => Answer(code, to, "None"), async () =>
        {
            if (!Number().IsMatch(to)) return Answer(403, to, "None");
            var id = $"ATPid_{Interlocked.Increment(ref count)}";
            texts.Enqueue(new(id, to, words));
            Keep(new(to, IsTheirs: false, words));
            if (Faults.IsDisordered) await ReportAsync(id, to, ct);
            else _ = ReportAsync(id, to, CancellationToken.None);
            return Answer(101, to, id);
        }, ct);
    }

    private async Task<IResult> DialAsync(HttpRequest request, CancellationToken ct)
    {
        if (!IsKnown(request)) return Results.Text("The supplied authentication is invalid", statusCode: StatusCodes.Status401Unauthorized);
        var form = await request.ReadFormAsync(ct);
        var to = form["to"].ToString();
        return await Faults.AnswerAsync(_ => Entry(to, "InsufficientCredit", "None"), () =>
        {
            if (!Number().IsMatch(to)) return Task.FromResult(Entry(to, "InvalidPhoneNumber", "None"));
            var call = new Call($"ATVId_{Interlocked.Increment(ref count)}", to, form["clientRequestId"].ToString());
            calls[call.Session] = call;
            Changed?.Invoke();
            return Task.FromResult(Entry(to, "Queued", call.Session));
        }, ct);
    }

    private async Task ReportAsync(string id, string to, CancellationToken ct)
    {
        foreach (var status in Faults.IsDisordered ? (string[])[Ending, "Sent"] : ["Sent", Ending])
            await KnockAsync(TextDoor, ct, ("id", id), ("status", status), ("phoneNumber", to), ("networkCode", "60401"));
    }

    private async Task<string> AskAsync(Call call, string? digits, CancellationToken ct)
    {
        using var http = new HttpClient(Http.SafeDial.Handler(trusted: VoiceDoor));
        List<KeyValuePair<string, string>> form = [new("isActive", "1"), new("sessionId", call.Session), new("direction", "Outbound"), new("callerNumber", call.To), new("clientRequestId", call.Reference)];
        if (digits is not null) form.Add(new("dtmfDigits", digits));
        using var answer = await http.PostAsync(VoiceDoor, new FormUrlEncodedContent(form), ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    private Task KnockAsync(Uri? door, CancellationToken ct, params (string Name, string Value)[] form) => door is null
        ? Task.CompletedTask
        : knocking.DeliverAsync(door, () => new FormUrlEncodedContent(form.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))), _ => { }, Faults.Copies(), ct);

    private void Keep(Line line)
    {
        lines.Enqueue(line);
        Changed?.Invoke();
    }

    private bool IsKnown(HttpRequest request) => request.Headers["apiKey"] == options.Value.ApiKey;

    private static IResult Answer(int code, string to, string id) => Results.Json(new
    {
        SMSMessageData = new
        {
            Message = code is 101 ? "Sent to 1/1 Total Cost: KES 0.8000" : "Sent to 0/1 Total Cost: 0",
            Recipients = new[] { new { statusCode = code, number = to, status = code is 101 ? "Success" : "Failed", cost = "KES 0.8000", messageId = id } },
        },
    }, Http.Calling.Json, statusCode: StatusCodes.Status201Created);

    private static IResult Entry(string to, string status, string session) => Results.Json(
        new { entries = new[] { new { phoneNumber = to, status, sessionId = session } }, errorMessage = "None" }, statusCode: StatusCodes.Status201Created);

    [GeneratedRegex(@"^\+\d{10,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
