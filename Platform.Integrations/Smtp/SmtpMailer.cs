using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.Integrations.Mail;

namespace Platform.Integrations.Smtp;

/// <summary>Hands emails to the configured mail server, one connection each.</summary>
internal sealed class SmtpMailer(IOptions<SmtpOptions> options) : IMailer
{
    public async Task SendAsync(Email email, CancellationToken ct)
    {
        var server = options.Value;
        using var message = Compose(email, server);
        using var client = new SmtpClient(server.Host, server.Port);
        client.EnableSsl = server.Encrypt;
        client.Credentials = server.User is { Length: > 0 } user ? new NetworkCredential(user, server.Password) : null;

        try
        {
            await client.SendMailAsync(message, ct);
        }
        catch (SmtpException e)
        {
            throw new ProviderException($"smtp_{(int)e.StatusCode}", FaultOf(e), e.StatusCode.ToString(), e);
        }
    }

    private static MailMessage Compose(Email email, SmtpOptions server)
    {
        var message = new MailMessage
        {
            From = new MailAddress(server.From, server.FromName, Encoding.UTF8),
            Subject = email.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(email.To));
        message.Headers.Add("Message-ID", $"<{email.Id:N}@{message.From.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    private static ProviderFault FaultOf(SmtpException e) => e.StatusCode switch
    {
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath => ProviderFault.Final,
        SmtpStatusCode.ClientNotPermitted or SmtpStatusCode.MustIssueStartTlsFirst => ProviderFault.Fix,
        _ => ProviderFault.Retry,
    };
}
