using System.Net;
using System.Net.Sockets;

namespace Platform.Tests;

/// <summary>What lies between somebody and a server, which can be cut. A browser's own switch does not reach its workers.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly Uri server;
    private readonly IPEndPoint here;
    private TcpListener door;
    private CancellationTokenSource whole = new();

    public Cable(Uri server)
    {
        this.server = server;
        door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        here = (IPEndPoint)door.LocalEndpoint;
        _ = ServeAsync(door, whole.Token);
    }

    public Uri Address => new($"http://127.0.0.1:{here.Port}/");

    /// <summary>Nobody gets through, and whoever was through is thrown out.</summary>
    public async Task CutAsync()
    {
        door.Stop();
        await whole.CancelAsync();
    }

    public void Mend()
    {
        whole.Dispose();
        (whole, door) = (new(), new TcpListener(here));
        door.Start();
        _ = ServeAsync(door, whole.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        whole.Dispose();
        door.Dispose();
    }

    private async Task ServeAsync(TcpListener at, CancellationToken ct)
    {
        try
        {
            while (true) _ = CarryAsync(await at.AcceptTcpClientAsync(ct), ct);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task CarryAsync(TcpClient somebody, CancellationToken ct)
    {
        using var near = somebody;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(server.Host, server.Port, ct);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), ct), far.GetStream().CopyToAsync(near.GetStream(), ct));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // Cut.
        }
    }
}
