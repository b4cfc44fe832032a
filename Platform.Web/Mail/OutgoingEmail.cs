using System.ComponentModel.DataAnnotations.Schema;

namespace Platform.Web.Mail;

/// <summary>An email that has still to be sent; the row leaves with it, and with it the links it carries.</summary>
[Table("outgoing_emails")]
public sealed class OutgoingEmail
{
    public required Guid Id { get; init; }
    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Html { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset Due { get; init; }
    public int Attempts { get; init; }
    public string? Error { get; init; }
    public DateTimeOffset? ParkedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An email as it landed in the demo's mailbox.</summary>
[Table("mailbox")]
public sealed class MailboxEmail
{
    public required Guid Id { get; init; }
    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Html { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
}
