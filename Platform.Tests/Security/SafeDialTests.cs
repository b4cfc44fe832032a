using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Integrations.Http;

namespace Platform.Tests.Security;

public sealed class SafeDialTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void An_address_inside_some_network_is_not_public(string address) => Assert.False(SafeDial.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("157.240.22.35")]
    [InlineData("100.63.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("2a03:2880:f12f:83:face:b00c:0:25de")]
    public void An_address_of_the_world_is(string address) => Assert.True(SafeDial.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("017700000001")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0.0.0.0")]
    public async Task However_it_is_written_our_own_network_is_refused_before_a_byte_is_sent(string host)
    {
        using var door = new Door("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
        using var http = new HttpClient(SafeDial.Handler());

        var refusal = await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetStringAsync($"http://{host}:{door.Port}/"));

        Assert.DoesNotContain("refused", refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, door.Knocks);
    }

    [Fact]
    public async Task The_address_an_operator_trusts_is_dialled_and_its_redirect_is_not_followed()
    {
        using var inner = new Door("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
        using var door = new Door($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{inner.Port}/\r\nContent-Length: 0\r\n\r\n");
        using var http = new HttpClient(SafeDial.Handler(trusted: new($"http://127.0.0.1:{door.Port}/")));

        using var answer = await http.GetAsync($"http://127.0.0.1:{door.Port}/");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(0, inner.Knocks);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetStringAsync($"http://127.0.0.1:{inner.Port}/"));
    }

    [Fact]
    public void Every_client_of_the_product_dials_safely()
    {
        var unsafely =
            from source in Sources.Of("*.cs")
            let made = Regex.Count(source.Text, @"AddHttpClient\b|new HttpClient\(|HttpClient [^;\n]*=>? new\(|new SocketsHttpHandler|new HttpClientHandler")
            let safe = Regex.Count(source.Text, @"SafeDial\.Handler\(")
            where made > safe && !source.File.EndsWith("SafeDial.cs", StringComparison.Ordinal)
            select $"{source.File}: {made} clients, {safe} of them safe";
        Assert.Empty(unsafely);
    }

    /// <summary>Something that listens inside, says one sentence to whoever comes, and counts.</summary>
    private sealed class Door : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };

        public Door(string sentence)
        {
            listener.Start();
            _ = AnswerAsync(Encoding.ASCII.GetBytes(sentence));
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
        public int Knocks { get; private set; }

        public void Dispose() => listener.Dispose();

        private async Task AnswerAsync(byte[] sentence)
        {
            try
            {
                while (true)
                {
                    using var visitor = await listener.AcceptSocketAsync();
                    Knocks++;
                    await visitor.ReceiveAsync(new byte[4096]);
                    await visitor.SendAsync(sentence);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
