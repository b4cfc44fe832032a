using System.Net.Mail;

namespace Platform.Web.Identity;

public static class EmailAddress
{
    /// <summary>Whether an address can be written to is known only by writing to it; this keeps out what cannot be one.</summary>
    public static bool IsPlausible(string? text) =>
        text is { Length: <= 254 }
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal)
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
}
