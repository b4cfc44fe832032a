using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Identity;

/// <summary>Who may ask for what. A command that has no row here is refused to everybody.</summary>
public static class Permissions
{
    public static bool Allows(Actor by, object command) => command switch
    {
        ConversationCommand => by.Kind is not ActorKind.Member || by.Role is Role.Agent or Role.Admin or Role.Owner,
        _ => false,
    };
}
