using Platform.Domain.Common;

namespace Platform.Web.Identity.Team;

/// <summary>Who may give which place to whom.</summary>
internal static class TeamRules
{
    /// <summary>Until plans say otherwise.</summary>
    public const int Seats = 10;

    /// <summary>The people who run an organisation, for `[Authorize(Roles = …)]`.</summary>
    public const string Leaders = nameof(Role.Owner) + "," + nameof(Role.Admin);

    public static IReadOnlyList<Role> Roles { get; } = [Role.Owner, Role.Admin, Role.Agent, Role.Campaigns, Role.Viewer];

    public static IEnumerable<Role> GivenBy(Role leader) => Roles.Where(role => MayGive(leader, role));

    public static bool MayGive(Role leader, Role role) => leader switch
    {
        Role.Owner => Roles.Contains(role),
        Role.Admin => Roles.Contains(role) && role is not Role.Owner,
        _ => false,
    };

    /// <summary>An admin leaves owners alone.</summary>
    public static bool MayTouch(Role leader, Role member) => MayGive(leader, member);
}
