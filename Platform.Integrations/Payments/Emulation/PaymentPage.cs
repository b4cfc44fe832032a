using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>The page on which a customer pays at an emulated gateway: a person can use it, and so can a test.</summary>
internal sealed class PaymentPage(string gateway, string colour, EmulatedTill till)
{
    private static readonly string Look = Sheet.Trim();
    private static readonly string LookHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Look)));

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
              <button class="pay" name="act" value="Pay">{Words.Pay} <bdi>{Encoded(Written(open))}</bdi></button>
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

    private IResult Page(HttpResponse response, string body, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{LookHash}'; form-action *; base-uri 'none'; frame-ancestors 'none'";
        return Results.Content($"""
            <!DOCTYPE html>
            <html lang="{Words.Language}" dir="{Words.Direction}" class="{colour}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{gateway}</title><style>{Look}</style></head>
            <body><main><h1>{gateway}</h1>{body}</main><footer><p>{Words.Demo}</p></footer></body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }

    private const string Sheet = """
        :root { --own: #1f2937; --on: #ffffff; }
        .orange { --own: #b84300; } .wave { --own: #0b6fa8; } .mtn { --own: #ffcc00; --on: #1f2937; } .mollie { --own: #1b1b1f; } .stripe { --own: #4f46e5; } .flutterwave { --own: #9a5a00; }
        * { box-sizing: border-box; margin: 0; }
        body { min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 2rem 1rem; gap: 1.5rem; background: #eef1f5; color: #101828; font: 16px/1.5 system-ui, sans-serif; }
        main { width: 100%; max-width: 24rem; background: #ffffff; border-radius: 16px; overflow: hidden; box-shadow: 0 12px 32px rgb(16 24 40 / 12%); padding-bottom: 1.5rem; text-align: center; }
        h1 { background: var(--own); color: var(--on); font-size: 1.1rem; padding: 1rem; margin-bottom: 1.5rem; }
        .seller { font-weight: 600; } .title { color: #5b6475; margin-bottom: 1.5rem; } .amount { font-size: 2rem; font-weight: 700; } .state { font-weight: 600; padding: 1rem; }
        form { display: grid; gap: .6rem; padding: 0 1.5rem; }
        label { display: grid; gap: .25rem; text-align: start; font-size: .9rem; font-weight: 600; }
        input { min-height: 44px; border: 1px solid #858d9d; border-radius: 8px; padding: 0 .75rem; font: inherit; letter-spacing: .3em; }
        button { min-height: 44px; border: 1px solid #e3e7ed; border-radius: 8px; background: #ffffff; color: #344054; font: inherit; cursor: pointer; }
        button.pay { background: var(--own); border-color: var(--own); color: var(--on); font-weight: 700; }
        :focus-visible { outline: 3px solid #101828; outline-offset: 2px; }
        a { color: #0b6e69; } footer { color: #475467; font-size: .85rem; }
        @media (prefers-color-scheme: dark) {
          :root { color-scheme: dark; } body { background: #0c111d; color: #f2f4f7; } main { background: #161b26; }
          .title, footer { color: #98a2b3; } a { color: #3fb8af; } input { background: #0c111d; color: inherit; border-color: #667085; }
          button:not(.pay) { background: #161b26; border-color: #2a3140; color: #d0d5dd; } :focus-visible { outline-color: #f2f4f7; }
        }
        """;
}
