using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>Meta's dialog as a plain page: the seller names the business and the number, and says yes, no, or not so much.</summary>
internal sealed class EmulatedDialog(EmulatedAssets assets, IOptions<WhatsAppOptions> options)
{
    public void Map(IEndpointRouteBuilder graph)
    {
        graph.MapGet("/dialog/oauth", Show);
        graph.MapPost("/dialog/oauth", AnswerAsync);
    }

    private IResult Show(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != options.Value.AppId || string.IsNullOrEmpty(query["config_id"]) || query["response_type"] != "code")
            return Page("<p>This app or its configuration does not exist.</p>", StatusCodes.Status400BadRequest);
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out _)) return Page("<p>The address to go back to is not one.</p>", StatusCodes.Status400BadRequest);

        var extras = LenientJson.Parse(System.Text.Encoding.UTF8.GetBytes(query["extras"].ToString()));
        var business = extras.Member("setup")?.Member("business")?.Text("name") ?? "Atlas Sneakers";
        var number = $"+2126{Random.Shared.Next(10_000_000, 99_999_999)}";
        return Page($"""
            <h1>Connect your WhatsApp account</h1>
            <p>This page stands in for Meta's. Nothing leaves this machine.</p>
            <form method="post">
              {Hidden("redirect_uri", query["redirect_uri"])}
              {Hidden("state", query["state"])}
              {Hidden("feature", extras.Text("featureType"))}
              <p><label>Business <input name="business" value="{WebUtility.HtmlEncode(business)}" required></label></p>
              <p><label>Phone number <input name="number" value="{number}" required></label></p>
              <p><label>Its two-step PIN, if it has one <input name="pin" inputmode="numeric" pattern="[0-9]*"></label></p>
              <p>
                <button name="answer" value="accept">Accept</button>
                <button name="answer" value="partly">Accept without permissions</button>
                <button name="answer" value="cancel" formnovalidate>Cancel</button>
                <button name="answer" value="refuse" formnovalidate>Refused by Meta</button>
              </p>
            </form>
            """);
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType) return Page("<p>Nothing was answered.</p>", StatusCodes.Status400BadRequest);
        var form = await request.ReadFormAsync(ct);
        if (!Uri.TryCreate(form["redirect_uri"], UriKind.Absolute, out var back)) return Page("<p>The address to go back to is not one.</p>", StatusCodes.Status400BadRequest);

        var answer = form["answer"].ToString();
        Dictionary<string, string?> said = answer switch
        {
            "accept" or "partly" => new() { ["code"] = Connect(form, back, withPermissions: answer is "accept") },
            "refuse" => new() { ["error_code"] = "1349187", ["error_message"] = "This business is not eligible." },
            _ => new() { ["error"] = "access_denied", ["error_code"] = "200", ["error_reason"] = "user_denied", ["error_description"] = "Permissions error" },
        };
        said["state"] = form["state"].ToString();
        return Results.Redirect(QueryHelpers.AddQueryString(back.AbsoluteUri, said));
    }

    private string Connect(IFormCollection form, Uri back, bool withPermissions) => assets.Connect(
        form["business"].ToString(),
        form["number"].ToString(),
        form["pin"].ToString() is { Length: > 0 } pin ? pin : null,
        inPhoneApp: form["feature"] == "whatsapp_business_app_onboarding",
        withPermissions,
        back.AbsoluteUri,
        assets.Webhook ?? new Uri(back, "/api/whatsapp/webhook"));

    private static string Hidden(string name, string? value) => $"""<input type="hidden" name="{name}" value="{WebUtility.HtmlEncode(value)}">""";

    private static IResult Page(string body, int status = StatusCodes.Status200OK) => Results.Content(
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>WhatsApp sign-up (emulator)</title></head><body>{body}</body></html>",
        "text/html; charset=utf-8", statusCode: status);
}
