using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Platform.Web.Guard;

/// <summary>Whose word about the visitor's address and scheme is taken: the proxies named in PLATFORM_PROXIES (addresses or networks), nobody else's.</summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        string[] given = configuration["PLATFORM_PROXIES"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        IPNetwork[] networks = [.. given.Select(Read)];

        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks is [] ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }

    private static IPNetwork Read(string given) =>
        IPNetwork.TryParse(given, out var network) ? network
        : IPAddress.TryParse(given, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new StartupException(
            $"PLATFORM_PROXIES contient « {given} », qui n'est ni une adresse ni un réseau. Exemple : PLATFORM_PROXIES=10.0.0.5,172.16.0.0/12",
            $"PLATFORM_PROXIES has “{given}”, which is neither an address nor a network. Example: PLATFORM_PROXIES=10.0.0.5,172.16.0.0/12");
}
