using System.ComponentModel.DataAnnotations.Schema;
using Platform.Domain.Common;

namespace Platform.Web.Identity.Team;

/// <summary>A place kept for somebody who reads a certain mailbox. Only the fingerprint of the link's secret is kept.</summary>
[Table("invitations")]
public sealed class Invitation
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Email { get; init; }
    public required Role Role { get; init; }
    public required byte[] TokenHash { get; set; }
    public required Guid InvitedBy { get; init; }
    public required DateTimeOffset SentAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
}
