namespace Platform.Integrations.Messaging.Wati;

/// <summary>
/// Where a seller's Wati account lives. They paste the address from Wati's pages, with or without their account's number in it;
/// before a token goes there it is made sure that it is Wati's.
/// </summary>
internal sealed class WatiServer
{
    private readonly string root;
    private readonly string tenant;

    private WatiServer(string root, string tenant) => (this.root, this.tenant) = (root, tenant);

    public static WatiServer Of(ChannelAccount account, WatiOptions options)
    {
        if (account.Server is not { IsAbsoluteUri: true } server) throw Elsewhere("no address");
        if (options.Emulator is { } emulator && server.Authority == emulator.Authority && server.Scheme == emulator.Scheme)
            return new(emulator.ToString().TrimEnd('/'), account.ExternalId);

        var isWatis = server.Scheme == Uri.UriSchemeHttps && server.IsDefaultPort && server.UserInfo is "" && server.IdnHost.EndsWith(".wati.io", StringComparison.OrdinalIgnoreCase);
        return isWatis ? new($"https://{server.IdnHost}", account.ExternalId) : throw Elsewhere(server.Host);
    }

    public Uri V3(string path) => new($"{root}/api/ext/v3/{path}");

    public Uri V1(string path) => new($"{root}/{Uri.EscapeDataString(tenant)}/api/v1/{path}");

    /// <summary>Files are named by a path, or by an address of which only the path is of use.</summary>
    public Uri File(string source)
    {
        var name = Uri.TryCreate(source, UriKind.Absolute, out var url) && Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query).TryGetValue("fileName", out var named) ? named.ToString() : source;
        return V1($"getMedia?fileName={Uri.EscapeDataString(name)}");
    }

    private static ProviderException Elsewhere(string detail) => new("not_wati", ProviderFault.Fix, detail) { Reason = Trouble.Unreachable };
}
