using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>Who is asking, what they may touch, and how Meta says no.</summary>
internal sealed class EmulatedGate(EmulatedAssets assets, IOptions<WhatsAppOptions> options)
{
    /// <summary>In the header, or in the address as some tools have it.</summary>
    public static string Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var given && given.StartsWith("Bearer ", StringComparison.Ordinal) ? given[7..] : request.Query["access_token"].ToString();

    /// <summary>Whose bearer this is; a refusal where it is nobody's, or proves itself wrongly.</summary>
    public (EmulatedAssets.Grant? Grant, IResult? Refusal) Who(HttpRequest request)
    {
        var token = Token(request);
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

    public IResult Of(string id, HttpRequest request, Func<EmulatedAssets.Phone, EmulatedAssets.Grant, IResult> answer) => Who(request) switch
    {
        ({ } grant, _) when assets.FindPhone(id) is { } phone && phone.Number.Account == grant.Account => answer(phone, grant),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    public IResult OfBusiness(string id, HttpRequest request, Func<EmulatedAssets.Business, IResult> answer) => Who(request) switch
    {
        ({ } grant, _) when grant.Account == id && assets.FindBusiness(id) is { } business =>
            grant.Scopes is [] ? Refuse(200, "You do not have the necessary permissions", StatusCodes.Status403Forbidden) : answer(business),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    public static IResult Nowhere(string id) =>
        Refuse(100, $"Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", subcode: 33);

    public static async Task<JsonElement> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        return LenientJson.Parse(bytes.ToArray());
    }

    public static IResult Done(Action change)
    {
        change();
        return Results.Json(new { success = true });
    }
}
