using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Http;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>The page on which a customer pays at an emulated gateway: a person can use it, and so can a test.</summary>
internal sealed class PaymentPage(string gateway, string colour, EmulatedTill till)
{
    /// <summary>Whether what is paid here is confirmed with the secret code of a mobile wallet.</summary>
    public bool AsksForCode { get; init; }

    public void Map(RouteGroupBuilder root)
    {
        root.MapGet("/pay/{id}", (string id, HttpResponse response) => Show(response, till.Find(id)));
        root.MapPost("/pay/{id}", (string id, HttpRequest request, CancellationToken ct) => AnswerAsync(id, request, ct));
        root.MapGet("/phone/{number}", (string number, HttpResponse response) => Show(response, till.Prompts(number) is [var first, ..] ? first : null));
    }

    private static PaymentPageWords Words => PaymentPageWords.Here;

    public static Uri Address(HttpRequest request, string path, EmulatedSale sale) => new($"{request.Scheme}://{request.Host}{path}/pay/{Uri.EscapeDataString(sale.Id)}");

    private IResult Show(HttpResponse response, EmulatedSale? sale) => sale switch
    {
        null => Page(response, $"<p class=\"state\">{Words.Nothing}</p>", StatusCodes.Status404NotFound),
        { } open when till.IsPayable(open) => Page(response, $"""
            <p class="seller">{Encoded(open.Seller)}</p>
            <p class="amount" data-amount dir="ltr">{Encoded(Written(open))}</p>
            <p class="title">{Encoded(open.Title)}</p>
            <form method="post" action="{Encoded(PathTo(open, response.HttpContext.Request))}">
              {(AsksForCode ? $"<label>{Words.Code} <input type=\"password\" name=\"code\" inputmode=\"numeric\" autocomplete=\"off\" value=\"0000\"></label>" : "")}
              <button class="yes" name="act" value="Pay">{Words.Pay} <bdi>{Encoded(Written(open))}</bdi></button>
              <button name="act" value="Refuse">{Words.Refuse}</button>
              <button name="act" value="Cancel">{Words.Cancel}</button>
              <button name="act" value="Expire">{Words.Expire}</button>
            </form>
            """),
        { } ended => Page(response, $"<p class=\"amount\" dir=\"ltr\">{Encoded(Written(ended))}</p><p class=\"state\">{Ended(ended.State)}</p>{Back(ended)}"),
    };

    private async Task<IResult> AnswerAsync(string id, HttpRequest request, CancellationToken ct)
    {
        if (till.Find(id) is null || !request.HasFormContentType) return Results.NotFound();
        if (!Enum.TryParse<EmulatedAct>((await request.ReadFormAsync(ct))["act"], out var act)) return Results.BadRequest();

        // A slow shop does not keep its customer here: then the browser is back before the notification arrives.
        await Task.WhenAny(till.ActAsync(id, act, ct: CancellationToken.None), Task.Delay(TimeSpan.FromSeconds(2), ct));
        if (act is EmulatedAct.Cancel && till.Find(id) is { Abandoned: { } abandoned }) return Results.Redirect(abandoned.AbsoluteUri);
        return till.Find(id) is { Return: { } back } ? Results.Redirect(back.AbsoluteUri) : Show(request.HttpContext.Response, till.Find(id));
    }

    private static string Written(EmulatedSale sale) => $"{sale.Asked.Amount.ToString("#,0.##", System.Globalization.CultureInfo.GetCultureInfo("fr-FR"))} {sale.Asked.Currency}";

    private static string PathTo(EmulatedSale sale, HttpRequest request) => $"{request.Path.Value![..request.Path.Value!.IndexOf(request.RouteValues.ContainsKey("number") ? "/phone/" : "/pay/", StringComparison.Ordinal)]}/pay/{Uri.EscapeDataString(sale.Id)}";

    private static string Ended(EmulatedState state) => state switch
    {
        EmulatedState.Paid => Words.Paid,
        EmulatedState.Refused => Words.Refused,
        EmulatedState.Cancelled => Words.Cancelled,
        _ => Words.Expired,
    };

    private static string Back(EmulatedSale sale) => sale.Return is { } back ? $"<p><a href=\"{Encoded(back.AbsoluteUri)}\">{Words.Back}</a></p>" : "";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private IResult Page(HttpResponse response, string body, int status = StatusCodes.Status200OK) =>
        new EmulatedPage(gateway, colour, Words.Language, Words.Direction, Words.Demo).Answer(response, body, status);
}
