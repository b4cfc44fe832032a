using System.Security.Claims;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Identity;

/// <summary>Who asks, read from a principal whose session was just checked. The same for requests and circuits.</summary>
public static class CurrentActor
{
    public static Actor? Of(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }) return null;
        if (IdOf(principal, ClaimNames.Organisation) is not { } organisation) return null;

        return IdOf(principal, ClaimNames.Key) is { } key
            ? new Actor(new OrganisationId(organisation), ActorKind.ApiKey, Role.None, key)
            : new Actor(new OrganisationId(organisation), ActorKind.Member, RoleOf(principal), IdOf(principal, ClaimNames.User));
    }

    public static Role RoleOf(ClaimsPrincipal principal) =>
        Enum.TryParse<Role>(principal.FindFirstValue(ClaimNames.Role), out var role) ? role : Role.None;

    public static Guid? IdOf(ClaimsPrincipal principal, string claim) =>
        Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;
}
