using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.Twilio.Emulator;

/// <summary>Twilio's contents, and what WhatsApp says of those it was asked about.</summary>
internal sealed class TwilioShelf
{
    private readonly ConcurrentDictionary<string, Content> all = new();

    public sealed record Content(string Account, string Name, string Language, JsonElement Types, JsonElement Variables = default)
    {
        public Request? Approval { get; init; }
    }

    public sealed record Request(string Name, string Category, string Status, string Reason);

    public Content? Find(string sid) => all.GetValueOrDefault(sid);

    public void Approve(string account, string sid, string name, string language, JsonElement types) =>
        all[sid] = new(account, name, language, types) { Approval = new(name, "UTILITY", "approved", "") };

    /// <param name="who">Whose request it is.</param>
    public void Map(IEndpointRouteBuilder v1, Func<HttpRequest, string?> who)
    {
        v1.MapPost("/Content", (HttpRequest request, CancellationToken ct) => CreateAsync(request, who(request), ct));
        v1.MapGet("/Content", (HttpRequest request) => who(request) is { } account ? Results.Json(new { contents = Of(account).Select(one => Shown(one.Key, one.Value)) }) : Unauthorised());
        v1.MapGet("/ContentAndApprovals", (HttpRequest request) => who(request) is { } account ? Page(account, request) : Unauthorised());
        v1.MapGet("/Content/{sid}", (string sid, HttpRequest request) => Of(sid, who(request), content => Results.Json(Shown(sid, content))));
        v1.MapGet("/Content/{sid}/ApprovalRequests", (string sid, HttpRequest request) => Of(sid, who(request), content => Results.Json(new { sid, account_sid = content.Account, whatsapp = Told(content) })));
        v1.MapPost("/Content/{sid}/ApprovalRequests/whatsapp", AskAsync);
        v1.MapDelete("/Content/{sid}", (string sid, HttpRequest request) => Of(sid, who(request), _ => Remove(sid)));

        async Task<IResult> AskAsync(string sid, HttpRequest request, CancellationToken ct)
        {
            var body = await BodyAsync(request, ct);
            return Of(sid, who(request), content => Ask(sid, content, body));
        }
    }

    private IResult Page(string account, HttpRequest request)
    {
        int Asked(string name, int otherwise) => int.TryParse(request.Query[name], CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : otherwise;
        var (size, page, mine) = (Math.Max(1, Asked("PageSize", 50)), Asked("Page", 0), Of(account).ToList());
        var here = request.GetEncodedUrl().Split('?')[0];
        return Results.Json(new
        {
            contents = mine.Skip(page * size).Take(size).Select(one => Shown(one.Key, one.Value)),
            meta = new { page, page_size = size, key = "contents", next_page_url = (page + 1) * size < mine.Count ? $"{here}?PageSize={size}&Page={page + 1}" : null },
        });
    }

    private async Task<IResult> CreateAsync(HttpRequest request, string? account, CancellationToken ct)
    {
        if (account is null) return Unauthorised();
        var body = await BodyAsync(request, ct);
        if (body.Text("language") is not { Length: > 0 } language || body.Member("types") is not { ValueKind: JsonValueKind.Object } types) return TwilioEmulator.Error(20001, "language and types are required");
        if (!TwilioEmulated.IsWithinLimits(types)) return TwilioEmulator.Error(20001, "A body, title, id or number of actions is out of bounds");

        var sid = TwilioEmulator.Sid("HX");
        all[sid] = new(account, body.Text("friendly_name") ?? "", language, types, body.Member("variables") ?? default);
        return Results.Json(Shown(sid, all[sid]), statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Taken at once; what became of it is for the next reading to tell.</summary>
    private IResult Ask(string sid, Content content, JsonElement body)
    {
        if ((body.Text("name"), body.Text("category")) is not ({ Length: > 0 } name, { Length: > 0 } category)) return TwilioEmulator.Error(20001, "name and category are required");
        if (content.Approval is not null) return TwilioEmulator.Error(20001, "An approval request for this content was already made");

        var verdict = TemplateReview.Of(content.Types.GetRawText(), TemplateReading.CategoryOf(category), body.Flag("allow_category_change"));
        all[sid] = content with { Approval = new(name, verdict.Category.Word(), verdict.Status.ToLowerInvariant(), verdict.Reason ?? "") };
        return Results.Json(new { name, category = verdict.Category.Word(), status = "received", rejection_reason = "", content_type = content.Types.EnumerateObject().First().Name }, statusCode: StatusCodes.Status201Created);
    }

    private IResult Remove(string sid)
    {
        all.TryRemove(sid, out _);
        return Results.NoContent();
    }

    private IResult Of(string sid, string? account, Func<Content, IResult> answer) => account is null ? Unauthorised()
        : Find(sid) is { } content && content.Account == account ? answer(content)
        : TwilioEmulator.Error(20404, "The requested resource was not found");

    private IEnumerable<KeyValuePair<string, Content>> Of(string account) => all.Where(one => one.Value.Account == account).OrderBy(one => one.Key, StringComparer.Ordinal);

    private static object Shown(string sid, Content content) => new
    {
        sid,
        account_sid = content.Account,
        friendly_name = content.Name,
        language = content.Language,
        variables = content.Variables.ValueKind is JsonValueKind.Object ? content.Variables : JsonSerializer.SerializeToElement(new { }),
        types = content.Types,
        approval_requests = Told(content),
        url = $"https://content.twilio.com/v1/Content/{sid}",
    };

    private static object Told(Content content) => new
    {
        name = content.Approval?.Name,
        category = content.Approval?.Category,
        status = content.Approval?.Status ?? "unsubmitted",
        rejection_reason = content.Approval?.Reason ?? "",
        content_type = content.Types.EnumerateObject().First().Name,
    };

    private static async Task<JsonElement> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        return LenientJson.Parse(bytes.ToArray());
    }

    private static IResult Unauthorised() => TwilioEmulator.Error(20003, "Authenticate");
}
