using System.ComponentModel.DataAnnotations.Schema;

namespace Platform.Web.Identity.Sessions;

/// <summary>A signed-in browser or program. Cookies and tokens only name it; ending it ends them everywhere.</summary>
[Table("login_sessions")]
public sealed class LoginSession
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>The person's stamp when the session was opened; a changed password or second factor changes theirs.</summary>
    public required string SecurityStamp { get; init; }

    public required string Address { get; init; }
    public required string Agent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}
