using System.Globalization;
using System.Net;
using System.Resources;
using System.Text;
using Platform.Domain.Common;
using Platform.Web.Identity;

namespace Platform.Web.Mail;

/// <summary>An email before it has a reader's address: written once, as a page and as plain text.</summary>
public sealed record Letter(string Subject, string Html, string Text);

/// <summary>Puts a letter together in its reader's language. Everything that comes from people is encoded.</summary>
internal sealed class LetterWriter(Language language)
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language.Code());
    private readonly StringBuilder html = new();
    private readonly StringBuilder text = new();

    public string Say(string key, params object[] values) =>
        string.Format(culture, Words.GetString(key, culture) ?? throw new MissingManifestResourceException(key), values);

    /// <summary>"samedi 21 novembre 2026 10:30, Casablanca (UTC+1)".</summary>
    public string Moment(DateTimeOffset at, string zone) =>
        $"{TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("f", culture)}{(culture.TextInfo.IsRightToLeft ? "،" : ",")} {TimeZones.Named(zone, at, language)}";

    public LetterWriter Paragraph(string words)
    {
        html.Append(culture, $"""<p style="margin:0 0 16px">{Encoded(words)}</p>""").Append('\n');
        text.Append(words).Append("\n\n");
        return this;
    }

    public LetterWriter Button(string words, string link)
    {
        html.Append(culture, $"""
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr><td style="border-radius:8px;background:#0b6e69">
            <a href="{Encoded(link)}" style="display:inline-block;padding:12px 24px;color:#ffffff;font-weight:600;text-decoration:none">{Encoded(words)}</a>
            </td></tr></table>
            <p style="margin:0 0 16px;font-size:13px;color:#5b6475">{Encoded(Say("OrCopy"))}<br><span dir="ltr" style="word-break:break-all">{Encoded(link)}</span></p>

            """);
        text.Append(words).Append('\n').Append(link).Append("\n\n");
        return this;
    }

    public LetterWriter Code(string code)
    {
        html.Append(culture, $"""<p dir="ltr" style="margin:8px 0 24px;font:600 32px/1.2 ui-monospace,Consolas,monospace;letter-spacing:8px">{Encoded(code)}</p>""").Append('\n');
        text.Append(code).Append("\n\n");
        return this;
    }

    public LetterWriter Small(string words)
    {
        html.Append(culture, $"""<p style="margin:0 0 8px;font-size:13px;color:#5b6475">{Encoded(words)}</p>""").Append('\n');
        text.Append(words).Append("\n\n");
        return this;
    }

    public Letter Sealed(string subject)
    {
        var direction = culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";
        var page = $"""
            <!DOCTYPE html>
            <html lang="{language.Code()}" dir="{direction}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>{Encoded(subject)}</title></head>
            <body style="margin:0;background:#f7f8fa">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f8fa"><tr><td align="center" style="padding:32px 16px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" dir="{direction}" style="max-width:520px;background:#ffffff;border:1px solid #e3e7ed;border-radius:10px">
            <tr><td style="padding:24px 32px 0;font:700 20px/1.4 Inter,'Segoe UI',Tahoma,Arial,sans-serif;color:#0b6e69">Relais</td></tr>
            <tr><td style="padding:16px 32px 24px;font:400 15px/1.6 Inter,'Segoe UI',Tahoma,Arial,sans-serif;color:#101828">
            <h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">{Encoded(subject)}</h1>
            {html}</td></tr>
            </table>
            <p style="margin:16px 0 0;font:400 12px/1.5 Inter,'Segoe UI',Tahoma,Arial,sans-serif;color:#5b6475">{Encoded(Say("SentBy"))}</p>
            </td></tr></table>
            </body>
            </html>
            """;
        return new Letter(subject, page, text.Append("—\n").Append(Say("SentBy")).Append('\n').ToString());
    }

    private static string Encoded(string words) => WebUtility.HtmlEncode(words);
}
