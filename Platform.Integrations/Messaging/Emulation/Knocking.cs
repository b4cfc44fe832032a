using System.Collections.Concurrent;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>Posts webhooks as providers do, again and again until they are acknowledged.</summary>
internal sealed class Knocking : IDisposable
{
    private const int Attempts = 8;

    /// <summary>The product itself is dialled, and it may well be on a private address: its own, and no other.</summary>
    private readonly ConcurrentDictionary<string, HttpClient> doors = new();

    public Task DeliverAsync(Uri door, Func<HttpContent> body, Action<HttpRequestMessage> sign, int copies, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, copies).Select(_ => DeliverAsync(door, body, sign, ct)));

    public void Dispose()
    {
        foreach (var http in doors.Values) http.Dispose();
    }

    private async Task DeliverAsync(Uri door, Func<HttpContent> body, Action<HttpRequestMessage> sign, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = body() };
                sign(request);
                using var response = await doors.GetOrAdd(door.Authority, _ => Open(door)).SendAsync(request, ct);
                if (response.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                // Providers try for hours or days; the product may be restarting.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), ct);
        }
    }

    private static HttpClient Open(Uri door) => new(SafeDial.Handler(trusted: door)) { Timeout = TimeSpan.FromSeconds(10) };
}
