using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>Meta's dialog as a page of ours: the seller names the business and the number, and says yes, no, or not so much.</summary>
internal sealed class EmulatedDialog(EmulatedAssets assets, IOptions<WhatsAppOptions> options)
{
    public void Map(IEndpointRouteBuilder graph)
    {
        graph.MapGet("/dialog/oauth", Show);
        graph.MapPost("/dialog/oauth", AnswerAsync);
    }

    private static EmulatedDialogWords Words => EmulatedDialogWords.Here;

    private IResult Show(HttpRequest request)
    {
        var (query, response) = (request.Query, request.HttpContext.Response);
        if (query["client_id"] != options.Value.AppId || string.IsNullOrEmpty(query["config_id"]) || query["response_type"] != "code") return Refuse(response, Words.NoApp);
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out _)) return Refuse(response, Words.NoWayBack);

        var extras = LenientJson.Parse(System.Text.Encoding.UTF8.GetBytes(query["extras"].ToString()));
        var business = extras.Member("setup")?.Member("business")?.Text("name") ?? "Atlas Sneakers";
        var number = $"+2126{Random.Shared.Next(10_000_000, 99_999_999)}";
        return Page(response, $"""
            <form method="post">
              {Hidden("redirect_uri", query["redirect_uri"])}
              {Hidden("state", query["state"])}
              {Hidden("feature", extras.Text("featureType"))}
              <label>{Words.Business} <input name="business" dir="auto" value="{WebUtility.HtmlEncode(business)}" required></label>
              <label>{Words.Number} <input name="number" type="tel" dir="ltr" value="{number}" required></label>
              <label>{Words.Pin} <input name="pin" dir="ltr" inputmode="numeric" pattern="[0-9]*" autocomplete="off"></label>
              <button class="yes" name="answer" value="accept">{Words.Accept}</button>
              <button name="answer" value="partly">{Words.AcceptPartly}</button>
              <button name="answer" value="cancel" formnovalidate>{Words.Cancel}</button>
              <button name="answer" value="refuse" formnovalidate>{Words.Refuse}</button>
            </form>
            """);
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken ct)
    {
        var response = request.HttpContext.Response;
        if (!request.HasFormContentType) return Refuse(response, Words.NoAnswer);
        var form = await request.ReadFormAsync(ct);
        if (!Uri.TryCreate(form["redirect_uri"], UriKind.Absolute, out var back)) return Refuse(response, Words.NoWayBack);

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

    private static IResult Refuse(HttpResponse response, string why) => Page(response, $"<p class=\"state\">{why}</p>", StatusCodes.Status400BadRequest);

    private static IResult Page(HttpResponse response, string body, int status = StatusCodes.Status200OK) =>
        new EmulatedPage(Words.Title, "whatsapp", Words.Language, Words.Direction, Words.Demo).Answer(response, body, status);
}
