using Platform.Domain.Payments;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>One payment in a gateway's books, from the asking to the money and perhaps back.</summary>
public sealed class EmulatedSale(string id, string merchant, Sum asked)
{
    private readonly List<EmulatedRefund> refunds = [];

    public string Id { get; } = id;

    /// <summary>Whose; nobody else sees it.</summary>
    public string Merchant { get; } = merchant;
    public Sum Asked { get; } = asked;
    public required string Reference { get; init; }
    public string Title { get; init; } = "";
    public string Seller { get; init; } = "";

    /// <summary>Where the customer's browser goes back to; nowhere when they were prompted on the phone.</summary>
    public Uri? Return { get; init; }

    /// <summary>Where it goes when the customer turns back, if that is somewhere else.</summary>
    public Uri? Abandoned { get; init; }
    public Uri? Notify { get; init; }
    public string? Phone { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset Until { get; init; }

    /// <summary>What the gateway proves a notification of this sale with.</summary>
    public string Token { get; init; } = "";

    public EmulatedState State { get; internal set; } = EmulatedState.Open;
    public Sum? Paid { get; internal set; }
    public string? Transaction { get; internal set; }
    public DateTimeOffset? EndedAt { get; internal set; }
    public DateTimeOffset? RefundedAt => refunds is [.., var last] ? last.At : null;
    public IReadOnlyList<EmulatedRefund> Refunds => refunds;
    public decimal Left => (Paid?.Amount ?? 0) - refunds.Sum(refund => refund.Amount);

    /// <summary>Null when there is not so much left.</summary>
    internal EmulatedRefund? Refund(string id, decimal amount, string? tag, DateTimeOffset now)
    {
        lock (refunds)
        {
            if (State is not EmulatedState.Paid || amount <= 0 || amount > Left) return null;
            var refund = new EmulatedRefund(id, amount, tag, now);
            refunds.Add(refund);
            return refund;
        }
    }
}

/// <param name="Tag">What the merchant wrote on it.</param>
public sealed record EmulatedRefund(string Id, decimal Amount, string? Tag, DateTimeOffset At);

public enum EmulatedState { Open, Paid, Refused, Cancelled, Expired }
