using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedGate;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>The rest of Meta's Graph beside sending: tokens, numbers and their health, subscriptions.</summary>
internal sealed class EmulatedGraph(EmulatedAssets assets, EmulatedGate gate, Faults faults, IOptions<WhatsAppOptions> options)
{
    public void Map(IEndpointRouteBuilder graph)
    {
        graph.MapGet("/oauth/access_token", Exchange);
        graph.MapGet("/debug_token", Inspect);
        graph.MapGet("/{id}", ReadNode);
        graph.MapGet("/{id}/phone_numbers", ReadNumbers);
        graph.MapPost("/{id}/register", RegisterAsync);
        graph.MapPost("/{id}/deregister", (string id, HttpRequest request) => gate.Of(id, request, (phone, _) => Done(() => phone.IsRegistered = false)));
        graph.MapMethods("/{id}/subscribed_apps", [HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete], Subscriptions);
        graph.MapGet("/{id}/whatsapp_business_profile", (string id, HttpRequest request) => gate.Of(id, request, (phone, _) => Results.Json(new { data = new[] { phone.Profile } })));
        graph.MapPost("/{id}/whatsapp_business_profile", WriteProfileAsync);
    }

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
        var app = Token(request);
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

    private async Task<IResult> ReadNode(string version, string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(code => Refuse(code, "Refused on request"), () =>
    {
        var (grant, refusal) = gate.Who(request);
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

    private async Task<IResult> ReadNumbers(string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(
        code => Refuse(code, "Refused on request"),
        () => Task.FromResult(gate.OfBusiness(id, request, business => Results.Json(new { data = assets.PhonesOf(business.Id).Select(phone => Fields(Number(phone), request)) }))), ct);

    private async Task<IResult> RegisterAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return await faults.AnswerAsync(code => Refuse(code, "Refused on request"), () => Task.FromResult(gate.Of(id, request, (phone, _) => (phone, body.Text("pin")) switch
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

    private IResult Subscriptions(string id, HttpRequest request) => gate.OfBusiness(id, request, business =>
    {
        if (HttpMethods.IsGet(request.Method))
            return Results.Json(new { data = business.IsSubscribed ? [new { whatsapp_business_api_data = new { id = options.Value.AppId, name = "Relais", link = "https://relais.example" } }] : Array.Empty<object>() });

        return Done(() => business.IsSubscribed = HttpMethods.IsPost(request.Method));
    });

    private async Task<IResult> WriteProfileAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return gate.Of(id, request, (phone, _) => body.ValueKind is JsonValueKind.Object ? Done(() => phone.Profile = body) : Refuse(100, "The body is not a JSON object"));
    }

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
        ["throughput"] = new JsonObject { ["level"] = phone.IsFast ? "HIGH" : "STANDARD" },
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
        ["owner_business_info"] = new JsonObject { ["id"] = EmulatedAssets.OwnerOf(business.Id), ["name"] = business.Name },
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
}
