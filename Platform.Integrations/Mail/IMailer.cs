namespace Platform.Integrations.Mail;

/// <summary>Carries an email to its reader: a mail server, or the demo's mailbox.</summary>
public interface IMailer
{
    /// <exception cref="ProviderException">Says whether trying again may help.</exception>
    Task SendAsync(Email email, CancellationToken ct);
}

/// <param name="Id">Ours; the same for every attempt, so that a mail server can tell a repeat.</param>
public sealed record Email(Guid Id, string To, string Subject, string Html, string Text);
