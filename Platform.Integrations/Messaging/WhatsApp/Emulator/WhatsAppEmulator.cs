using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Domain.Conversations;
using Platform.Domain.Templates;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>
/// Meta's side of the wire, for demonstrations and tests: the same routes, the same refusals, signed webhooks,
/// and the bad habits of the real one on request (twice, late, out of order, refused, broken off).
/// </summary>
public sealed class WhatsAppEmulator : IAsyncDisposable
{
    /// <summary>Under the product's own address, so that the demo needs no second server.</summary>
    public const string Path = "/emulators/whatsapp";

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<(string Number, string Phone), EmulatedPhone> phones = new();
    private readonly TimeProvider clock;
    private readonly EmulatedAssets assets;
    private readonly EmulatedWebhooks webhooks;
    private readonly EmulatedGate gate;
    private readonly EmulatedGraph graph;
    private readonly EmulatedLibrary library;
    private readonly EmulatedReview review;
    private readonly EmulatedPhoneApp phoneApp;
    private readonly EmulatedCatalogues catalogues;
    private readonly EmulatedDialog dialog;

    public WhatsAppEmulator(IOptions<WhatsAppOptions> options, TimeProvider clock)
    {
        this.clock = clock;
        assets = new(clock);
        webhooks = new(options, Faults);
        gate = new(assets, options);
        graph = new(assets, gate, Faults, options);
        library = new(assets, gate, Faults);
        review = new(assets, gate, webhooks, clock);
        phoneApp = new(assets, gate, webhooks, Faults, clock);
        catalogues = new(gate);
        dialog = new(assets, options);
    }

    /// <summary>A seller's number at Meta.</summary>
    public sealed record Number(string Id, string Account, string Display, string Token, Uri Webhook)
    {
        public string Name { get; init; } = "Emulated";
    }

    /// <summary>What goes wrong next.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Phones whose numbers are being connected hand nothing over.</summary>
    public bool PhonesAreMute { get => phoneApp.IsMute; set => phoneApp.IsMute = value; }

    public void Register(Number number) => assets.Register(number);

    /// <summary>From now on the token opens nothing.</summary>
    public void Revoke(string token) => assets.Revoke(token);

    public void AddTemplate(string account, string name, string language, string category, string components)
    {
        using var parsed = JsonDocument.Parse(components);
        assets.Templates.Add(account, name, language, category, "APPROVED", parsed.RootElement.Clone());
    }

    /// <summary>One that was approved before anybody here looked.</summary>
    public void AddTemplate(string account, TemplateDraft draft)
    {
        if (!assets.Templates.Has(account, draft.Name, draft.Language)) AddTemplate(account, draft.Name, draft.Language, draft.Category.Word(), WhatsAppComponents.Write(draft.Words).ToJsonString());
    }

    /// <summary>One as it was known before a restart.</summary>
    public void AddTemplate(string account, ProviderTemplate told)
    {
        using var components = JsonDocument.Parse(WhatsAppComponents.Write(told.Words).ToJsonString());
        assets.Templates.Keep(new(told.Id, account, told.Name, told.Language, told.Category.Word(), told.Status.ToString().ToUpperInvariant(), components.RootElement.Clone())
        {
            Reason = told.Reason ?? "NONE", Quality = told.Quality ?? "UNKNOWN",
        });
    }

    /// <summary>Meta thinks anew of a template and says so.</summary>
    /// <param name="status">`PAUSED`, `DISABLED`, `REJECTED` or `APPROVED`; null leaves it, as for the others.</param>
    public Task JudgeTemplateAsync(string account, string name, string language, string? status = null, string? reason = null, string? category = null, string? quality = null, CancellationToken ct = default)
    {
        var known = assets.Templates.Find(account, name, language) ?? throw new ArgumentException("No such template", nameof(name));
        return review.ChangeAsync(known, known with { Status = status ?? known.Status, Reason = reason ?? known.Reason, Category = category ?? known.Category, Quality = quality ?? known.Quality }, ct);
    }

    public EmulatedPhone Phone(string number, string phone, string name) => phones.GetOrAdd((number, phone), _ => new EmulatedPhone(phone, name));

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        var versioned = root.MapGroup("/{version}");
        versioned.MapPost("/{number}/messages", AnswerAsync);
        graph.Map(versioned);
        library.Map(versioned, root);
        review.Map(versioned);
        phoneApp.Map(versioned);
        catalogues.Map(versioned);
        dialog.Map(versioned);
    }

    /// <summary>The customer writes.</summary>
    public Task WriteAsync(string number, EmulatedPhone phone, string text, CancellationToken ct = default) => SayAsync(number, phone, new Said(MessageKind.Text, text), ct);

    /// <summary>The customer does something: writes, shows, presses, shares, reacts, takes back.</summary>
    /// <returns>The message's id.</returns>
    public async Task<string> SayAsync(string number, EmulatedPhone phone, Said said, CancellationToken ct = default)
    {
        var to = NumberOf(number);
        var (id, now) = (NewId(), clock.GetUtcNow());
        phone.Wrote(id, said.Text, now, said.Media);

        await webhooks.PostAsync(to, EmulatedWebhooks.Message(to, phone, EmulatedSaying.Of(said, id, now)), ct);
        phone.Mark(id, EmulatedPhone.Receipt.Delivered);
        return id;
    }

    /// <summary>A file on the customer's phone, sent up to Meta; goes into <see cref="Said.Media"/>.</summary>
    public Attachment Keep(string number, MediaKind kind, string mimeType, byte[] bytes, string? name = null)
    {
        var id = assets.Media.Keep(NumberOf(number).Account, mimeType, bytes, name);
        return new(kind, id, mimeType, name, Convert.ToBase64String(SHA256.HashData(bytes)));
    }

    /// <summary>What the seller sent up, as the customer's phone would load it.</summary>
    public byte[]? Load(string number, string id) => assets.Media.Find(NumberOf(number).Account, id)?.Bytes;

    /// <summary>The customer opens the chat: everything that waited there is read.</summary>
    public async Task ReadAsync(string number, EmulatedPhone phone, CancellationToken ct = default)
    {
        foreach (var line in phone.Lines.Where(line => line is { FromCustomer: false, State: EmulatedPhone.Receipt.Delivered }))
        {
            phone.Mark(line.Id, EmulatedPhone.Receipt.Read);
            await webhooks.PostAsync(NumberOf(number), EmulatedWebhooks.Status(NumberOf(number), phone, line.Id, "read", line.Reference, "service", clock.GetUtcNow(), code: null), ct);
        }
    }

    /// <summary>The seller answers from the WhatsApp Business app on their own phone.</summary>
    public async Task<string> EchoAsync(string number, EmulatedPhone phone, string text, CancellationToken ct = default)
    {
        var from = NumberOf(number);
        var (id, now) = (NewId(), clock.GetUtcNow());
        phone.Got(new(id, FromCustomer: false, text, now, EmulatedPhone.Receipt.Delivered));

        var echo = EmulatedSaying.Of(new Said(MessageKind.Text, text), id, now);
        echo["from"] = from.Display.TrimStart('+');
        echo[phone.HidesNumber ? "to_user_id" : "to"] = phone.HidesNumber ? phone.UserId : phone.Number.TrimStart('+');
        var value = EmulatedWebhooks.Value(from);
        value["message_echoes"] = new JsonArray(echo);
        await webhooks.PostAsync(from, "smb_message_echoes", value, ct);
        return id;
    }

    /// <summary>Meta says anything else: a change of quality, a ban, a history, a kind nobody knows.</summary>
    public Task AnnounceAsync(string number, string field, JsonObject value, CancellationToken ct = default) => webhooks.PostAsync(NumberOf(number), field, value, ct);

    public ValueTask DisposeAsync()
    {
        webhooks.Dispose();
        return ValueTask.CompletedTask;
    }

    private Number NumberOf(string id) => assets.FindPhone(id)?.Number ?? throw new ArgumentException("No such number", nameof(id));

    private async Task<IResult> AnswerAsync(string number, HttpRequest request, CancellationToken ct)
    {
        var (grant, refusal) = gate.Who(request);
        if (grant is null) return refusal!;
        if (assets.FindPhone(number) is not { } from || from.Number.Account != grant.Account) return EmulatedGate.Refuse(100, $"Object with ID '{number}' does not exist", subcode: 33);
        if (await EmulatedGate.BodyAsync(request, ct) is not { ValueKind: JsonValueKind.Object } body) return EmulatedGate.Refuse(100, "The body is not a JSON object");
        if (body.Text("messaging_product") != "whatsapp") return EmulatedGate.Refuse(100, "messaging_product must be whatsapp");
        if (body.Text("status") == "read") return MarkRead(number, body);

        return await Faults.AnswerAsync(code => EmulatedGate.Refuse(code, "Refused on request"), () => Task.FromResult(Send(from, body)), ct);
    }

    private IResult MarkRead(string number, JsonElement body)
    {
        if (body.Text("message_id") is not { Length: > 0 } id) return EmulatedGate.Refuse(131008, "message_id is missing");
        if (body.Member("typing_indicator") is { } typing && typing.Text("type") != "text") return EmulatedGate.Refuse(131009, "typing_indicator.type must be text");

        foreach (var ((of, _), phone) in phones)
        {
            if (of != number || !phone.Has(id)) continue;
            phone.SellerRead(id);
            if (body.Member("typing_indicator") is not null) phone.SeesTyping(clock.GetUtcNow() + Typing);
        }

        return Results.Json(new { success = true });
    }

    private IResult Send(EmulatedAssets.Phone sender, JsonElement body)
    {
        var from = sender.Number;
        if ((body.Text("to") ?? body.Text("recipient")) is not { Length: > 0 } to) return EmulatedGate.Refuse(131008, "to or recipient is missing");
        if (to.TrimStart('+') == from.Display.TrimStart('+')) return EmulatedGate.Refuse(131021, "Recipient and sender are the same");
        if (!sender.IsRegistered) return EmulatedGate.Refuse(133010, "The phone number is not registered");

        EmulatedSends.Shown shown;
        try
        {
            shown = EmulatedSends.Read(body, template => assets.Templates.Fill(from.Account, template));
        }
        catch (EmulatedSends.Refusal refused)
        {
            return EmulatedGate.Refuse(refused.Code, refused.Message);
        }

        if (shown is { File: { } file } && !file.Contains("://", StringComparison.Ordinal) && assets.Media.Find(from.Account, file) is null)
            return EmulatedGate.Refuse(131009, $"media {file} was not uploaded by this account");

        // Whoever posts webhooks of their own plays phones we have not met; they can be written back to.
        var met = Find(from.Id, to);
        var phone = met ?? Phone(from.Id, to, to);
        if (phone.Unreachable is { } code) return EmulatedGate.Refuse(code, "This phone cannot be reached");
        var (id, reference) = (NewId(shown.Type is "template"), body.Text("biz_opaque_callback_data"));
        var line = new EmulatedPhone.Line(id, FromCustomer: false, shown.Text, clock.GetUtcNow(), EmulatedPhone.Receipt.Sent, reference)
        {
            Media = shown.Media,
            File = shown.File,
            Offers = shown.Offers,
            Quoted = body.Member("context")?.Text("message_id"),
        };
        _ = ReportAsync(from, phone, isMet: met is not null, shown, line);

        return Results.Json(new
        {
            messaging_product = "whatsapp",
            contacts = new[] { phone.HidesNumber ? new { input = to, wa_id = (string?)null, user_id = phone.UserId } : new { input = to, wa_id = (string?)phone.Number.TrimStart('+'), user_id = phone.UserId } },
            messages = new[] { new { id, message_status = "accepted" } },
        }, Calling.Json);
    }

    private EmulatedPhone? Find(string number, string to) =>
        phones.GetValueOrDefault((number, "+" + to.TrimStart('+'))) ?? phones.GetValueOrDefault((number, to))
        ?? phones.FirstOrDefault(known => known.Key.Number == number && known.Value.UserId == to).Value;

    /// <summary>What Meta tells afterwards, in its own time.</summary>
    private async Task ReportAsync(Number from, EmulatedPhone phone, bool isMet, EmulatedSends.Shown shown, EmulatedPhone.Line line)
    {
        Task Tell(string status, int? code = null) => webhooks.PostAsync(
            from, EmulatedWebhooks.Status(from, phone, line.Id, status, line.Reference, shown.Category, clock.GetUtcNow(), code), CancellationToken.None);

        if (isMet && shown.Type is not "template" && line.At - (phone.LastWroteAt ?? line.At) > Window)
        {
            await Tell("failed", 131047);
            return;
        }

        if (shown.Reaction is var (target, emoji))
        {
            phone.GotReaction(target, emoji);
            await Tell("sent");
            return;
        }

        phone.Got(line);
        if (Faults.IsDisordered)
        {
            phone.Mark(line.Id, EmulatedPhone.Receipt.Read);
            await Tell("read");
            await Tell("sent");
            await Tell("delivered");
            return;
        }

        await Tell("sent");
        phone.Mark(line.Id, EmulatedPhone.Receipt.Delivered);
        await Tell("delivered");
        if (!phone.IsOpen) return;

        phone.Mark(line.Id, EmulatedPhone.Receipt.Read);
        await Tell("read");
    }

    private static string NewId(bool isTemplate = false) => (isTemplate ? EmulatedSends.TemplateId : "wamid.") + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).TrimEnd('=');
}
