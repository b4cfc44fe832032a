using Microsoft.AspNetCore.Identity;

namespace Platform.Web.Identity;

/// <summary>A person with an account. What they may do is said by their memberships.</summary>
public sealed class User : IdentityUser<Guid>
{
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public string Language { get; set; } = "fr";
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The authenticator's secret, sealed; none when the person uses no authenticator.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The last thirty-second step a code was accepted for, so that none works twice.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>The person chose to receive their codes by email.</summary>
    public bool CodeByEmail { get; set; }

    public string FullName => $"{FirstName} {LastName}".Trim();
}
