using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Sms.Twilio;

namespace Platform.Integrations.Sms.Emulator;

/// <summary>Twilio's side of the wire for texts and calls: forms in, JSON out, and every form it posts signed over the very address it posts to.</summary>
public sealed partial class TwilioLineEmulator(IOptions<TwilioLineOptions> options) : IDisposable
{
    public const string Path = "/emulators/twilio-line";

    private readonly ConcurrentQueue<Text> texts = new();
    private readonly ConcurrentDictionary<string, Call> calls = new();
    private readonly Knocking knocking = new();

    public sealed record Text(string Id, string To, string Words);

    /// <param name="Url">Where it is asked what to say; our own words to the call are in it.</param>
    public sealed record Call(string Session, string To, Uri Url);

    public Faults Faults { get; } = new();

    /// <summary>What the last report says; any word, known or not.</summary>
    public string Ending { get; set; } = "delivered";
    public IReadOnlyCollection<Text> Texts => texts;
    public IReadOnlyCollection<Call> Calls => [.. calls.Values];

    public void Map(IEndpointRouteBuilder app)
    {
        var account = app.MapGroup($"{Path}/2010-04-01/Accounts/{{sid}}").DisableAntiforgery();
        account.MapPost("/Messages.json", SendAsync);
        account.MapPost("/Calls.json", DialAsync);
    }

    /// <summary>Somebody answers by text.</summary>
    public Task WriteAsync(string from, string words, CancellationToken ct = default)
    {
        var id = Sid("SM");
        return KnockAsync(options.Value.TextDoor, ct, ("MessageSid", id), ("SmsMessageSid", id), ("SmsStatus", "received"), ("From", from), ("To", options.Value.Sender), ("Body", words), ("NumMedia", "0"));
    }

    /// <summary>They pick up: what they hear is what we answered.</summary>
    public Task<string> PickUpAsync(Call call, CancellationToken ct = default) => AskAsync(call, ct);

    /// <summary>And press a key.</summary>
    public Task<string> PressAsync(Call call, string key, CancellationToken ct = default) => AskAsync(call, ct, ("Digits", key));

    /// <summary>They hang up, or never picked up.</summary>
    public Task HangUpAsync(Call call, string status = "completed", CancellationToken ct = default) => KnockAsync(call.Url, ct, ("CallSid", call.Session), ("To", call.To), ("CallStatus", status), ("CallDuration", "12"));

    public void Dispose() => knocking.Dispose();

    private async Task<IResult> SendAsync(string sid, HttpRequest request, CancellationToken ct)
    {
        if (!IsKnown(request, sid)) return Error(20003);
        var form = await request.ReadFormAsync(ct);
        var (to, words, door) = (form["To"].ToString(), form["Body"].ToString(), form["StatusCallback"].ToString());
        return await Faults.AnswerAsync(Error, async () =>
        {
            if (form["From"] != options.Value.Sender && form["MessagingServiceSid"] != options.Value.Sender) return Error(21606);
            if (!Number().IsMatch(to)) return Error(21211);
            if (words.Length is 0 or > 1600) return Error(words.Length == 0 ? 21602 : 21617);

            var text = new Text(Sid("SM"), to, words);
            texts.Enqueue(text);
            if (Faults.IsDisordered) await ReportAsync(text, door, ct);
            else _ = ReportAsync(text, door, CancellationToken.None);
            return Results.Json(new { sid = text.Id, status = "queued", to, body = words, error_code = (int?)null }, statusCode: StatusCodes.Status201Created);
        }, ct);
    }

    private async Task<IResult> DialAsync(string sid, HttpRequest request, CancellationToken ct)
    {
        if (!IsKnown(request, sid)) return Error(20003);
        var form = await request.ReadFormAsync(ct);
        var to = form["To"].ToString();
        return await Faults.AnswerAsync(Error, () =>
        {
            if (!Number().IsMatch(to)) return Task.FromResult(Error(21211));
            if (form["From"] != options.Value.VoiceNumber || !Uri.TryCreate(form["Url"], UriKind.Absolute, out var url)) return Task.FromResult(Error(21606));

            var call = new Call(Sid("CA"), to, url);
            calls[call.Session] = call;
            return Task.FromResult(Results.Json(new { sid = call.Session, status = "queued", direction = "outbound-api", to }, statusCode: StatusCodes.Status201Created));
        }, ct);
    }

    private async Task ReportAsync(Text text, string door, CancellationToken ct)
    {
        if (door is "") return;
        foreach (var status in Faults.IsDisordered ? (string[])[Ending, "sent"] : ["sent", Ending])
            await KnockAsync(new Uri(door), ct, [("MessageSid", text.Id), ("MessageStatus", status), ("To", text.To), .. status is "undelivered" or "failed" ? [("ErrorCode", "30003")] : Array.Empty<(string, string)>()]);
    }

    private async Task<string> AskAsync(Call call, CancellationToken ct, params (string Name, string Value)[] more)
    {
        using var http = new HttpClient(SafeDial.Handler(trusted: call.Url));
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Url);
        var (body, signature) = await SignedAsync(call.Url, [("CallSid", call.Session), ("To", call.To), ("CallStatus", "in-progress"), .. more], ct);
        request.Content = Form(body);
        request.Headers.Add(TwilioSignature.Header, signature);
        using var answer = await http.SendAsync(request, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    private async Task KnockAsync(Uri? door, CancellationToken ct, params (string Name, string Value)[] form)
    {
        if (door is null) return;
        var (body, signature) = await SignedAsync(door, form, ct);
        await knocking.DeliverAsync(door, () => Form(body), request => request.Headers.Add(TwilioSignature.Header, signature), Faults.Copies(), ct);
    }

    private async Task<(byte[] Body, string Signature)> SignedAsync(Uri door, (string Name, string Value)[] form, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent(form.Append(("AccountSid", options.Value.AccountSid)).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        var body = await content.ReadAsByteArrayAsync(ct);
        return (body, TwilioSignature.Sign(door.OriginalString, body, options.Value.AuthToken));
    }

    private static ByteArrayContent Form(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };

    private bool IsKnown(HttpRequest request, string sid) =>
        sid == options.Value.AccountSid && request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.AccountSid}:{options.Value.AuthToken}"));

    private static IResult Error(int code) => Results.Json(
        new { code, message = "Refused", more_info = string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/errors/{code}"), status = code is 20003 ? 401 : 400 }, statusCode: code is 20003 ? 401 : 400);

    private static string Sid(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    [GeneratedRegex(@"^\+[1-9]\d{9,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
