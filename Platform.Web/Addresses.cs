using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Platform.Web;

/// <summary>Where this node listens, and how it reaches itself.</summary>
public static class Addresses
{
    private const string Default = "http://127.0.0.1:5080";

    public static string Listen(IConfiguration configuration) => configuration["PLATFORM_URLS"] is { Length: > 0 } given ? given : Default;

    /// <summary>Asked before listening, because the host would log a taken address with its stack before we can say it in a sentence.</summary>
    public static void UseFreeAddresses(this WebApplicationBuilder builder)
    {
        var wanted = Listen(builder.Configuration);
        builder.WebHost.UseUrls(wanted);
        foreach (var address in wanted.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(BindingAddress.Parse))
        {
            using var listener = new TcpListener(Network(address.Host), address.Port);
            try
            {
                listener.Start();
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                throw new StartupException(
                    $"L'adresse {address} est déjà prise par un autre programme. Choisissez-en une autre avec PLATFORM_URLS, par exemple PLATFORM_URLS=http://127.0.0.1:5081 ./run",
                    $"Another program already uses {address}. Choose another address with PLATFORM_URLS, for example PLATFORM_URLS=http://127.0.0.1:5081 ./run");
            }
        }
    }

    public static Uri Self(IConfiguration configuration)
    {
        var first = Listen(configuration).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];
        return Uri.TryCreate(first.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal), UriKind.Absolute, out var self)
            ? self
            : throw new StartupException($"PLATFORM_URLS n'est pas une adresse : « {first} ». / PLATFORM_URLS is not an address.");
    }

    private static IPAddress Network(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : IPAddress.Any;
}
