using Microsoft.AspNetCore.Components;
using Platform.Domain.Common;

namespace Platform.Web.Shared;

/// <summary>A place in the menu. The word and the title are keys of the shared texts.</summary>
/// <param name="Key">Pressed after `g`, goes there.</param>
public sealed record NavigationEntry(string Path, string Word, string Icon, char Key, IReadOnlyList<Role> Roles);

/// <summary>The menu of everybody: only what exists, and only what the role may open.</summary>
public static class Navigation
{
    public const string Inbox = "/inbox";

    private static readonly Role[] Members = [Role.Viewer, Role.Campaigns, Role.Agent, Role.Admin, Role.Owner];
    private static readonly Role[] Everybody = [.. Members, Role.Influencer, Role.Staff];

    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("/accueil", "Home", "home", 'h', Everybody),
        new(Inbox, "Inbox", "inbox", 'i', Members),
        new("/commandes", "Orders", "orders", 'c', Members),
        new("/preparation", "Preparation", "check-list", 'r', Members),
        new("/livraisons", "Deliveries", "truck", 'l', Members),
        new("/paiements", "Payments", "card", 'p', Members),
        new("/factures", "Invoices", "invoice", 'f', Members),
        new("/contacts", "Contacts", "users", 'n', Members),
        new("/boutique", "Goods", "tag", 'b', Members),
        new("/rapports", "Reports", "chart", 't', Members),
        new("/operations", "Operations", "tools", 'o', [Role.Staff]),
        new("/reglages", "Settings", "settings", 's', Everybody),
    ];

    /// <summary>The page itself, or one below it.</summary>
    public static bool IsAt(this NavigationManager address, NavigationEntry entry) =>
        $"/{address.ToBaseRelativePath(address.Uri)}" is var here && here.StartsWith(entry.Path, StringComparison.OrdinalIgnoreCase) && (here.Length == entry.Path.Length || here[entry.Path.Length] is '/' or '?' or '#');

    public static IReadOnlyList<NavigationEntry> For(Role role) => [.. All.Where(e => e.Roles.Contains(role))];
}
