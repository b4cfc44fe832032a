using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;

namespace Platform.Web.Identity.Organisations;

/// <summary>A person's place in an organisation.</summary>
[Table("memberships"), PrimaryKey(nameof(OrganisationId), nameof(UserId))]
public sealed class Membership
{
    public required Guid OrganisationId { get; init; }
    public required Guid UserId { get; init; }
    public required Role Role { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}
