using System.Security.Claims;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Shared;

/// <summary>Whom the shell greets, and as whom their commands are given.</summary>
public sealed record SignedInPerson(string Name, Actor Actor)
{
    public static SignedInPerson? Of(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue("org"), out var organisation) && Guid.TryParse(user.FindFirstValue("sub"), out var id)
            ? new(user.FindFirstValue("name") ?? "", new Actor(new OrganisationId(organisation), ActorKind.Member, RoleOf(user), id))
            : null;

    private static Role RoleOf(ClaimsPrincipal user) => Enum.TryParse<Role>(user.FindFirstValue("role"), out var role) ? role : Role.None;
}
