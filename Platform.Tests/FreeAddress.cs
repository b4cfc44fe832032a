using System.Net;
using System.Net.Sockets;

namespace Platform.Tests;

internal static class FreeAddress
{
    public static Uri Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
