using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>A customer's phone as the emulator knows it: what was written on it and how far our replies have come.</summary>
public sealed class EmulatedPhone(string number, string name)
{
    private ImmutableList<Line> lines = [];
    private int eyes;

    public string Number { get; } = number;
    public string Name { get; } = name;

    /// <summary>The provider's own id of this person, the only one there is while they hide their number.</summary>
    public string UserId { get; } = "MA." + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(number)), 0, 10);

    public bool HidesNumber { get; set; }

    /// <summary>With this code the provider refuses to reach it.</summary>
    public int? Unreachable { get; set; }

    /// <summary>While someone looks at the chat, what arrives is read at once.</summary>
    public bool IsOpen => Volatile.Read(ref eyes) > 0;

    public DateTimeOffset? LastWroteAt { get; private set; }
    public IReadOnlyList<Line> Lines => lines;
    public event Action? Changed;

    /// <summary>Until when "is writing" is shown, unless the message comes first.</summary>
    public DateTimeOffset? TypingUntil { get; private set; }

    public sealed record Line(string Id, bool FromCustomer, string Text, DateTimeOffset At, Receipt State, string? Reference = null)
    {
        public MediaKind? Media { get; init; }

        /// <summary>Where it lies: an id at the provider, or the address it was sent from.</summary>
        public string? File { get; init; }

        /// <summary>What can be pressed under the message.</summary>
        public IReadOnlyList<Choice> Offers { get; init; } = [];

        public string? Quoted { get; init; }

        /// <summary>The other side's reaction.</summary>
        public string? Emoji { get; init; }
    }

    public enum Receipt { Sent, Delivered, Read, Failed }

    public void Open() => Interlocked.Increment(ref eyes);
    public void Close() => Interlocked.Decrement(ref eyes);

    /// <summary>What a phone showed before the emulator was restarted.</summary>
    public void Restore(IEnumerable<Line> history)
    {
        ImmutableList<Line> restored = [.. history];
        LastWroteAt = restored.FindLast(line => line.FromCustomer)?.At;
        Change(_ => restored);
    }

    internal void Wrote(string id, string text, DateTimeOffset at, Attachment? media = null)
    {
        LastWroteAt = at;
        Change(all => all.Add(new(id, FromCustomer: true, text, at, Receipt.Sent) { Media = media?.Kind, File = media?.Source }));
    }

    internal void Got(Line line)
    {
        TypingUntil = null;
        Change(all => all.Add(line));
    }

    internal void SeesTyping(DateTimeOffset until)
    {
        TypingUntil = until;
        Changed?.Invoke();
    }

    internal void GotReaction(string target, string? emoji) =>
        Change(all => all.Find(line => line.Id == target) is { } line ? all.Replace(line, line with { Emoji = emoji is { Length: > 0 } ? emoji : null }) : all);

    internal void Mark(string id, Receipt state) => Change(all => all.Find(line => line.Id == id) is { } line ? all.Replace(line, line with { State = state }) : all);

    internal bool Has(string id) => lines.FindIndex(line => line.Id == id) >= 0;

    /// <summary>The seller has read everything the customer wrote up to this message.</summary>
    internal void SellerRead(string id) => Change(all => all.FindIndex(line => line.Id == id) is >= 0 and var upTo
        ? [.. all.Select((line, i) => line.FromCustomer && i <= upTo ? line with { State = Receipt.Read } : line)]
        : all);

    private void Change(Func<ImmutableList<Line>, ImmutableList<Line>> change)
    {
        ImmutableInterlocked.Update(ref lines, change);
        Changed?.Invoke();
    }
}
