using System.Net.Sockets;
using System.Text;
using Platform.Tests.Channels;

namespace Platform.Tests.Benchmarks;

/// <summary>One of the provider's connections, kept alive. Requests are signed and written out beforehand, so that the load costs little of the machine it loads.</summary>
internal sealed class WebhookLine : IDisposable
{
    private static readonly byte[] Accepted = "HTTP/1.1 200 "u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] answer = new byte[4096];

    public static async Task<WebhookLine> OpenAsync(Uri app)
    {
        var line = new WebhookLine();
        await line.socket.ConnectAsync(app.Host, app.Port);
        return line;
    }

    public static byte[] Request(Uri app, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"POST {MetaWebhook.Path} HTTP/1.1\r\nHost: {app.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"X-Hub-Signature-256: {MetaWebhook.Signature(body)}\r\n\r\n"),
        .. body,
    ];

    /// <summary>Answers have no body, so they end with the empty line.</summary>
    public async Task PostAsync(byte[] request)
    {
        await socket.SendAsync(request);
        for (var got = 0; !answer.AsSpan(0, got).EndsWith("\r\n\r\n"u8);)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(got));
            if (read == 0) throw new IOException("The app closed the line");
            got += read;
        }

        if (!answer.AsSpan().StartsWith(Accepted)) throw new IOException(Encoding.ASCII.GetString(answer).Split('\r')[0]);
    }

    public void Dispose() => socket.Dispose();
}
