using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Platform.Domain.Payments;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>What every emulated gateway has: books, customers who pay or do not, and notifications that come when and how often they like.</summary>
public sealed class EmulatedTill(TimeProvider clock, Func<EmulatedSale, EmulatedNotice?> notice) : IDisposable
{
    private readonly ConcurrentDictionary<string, EmulatedSale> sales = new();
    private readonly ConcurrentDictionary<string, string> answered = new();
    private readonly EmulatedBell bell = new(clock);

    public Faults Faults => bell.Faults;

    /// <summary>Notifications wait until they are let go.</summary>
    public bool HoldsNotices
    {
        get => bell.HoldsNotices;
        set => bell.HoldsNotices = value;
    }

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

    /// <summary>The merchant wants it no more. Nobody rings a bell for what they did themselves.</summary>
    public bool Close(EmulatedSale sale)
    {
        lock (sale)
        {
            if (!IsPayable(sale)) return false;
            (sale.State, sale.EndedAt) = (EmulatedState.Expired, Now);
            return true;
        }
    }

    /// <summary>Says again how it stands, or says it at last.</summary>
    public Task TellAsync(EmulatedSale sale, CancellationToken ct = default) => notice(sale) is { } told ? bell.RingAsync(told, ct) : Task.CompletedTask;

    public Task ReleaseAsync(CancellationToken ct = default) => bell.ReleaseAsync(ct);

    public void Dispose() => bell.Dispose();

    public static string Number() => RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>Nobody rings a bell when time runs out.</summary>
    private EmulatedSale Aged(EmulatedSale sale)
    {
        lock (sale)
        {
            if (sale.State is EmulatedState.Open && sale.Until <= Now) sale.State = EmulatedState.Expired;
        }

        return sale;
    }
}

public enum EmulatedAct { Pay, Refuse, Cancel, Expire }
