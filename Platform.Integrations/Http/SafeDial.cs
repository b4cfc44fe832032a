using System.Net;
using System.Net.Sockets;

namespace Platform.Integrations.Http;

/// <summary>
/// Dials out without being led astray: no redirects, no proxies, and no address inside our own network.
/// The name is resolved once and that very address is dialled, so a name that changes its mind gains nothing.
/// </summary>
public static class SafeDial
{
    /// <param name="trusted">An address the operator configured, such as a provider's emulator; it alone may be private.</param>
    public static SocketsHttpHandler Handler(Uri? trusted = null) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, IsTrusted(trusted, context.DnsEndPoint), ct),
    };

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();

        return address.AddressFamily is AddressFamily.InterNetwork
            ? bytes switch
            {
                [0 or 10 or 127, ..] => false,
                [100, >= 64 and <= 127, ..] => false,
                [169, 254, ..] => false,
                [172, >= 16 and <= 31, ..] => false,
                [192, 168, ..] or [192, 0, 0, _] or [192, 0, 2, _] or [192, 88, 99, _] => false,
                [198, 18 or 19, ..] or [198, 51, 100, _] or [203, 0, 113, _] => false,
                [>= 224, ..] => false,
                _ => true,
            }
            : bytes switch
            {
                // Only 2000::/3 is public; of it, translation and tunnelling ranges can hide a private address.
                [0x20, 0x01, 0x00 or 0x0d, ..] or [0x20, 0x02, ..] => false,
                [>= 0x20 and <= 0x3f, ..] => true,
                _ => false,
            };
    }

    private static bool IsTrusted(Uri? trusted, DnsEndPoint asked) =>
        trusted is not null && trusted.Port == asked.Port && string.Equals(trusted.IdnHost, asked.Host, StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, bool trusted, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(endpoint.Host, ct);
        var allowed = trusted ? addresses : [.. addresses.Where(IsPublic)];
        if (allowed is []) throw new HttpRequestException("The address is not one we dial");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
