using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Carriers.Emulation;

/// <summary>What every emulated carrier has: books, parcels that go from word to word, and notifications that come when and how often they like.</summary>
public sealed class EmulatedDepot(TimeProvider clock, Func<EmulatedParcel, EmulatedNotice?> notice) : IDisposable
{
    private readonly ConcurrentDictionary<string, EmulatedParcel> parcels = new();
    private readonly ConcurrentDictionary<string, string> tokens = new();
    private int number = 88_821_000;

    public EmulatedBell Bell { get; } = new(clock);
    public Faults Faults => Bell.Faults;

    /// <summary>Nobody works there now.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Somebody looks at what came in, such as the demonstration's page.</summary>
    public event Action? Changed;

    public DateTimeOffset Now => clock.GetUtcNow();
    public IReadOnlyList<EmulatedParcel> Parcels => [.. parcels.Values.OrderByDescending(parcel => parcel.Number)];

    public EmulatedParcel? Find(string reference, string merchant) => parcels.GetValueOrDefault(reference) is { IsDeleted: false } parcel && parcel.Merchant == merchant ? parcel : null;

    public EmulatedParcel Take(Func<int, EmulatedParcel> make)
    {
        var parcel = make(Interlocked.Increment(ref number));
        parcels[parcel.Reference] = parcel;
        Changed?.Invoke();
        return parcel;
    }

    /// <summary>It comes to be so, whatever the word: carriers invent new ones.</summary>
    public async Task MoveAsync(EmulatedParcel parcel, string word, CancellationToken ct = default)
    {
        parcel.Say(word, Now);
        Changed?.Invoke();
        if (notice(parcel) is { } told) await Bell.RingAsync(told, ct);
    }

    public string Lend(string merchant)
    {
        var token = Guid.NewGuid().ToString("N");
        tokens[token] = merchant;
        return token;
    }

    /// <summary>From now on no token that was lent opens anything.</summary>
    public void EndTokens() => tokens.Clear();

    /// <returns>Whose token it is; null when it is nobody's, or not any more.</returns>
    public string? WhoseToken(HttpRequest request) => tokens.GetValueOrDefault(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal));

    public void Dispose() => Bell.Dispose();
}

/// <summary>One parcel in a carrier's books.</summary>
public sealed class EmulatedParcel(string reference, int number, string merchant, string first, DateTimeOffset at)
{
    private readonly List<(string Word, DateTimeOffset At)> said = [(first, at)];

    public string Reference { get; } = reference;
    public int Number { get; } = number;

    /// <summary>Whose; nobody else sees it.</summary>
    public string Merchant { get; } = merchant;
    public required string Ours { get; init; }
    public string Name { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Address { get; init; } = "";
    public string Zone { get; init; } = "";

    /// <summary>As it was asked for; nothing for at once.</summary>
    public string? FetchAt { get; init; }
    public decimal Cash { get; init; }
    public decimal Fee { get; init; }
    public string Currency { get; init; } = "MAD";
    public bool IsDeleted { get; internal set; }

    public string Word
    {
        get
        {
            lock (said) return said[^1].Word;
        }
    }

    public DateTimeOffset At
    {
        get
        {
            lock (said) return said[^1].At;
        }
    }

    public IReadOnlyList<(string Word, DateTimeOffset At)> Story
    {
        get
        {
            lock (said) return [.. said];
        }
    }

    internal void Say(string word, DateTimeOffset at)
    {
        lock (said) said.Add((word, at));
    }
}
