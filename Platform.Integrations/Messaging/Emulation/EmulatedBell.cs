using System.Text.Json;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>How an emulated provider tells its customers: at once, twice, late or the last first, as it is told to.</summary>
public sealed class EmulatedBell(TimeProvider clock) : IDisposable
{
    private readonly List<EmulatedNotice> held = [];
    private readonly Knocking knocking = new();

    public Faults Faults { get; } = new();

    /// <summary>Notifications wait until they are let go.</summary>
    public bool HoldsNotices { get; set; }

    public async Task RingAsync(EmulatedNotice told, CancellationToken ct)
    {
        if (HoldsNotices)
        {
            lock (held) held.Add(told);
            return;
        }

        await SendAsync(told, ct);
    }

    /// <summary>What was held back is sent, the last first when the provider has a disordered day.</summary>
    public async Task ReleaseAsync(CancellationToken ct = default)
    {
        List<EmulatedNotice> waiting;
        lock (held)
        {
            waiting = [.. held];
            held.Clear();
        }

        if (Faults.IsDisordered) waiting.Reverse();
        foreach (var told in waiting) await SendAsync(told, ct);
    }

    public void Dispose() => knocking.Dispose();

    private Task SendAsync(EmulatedNotice told, CancellationToken ct) => knocking.DeliverAsync(
        told.To, () => new ByteArrayContent(told.Body) { Headers = { ContentType = new(told.ContentType) } }, request =>
        {
            foreach (var (name, value) in told.Headers(clock.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, value);
        }, Faults.Copies(), ct);
}

/// <param name="Headers">Made anew for every time it is sent: signatures carry the time.</param>
public sealed record EmulatedNotice(Uri To, byte[] Body, string ContentType, Func<DateTimeOffset, IEnumerable<(string Name, string Value)>> Headers)
{
    public static EmulatedNotice Json(Uri to, object body, Func<DateTimeOffset, byte[], IEnumerable<(string, string)>>? headers = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Calling.Json);
        return new(to, bytes, "application/json", now => headers?.Invoke(now, bytes) ?? []);
    }
}
