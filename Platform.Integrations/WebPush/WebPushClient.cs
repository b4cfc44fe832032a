using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Platform.Integrations.WebPush;

/// <summary>Posts to whatever push service a browser chose (RFC 8030).</summary>
public sealed class WebPushClient(HttpClient http, Vapid vapid, IOptions<WebPushOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The browser took its consent back, or is gone: nobody will ever answer there again.</summary>
    public const string Gone = "push_gone";

    /// <param name="topic">At most 32 letters; of two messages with the same one that wait for a sleeping browser, only the last is shown.</param>
    public async Task SendAsync(PushTarget target, byte[] message, string topic, CancellationToken ct)
    {
        if (!MayDial(target.Endpoint)) throw new ProviderException("push_endpoint", ProviderFault.Final);

        using var request = new HttpRequestMessage(HttpMethod.Post, target.Endpoint) { Content = new ByteArrayContent(PushCipher.Seal(target, message)) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.Authorization = new AuthenticationHeaderValue("vapid", vapid.Header(target.Endpoint, clock.GetUtcNow()));
        request.Headers.TryAddWithoutValidation("TTL", ((int)Kept.TotalSeconds).ToString(provider: null));
        request.Headers.TryAddWithoutValidation("Topic", topic);
        request.Headers.TryAddWithoutValidation("Urgency", "high");

        using var answer = await AskAsync(request, ct);
        if (answer.IsSuccessStatusCode) return;
        throw answer.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new ProviderException(Gone, ProviderFault.Final),

            // The consent was given to another key of ours: the browser will ask anew.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ProviderException(Gone, ProviderFault.Final),
            HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new ProviderException($"push_{(int)answer.StatusCode}", ProviderFault.Retry),
            _ => new ProviderException($"push_{(int)answer.StatusCode}", ProviderFault.Final),
        };
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            // It may have arrived; the topic and the notice's own tag make a second one take the place of the first.
            throw new ProviderException("push_unreachable", ProviderFault.Retry, cause: e);
        }
    }

    private bool MayDial(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttps || options.Value.Trusted?.Authority == endpoint.Authority;
}
