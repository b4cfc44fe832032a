using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Platform.Integrations.Http;

/// <summary>The frame of a page that stands in for a provider's own, for people as much as for tests. It brings its look with it and lets nothing else in.</summary>
/// <param name="Colour">The class of whose page it is.</param>
/// <param name="Footer">That nothing here is real.</param>
internal sealed record EmulatedPage(string Title, string Colour, string Language, string Direction, string Footer)
{
    private static readonly string Look = Sheet.Trim();
    private static readonly string LookHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Look)));

    /// <param name="body">Markup in which everything that came from outside is encoded.</param>
    public IResult Answer(HttpResponse response, string body, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{LookHash}'; form-action *; base-uri 'none'; frame-ancestors 'none'";
        return Results.Content($"""
            <!DOCTYPE html>
            <html lang="{Language}" dir="{Direction}" class="{Colour}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Title}</title><style>{Look}</style></head>
            <body><main><h1>{Title}</h1>{body}</main><footer><p>{Footer}</p></footer></body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }

    private const string Sheet = """
        :root { --own: #1f2937; --on: #ffffff; }
        .orange { --own: #b84300; } .wave { --own: #0b6fa8; } .mtn { --own: #ffcc00; --on: #1f2937; } .mollie { --own: #1b1b1f; } .stripe { --own: #4f46e5; } .flutterwave { --own: #9a5a00; } .whatsapp { --own: #0b6e4f; }
        * { box-sizing: border-box; margin: 0; }
        body { min-height: 100vh; display: flex; flex-direction: column; align-items: center; padding: 2rem 1rem; gap: 1.5rem; background: #eef1f5; color: #101828; font: 16px/1.5 system-ui, sans-serif; }
        main { width: 100%; max-width: 24rem; background: #ffffff; border-radius: 16px; overflow: hidden; box-shadow: 0 12px 32px rgb(16 24 40 / 12%); padding-bottom: 1.5rem; text-align: center; }
        h1 { background: var(--own); color: var(--on); font-size: 1.1rem; padding: 1rem; margin-bottom: 1.5rem; }
        .seller { font-weight: 600; } .title { color: #5b6475; margin-bottom: 1.5rem; } .amount { font-size: 2rem; font-weight: 700; } .state { font-weight: 600; padding: 1rem; }
        form { display: grid; gap: .6rem; padding: 0 1.5rem; }
        label { display: grid; gap: .25rem; text-align: start; font-size: .9rem; font-weight: 600; }
        input { width: 100%; min-height: 44px; border: 1px solid #858d9d; border-radius: 8px; padding: 0 .75rem; background: #ffffff; color: inherit; font: inherit; font-weight: 400; }
        input[inputmode=numeric] { letter-spacing: .3em; }
        button { min-height: 44px; border: 1px solid #e3e7ed; border-radius: 8px; background: #ffffff; color: #344054; font: inherit; cursor: pointer; }
        button.yes { background: var(--own); border-color: var(--own); color: var(--on); font-weight: 700; }
        :focus-visible { outline: 3px solid #101828; outline-offset: 2px; }
        a { color: #0b6e69; } footer { color: #475467; font-size: .85rem; text-align: center; }
        @media (prefers-color-scheme: dark) {
          :root { color-scheme: dark; } body { background: #0c111d; color: #f2f4f7; } main { background: #161b26; }
          .title, footer { color: #98a2b3; } a { color: #3fb8af; } input { background: #0c111d; color: inherit; border-color: #667085; }
          button:not(.yes) { background: #161b26; border-color: #2a3140; color: #d0d5dd; } :focus-visible { outline-color: #f2f4f7; }
        }
        """;
}
