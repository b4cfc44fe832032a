using System.Security.Claims;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Journal;

namespace Platform.Web.Identity.Sessions;

/// <summary>A person at work in one of their organisations, as their session was last seen.</summary>
public sealed record Member(
    Guid Session,
    Guid User,
    string Name,
    string Email,
    OrganisationId Organisation,
    Role Role,
    string Address,
    string Agent)
{
    public By By => new(User, Name, Address, Agent);
    public Actor Actor => new(Organisation, ActorKind.Member, Role, User);

    public ClaimsPrincipal Principal(string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimNames.User, User.ToString("D")),
            new(ClaimNames.Session, Session.ToString("D")),
            new(ClaimNames.Name, Name),
            new(ClaimNames.Email, Email),
            new(ClaimNames.Organisation, Organisation.ToString()),
            new(ClaimNames.Role, Role.ToString()),
        ],
        scheme, ClaimNames.Name, ClaimNames.Role));
}
