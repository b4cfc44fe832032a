using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>The rest of Meta's Graph beside sending: who is asking, files, numbers, subscriptions, templates.</summary>
internal sealed class EmulatedGraph(EmulatedAssets assets, Faults faults, EmulatedWebhooks webhooks, IOptions<WhatsAppOptions> options)
{
    private const int LargestFile = 16 << 20;

    public void Map(IEndpointRouteBuilder graph, IEndpointRouteBuilder root)
    {
        graph.MapGet("/oauth/access_token", Exchange);
        graph.MapGet("/debug_token", Inspect);
        graph.MapPost("/{id}/media", UploadAsync);
        graph.MapGet("/{id}", ReadNode);
        graph.MapDelete("/{id}", DeleteNode);
        graph.MapGet("/{id}/phone_numbers", ReadNumbers);
        graph.MapPost("/{id}/register", RegisterAsync);
        graph.MapPost("/{id}/deregister", (string id, HttpRequest request) => Of(id, request, (phone, _) => Done(() => phone.IsRegistered = false)));
        graph.MapPost("/{id}/smb_app_data", (string id, HttpRequest request) => Of(id, request, (phone, _) => phone.InPhoneApp ? Results.Json(new { messaging_product = "whatsapp", request_id = "emulated" }) : Refuse(100, "The number is not in the phone app")));
        graph.MapMethods("/{id}/subscribed_apps", [HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete], Subscriptions);
        graph.MapGet("/{id}/whatsapp_business_profile", (string id, HttpRequest request) => Of(id, request, (phone, _) => Results.Json(new { data = new[] { phone.Profile } })));
        graph.MapPost("/{id}/whatsapp_business_profile", WriteProfileAsync);
        graph.MapGet("/{id}/message_templates", ReadTemplates);
        graph.MapPost("/{id}/message_templates", CreateTemplateAsync);
        graph.MapDelete("/{id}/message_templates", DeleteTemplates);
        root.MapGet("/media/{id}", Download);
    }

    /// <summary>Whose bearer this is; a refusal where it is nobody's, or proves itself wrongly.</summary>
    public (EmulatedAssets.Grant? Grant, IResult? Refusal) Who(HttpRequest request)
    {
        var token = request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var bearer] ? bearer : request.Query["access_token"].ToString();
        if (assets.FindGrant(token) is not { } grant) return (null, Refuse(190, "Error validating access token", StatusCodes.Status401Unauthorized));
        if (request.Query["appsecret_proof"] is [{ } proof] && proof != Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.AppSecret), Encoding.UTF8.GetBytes(token))))
            return (null, Refuse(100, "Invalid appsecret_proof provided in the API argument"));

        return (grant, null);
    }

    public static IResult Refuse(int code, string message, int? status = null, int? subcode = null)
    {
        var error = new JsonObject
        {
            ["message"] = $"(#{code}) {message}",
            ["type"] = "OAuthException",
            ["code"] = code,
            ["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = message },
            ["fbtrace_id"] = "emulated",
        };
        if (subcode is not null) error["error_subcode"] = subcode;
        return Results.Json(new JsonObject { ["error"] = error }, statusCode: status ?? Status(code));
    }

    /// <summary>As unreliable as Meta's own: the code is what counts.</summary>
    private static int Status(int code) => code switch
    {
        0 or 190 => StatusCodes.Status401Unauthorized,
        10 or (>= 200 and <= 299) or 368 or 131005 or 131031 => StatusCodes.Status403Forbidden,
        132001 => StatusCodes.Status404NotFound,
        3 or 131000 or 131016 or 131045 or 131057 => StatusCodes.Status500InternalServerError,
        2 or 133004 => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private async Task<IResult> Exchange(HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(code => Refuse(code, "Refused on request"), () =>
    {
        var query = request.Query;
        if (query["client_id"] != options.Value.AppId || query["client_secret"] != options.Value.AppSecret) return Task.FromResult(Refuse(1, "Error validating client secret."));

        var (outcome, token) = assets.Redeem(query["code"].ToString(), query["redirect_uri"].ToString());
        return Task.FromResult(outcome switch
        {
            EmulatedAssets.Exchange.Granted => Results.Json(new { access_token = token, token_type = "bearer", expires_in = 5_183_944 }),
            EmulatedAssets.Exchange.Expired => Refuse(100, "This authorization code has expired.", subcode: 36007),
            EmulatedAssets.Exchange.OtherAddress => Refuse(100, "Error validating verification code. Please make sure your redirect_uri is identical", subcode: 36008),
            EmulatedAssets.Exchange.Used => Refuse(100, "This authorization code has been used.", subcode: 36009),
            _ => Refuse(100, "Invalid verification code format."),
        });
    }, ct);

    private IResult Inspect(HttpRequest request)
    {
        var app = request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var bearer] ? bearer : request.Query["access_token"].ToString();
        if (app != $"{options.Value.AppId}|{options.Value.AppSecret}") return Refuse(190, "An app token is needed");

        var grant = assets.FindGrant(request.Query["input_token"].ToString());
        return Results.Json(new
        {
            data = new
            {
                app_id = options.Value.AppId,
                type = "SYSTEM_USER",
                is_valid = grant is not null,
                expires_at = grant is { ExpiresAt.Year: < 9000 } ? grant.ExpiresAt.ToUnixTimeSeconds() : 0,
                scopes = grant?.Scopes ?? [],
                granular_scopes = (grant?.Scopes ?? []).Select(scope => new { scope, target_ids = new[] { grant!.Account } }),
            },
        });
    }

    private IResult Of(string id, HttpRequest request, Func<EmulatedAssets.Phone, EmulatedAssets.Grant, IResult> answer) => Who(request) switch
    {
        ({ } grant, _) when assets.FindPhone(id) is { } phone && phone.Number.Account == grant.Account => answer(phone, grant),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    private IResult OfBusiness(string id, HttpRequest request, Func<EmulatedAssets.Business, IResult> answer) => Who(request) switch
    {
        ({ } grant, _) when grant.Account == id && assets.FindBusiness(id) is { } business =>
            grant.Scopes is [] ? Refuse(200, "You do not have the necessary permissions", StatusCodes.Status403Forbidden) : answer(business),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    private static IResult Nowhere(string id) =>
        Refuse(100, $"Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", subcode: 33);

    private async Task<IResult> UploadAsync(string id, HttpRequest request, CancellationToken ct)
    {
        if (Who(request).Refusal is { } refusal) return refusal;
        if (!request.HasFormContentType) return Refuse(100, "multipart/form-data is needed");
        var form = await request.ReadFormAsync(ct);
        return await faults.AnswerAsync(code => Refuse(code, "Refused on request"), async () =>
        {
            if (form["messaging_product"] != "whatsapp" && request.Query["messaging_product"] != "whatsapp") return Refuse(100, "messaging_product must be whatsapp");
            if (form.Files["file"] is not { Length: > 0 and < LargestFile } file) return Refuse(131053, "file is missing or too large");

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            var type = form["type"].ToString() is { Length: > 0 } given ? given : file.ContentType;
            return Of(id, request, (phone, _) => Results.Json(new { id = assets.Media.Keep(phone.Number.Account, type, bytes.ToArray(), file.FileName) }));
        }, ct);
    }

    private async Task<IResult> ReadNode(string version, string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(code => Refuse(code, "Refused on request"), () =>
    {
        var (grant, refusal) = Who(request);
        if (grant is null) return Task.FromResult(refusal!);

        return Task.FromResult(assets.Media.Find(grant.Account, id) is { } file
            ? Results.Json(new
            {
                url = $"{options.Value.ApiUrl.ToString().TrimEnd('/')}/media/{id}",
                mime_type = file.MimeType,
                sha256 = Convert.ToHexStringLower(file.Sha256),
                file_size = file.Bytes.Length,
                id,
                messaging_product = "whatsapp",
            })
            : assets.FindPhone(id) is { } phone && phone.Number.Account == grant.Account ? Results.Json(Fields(Number(phone), request))
            : assets.FindBusiness(id) is { } business && business.Id == grant.Account ? Results.Json(Fields(Account(business), request))
            : Nowhere(id));
    }, ct);

    private IResult DeleteNode(string id, HttpRequest request) => Who(request) switch
    {
        ({ } grant, _) when assets.Media.Remove(grant.Account, id) => Results.Json(new { success = true }),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    /// <summary>Only with the bearer: an address alone opens nothing.</summary>
    private async Task<IResult> Download(string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(_ => Results.NotFound(), () => Task.FromResult(
        Who(request) is ({ } grant, _) && assets.Media.Find(grant.Account, id) is { } file ? Results.Bytes(file.Bytes, file.MimeType) : Results.NotFound()), ct);

    private async Task<IResult> ReadNumbers(string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(
        code => Refuse(code, "Refused on request"),
        () => Task.FromResult(OfBusiness(id, request, business => Results.Json(new { data = assets.PhonesOf(business.Id).Select(phone => Fields(Number(phone), request)) }))), ct);

    private async Task<IResult> RegisterAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return await faults.AnswerAsync(code => Refuse(code, "Refused on request"), () => Task.FromResult(Of(id, request, (phone, _) => (phone, body.Text("pin")) switch
        {
            (_, not { Length: 6 }) => Refuse(100, "pin must be 6 digits"),
            ({ InPhoneApp: true }, _) => Refuse(100, "A number in the phone app is not registered"),
            ({ WrongPins: >= 5 }, _) => Refuse(133008, "Too many PIN guesses"),
            ({ Pin: { } known }, var pin) when known != pin => Wrong(phone),
            var (_, pin) => Done(() => (phone.Pin, phone.IsRegistered, phone.WrongPins) = (pin, true, 0)),
        })), ct);
    }

    private static IResult Wrong(EmulatedAssets.Phone phone)
    {
        phone.WrongPins++;
        return Refuse(133005, "Two-step verification PIN mismatch");
    }

    private IResult Subscriptions(string id, HttpRequest request) => OfBusiness(id, request, business =>
    {
        if (HttpMethods.IsGet(request.Method))
            return Results.Json(new { data = business.IsSubscribed ? [new { whatsapp_business_api_data = new { id = options.Value.AppId, name = "Relais", link = "https://relais.example" } }] : Array.Empty<object>() });

        return Done(() => business.IsSubscribed = HttpMethods.IsPost(request.Method));
    });

    private async Task<IResult> WriteProfileAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return Of(id, request, (phone, _) => body.ValueKind is JsonValueKind.Object ? Done(() => phone.Profile = body) : Refuse(100, "The body is not a JSON object"));
    }

    private IResult ReadTemplates(string id, HttpRequest request) => OfBusiness(id, request, business => Results.Json(new
    {
        data = assets.Templates.Of(business.Id)
            .Where(t => request.Query["name"] is not [{ Length: > 0 } name] || t.Name == name)
            .Where(t => request.Query["status"] is not [{ Length: > 0 } status] || t.Status == status)
            .Select(t => new { id = t.Id, name = t.Name, language = t.Language, category = t.Category, status = t.Status, components = t.Components }),
    }));

    private async Task<IResult> CreateTemplateAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return OfBusiness(id, request, business =>
        {
            if ((body.Text("name"), body.Text("language"), body.Text("category"), body.Member("components")) is not ({ Length: > 0 and <= 512 } name, { Length: > 0 } language, { Length: > 0 } category, { ValueKind: JsonValueKind.Array } components))
                return Refuse(100, "name, language, category and components are needed");
            if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')) return Refuse(100, "name may only hold lower-case letters, digits and _");
            if (assets.Templates.Has(business.Id, name, language)) return Refuse(100, "There is already content in this language for this template");

            var template = assets.Templates.Add(business.Id, name, language, category, "PENDING", components);
            _ = ApproveAsync(template);
            return Results.Json(new { id = template.Id, status = template.Status, category = template.Category });
        });
    }

    private async Task ApproveAsync(EmulatedTemplates.Template template)
    {
        assets.Templates.Become(template, "APPROVED");
        if (assets.PhonesOf(template.Account).FirstOrDefault() is not { } phone) return;

        await webhooks.PostAsync(phone.Number, "message_template_status_update", new JsonObject
        {
            ["event"] = "APPROVED",
            ["message_template_id"] = long.Parse(template.Id, System.Globalization.CultureInfo.InvariantCulture),
            ["message_template_name"] = template.Name,
            ["message_template_language"] = template.Language,
            ["message_template_category"] = template.Category,
            ["reason"] = "NONE",
        }, CancellationToken.None);
    }

    private IResult DeleteTemplates(string id, HttpRequest request) => OfBusiness(id, request, business =>
        assets.Templates.Remove(business.Id, request.Query["name"].ToString()) > 0 ? Results.Json(new { success = true }) : Refuse(100, "There is no such template"));

    private static JsonObject Number(EmulatedAssets.Phone phone) => new()
    {
        ["id"] = phone.Number.Id,
        ["display_phone_number"] = phone.Number.Display,
        ["verified_name"] = phone.Number.Name,
        ["quality_rating"] = phone.Quality,
        ["code_verification_status"] = "VERIFIED",
        ["name_status"] = "APPROVED",
        ["status"] = phone.IsRegistered ? "CONNECTED" : "PENDING",
        ["platform_type"] = phone.IsRegistered ? "CLOUD_API" : "NOT_APPLICABLE",
        ["throughput"] = new JsonObject { ["level"] = "STANDARD" },
        ["whatsapp_business_manager_messaging_limit"] = phone.Limit,
        ["is_on_biz_app"] = phone.InPhoneApp,
        ["health_status"] = Health("PHONE_NUMBER", phone.Number.Id, phone.IsRegistered),
    };

    private static JsonObject Account(EmulatedAssets.Business business) => new()
    {
        ["id"] = business.Id,
        ["name"] = business.Name,
        ["currency"] = "MAD",
        ["timezone_id"] = "78",
        ["account_review_status"] = "APPROVED",
        ["health_status"] = Health("WABA", business.Id, isGood: true),
    };

    private static JsonObject Health(string entity, string id, bool isGood)
    {
        var can = isGood ? "AVAILABLE" : "BLOCKED";
        var health = new JsonObject { ["entity_type"] = entity, ["id"] = id, ["can_send_message"] = can };
        if (!isGood) health["errors"] = new JsonArray(new JsonObject { ["error_code"] = 133010, ["error_description"] = "The phone number is not registered" });
        return new() { ["can_send_message"] = can, ["entities"] = new JsonArray(health) };
    }

    /// <summary>What was asked for; the identity always.</summary>
    private static JsonObject Fields(JsonObject node, HttpRequest request)
    {
        if (request.Query["fields"] is not [{ Length: > 0 } fields])
        {
            node.Remove("health_status");
            return node;
        }

        var wanted = fields.Split(',', StringSplitOptions.TrimEntries).Append("id").ToHashSet();
        foreach (var member in node.Select(m => m.Key).Where(key => !wanted.Contains(key)).ToList()) node.Remove(member);
        return node;
    }

    private static async Task<JsonElement> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        return LenientJson.Parse(bytes.ToArray());
    }

    private static IResult Done(Action change)
    {
        change();
        return Results.Json(new { success = true });
    }
}
