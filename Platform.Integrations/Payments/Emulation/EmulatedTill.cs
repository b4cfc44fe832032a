using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.Domain.Payments;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>What every emulated gateway has: books, customers who pay or do not, and notifications that come when and how often they like.</summary>
public sealed class EmulatedTill(TimeProvider clock, Func<EmulatedSale, EmulatedNotice?> notice) : IDisposable
{
    private readonly ConcurrentDictionary<string, EmulatedSale> sales = new();
    private readonly ConcurrentDictionary<string, string> answered = new();
    private readonly List<EmulatedNotice> held = [];
    private readonly Knocking knocking = new();

    public Faults Faults { get; } = new();

    /// <summary>Notifications wait until they are let go.</summary>
    public bool HoldsNotices { get; set; }

    /// <summary>Who was refused may pay after all, on the same page.</summary>
    public bool LetsTryAgain { get; init; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public EmulatedSale? Find(string? id) => id is not null && sales.TryGetValue(id, out var sale) ? Aged(sale) : null;

    public EmulatedSale? Find(string? id, string merchant) => Find(id) is { } sale && sale.Merchant == merchant ? sale : null;

    public EmulatedSale? ByReference(string? reference, string merchant) => Of(merchant).FirstOrDefault(sale => sale.Reference == reference);

    public IEnumerable<EmulatedSale> Of(string merchant) => sales.Values.Where(sale => sale.Merchant == merchant).OrderByDescending(sale => sale.CreatedAt).Select(Aged);

    /// <summary>What waits on this phone to be approved.</summary>
    public IReadOnlyList<EmulatedSale> Prompts(string phone) => [.. sales.Values.Where(sale => sale.Phone == phone && Aged(sale).State is EmulatedState.Open).OrderByDescending(sale => sale.CreatedAt)];

    public EmulatedSale Open(EmulatedSale sale) => sales.GetOrAdd(sale.Id, sale);

    /// <summary>The same key gets the same answer, whatever happened to the first.</summary>
    public string Once(string merchant, string? key, Func<string> answer) => key is { Length: > 0 } ? answered.GetOrAdd($"{merchant} {key}", _ => answer()) : answer();

    public async Task<EmulatedSale> ActAsync(string id, EmulatedAct act, Sum? other = null, CancellationToken ct = default)
    {
        var sale = Find(id) ?? throw new InvalidOperationException($"No sale {id}");
        lock (sale)
        {
            if (!IsPayable(sale)) return sale;
            sale.State = act switch
            {
                EmulatedAct.Pay => EmulatedState.Paid,
                EmulatedAct.Refuse => EmulatedState.Refused,
                EmulatedAct.Cancel => EmulatedState.Cancelled,
                _ => EmulatedState.Expired,
            };
            sale.EndedAt = Now;
            if (act is EmulatedAct.Pay) (sale.Paid, sale.Transaction) = (other ?? sale.Asked, Number());
        }

        await TellAsync(sale, ct);
        return sale;
    }

    public bool IsPayable(EmulatedSale sale) => sale.State is EmulatedState.Open || (sale.State is EmulatedState.Refused && LetsTryAgain);

    /// <summary>Says again how it stands, or says it at last.</summary>
    public async Task TellAsync(EmulatedSale sale, CancellationToken ct = default)
    {
        if (notice(sale) is not { } told) return;
        if (HoldsNotices)
        {
            lock (held) held.Add(told);
            return;
        }

        await SendAsync(told, ct);
    }

    /// <summary>What was held back is sent, the last first when the gateway has a disordered day.</summary>
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

    public static string Number() => RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    internal static async Task<JsonElement> BodyAsync(Microsoft.AspNetCore.Http.HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        return LenientJson.Parse(bytes.ToArray());
    }

    /// <summary>Nobody rings a bell when time runs out.</summary>
    private EmulatedSale Aged(EmulatedSale sale)
    {
        lock (sale)
        {
            if (sale.State is EmulatedState.Open && sale.Until <= Now) sale.State = EmulatedState.Expired;
        }

        return sale;
    }

    private Task SendAsync(EmulatedNotice told, CancellationToken ct) => knocking.DeliverAsync(
        told.To, () => new ByteArrayContent(told.Body) { Headers = { ContentType = new(told.ContentType) } }, request =>
        {
            foreach (var (name, value) in told.Headers(Now)) request.Headers.TryAddWithoutValidation(name, value);
        }, Faults.Copies(), ct);
}

public enum EmulatedAct { Pay, Refuse, Cancel, Expire }

/// <param name="Headers">Made anew for every time it is sent: signatures carry the time.</param>
public sealed record EmulatedNotice(Uri To, byte[] Body, string ContentType, Func<DateTimeOffset, IEnumerable<(string Name, string Value)>> Headers)
{
    public static EmulatedNotice Json(Uri to, object body, Func<DateTimeOffset, byte[], IEnumerable<(string, string)>>? headers = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Calling.Json);
        return new(to, bytes, "application/json", now => headers?.Invoke(now, bytes) ?? []);
    }
}
