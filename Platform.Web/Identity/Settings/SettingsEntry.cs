using Platform.Domain.Common;

namespace Platform.Web.Identity.Settings;

/// <summary>A page of the settings. Its word is the key `Settings.{Word}`, its purpose `Settings.{Word}.Why`.</summary>
public sealed record SettingsEntry(string Path, string Word, string Icon, IReadOnlyList<Role> Roles)
{
    private static readonly Role[] Leaders = [Role.Owner, Role.Admin];
    private static readonly Role[] Everybody = [Role.Viewer, Role.Campaigns, Role.Agent, .. Leaders, Role.Influencer, Role.Staff];

    private static readonly SettingsEntry[] All =
    [
        new("/reglages/profil", "Profile", "user", Everybody),
        new("/reglages/securite", "Security", "shield", Everybody),
        new("/reglages/notifications", "Notifications", "bell", [.. Leaders, Role.Agent]),
        new("/reglages/organisation", "Organisation", "building", [.. Leaders, Role.Influencer]),
        new("/reglages/presentation", "Presentation", "megaphone", [Role.Influencer]),
        new("/reglages/equipe", "Team", "users", Leaders),
        new("/reglages/canaux", "Channels", "plug", Leaders),
        new("/reglages/paiements", "Gateways", "card", Leaders),
        new("/reglages/assistant", "Assistant", "spark", Leaders),
        new("/reglages/relances", "FollowUps", "clock", Leaders),
        new("/reglages/alertes", "Alerts", "alert", Leaders),
        new("/reglages/livraison", "Zones", "truck", Leaders),
        new("/reglages/transporteurs", "Carriers", "truck", Leaders),
        new("/reglages/enlevements", "Pickups", "clock", Leaders),
        new("/reglages/facturation", "Invoicing", "invoice", Leaders),
        new("/reglages/reponses", "Replies", "reply", [.. Leaders, Role.Agent]),
        new("/reglages/satisfaction", "Satisfaction", "smile", Leaders),
        new("/reglages/champs", "Fields", "user", Leaders),
        new("/reglages/cles-api", "ApiKeys", "key", Leaders),
        new("/reglages/journal", "Journal", "clock", Leaders),
    ];

    public static IEnumerable<SettingsEntry> For(Role role) => All.Where(entry => entry.Roles.Contains(role));
}
