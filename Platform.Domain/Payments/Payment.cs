using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Payments;

/// <summary>
/// One asking for money and what came of it. The customer may begin several times, at several gateways; money that came is money,
/// however late it is told, and nothing that is told later takes it away.
/// </summary>
public sealed record Payment : IAggregate<Payment, PaymentCommand, PaymentEvent>
{
    public static Payment Initial { get; } = new();

    public PaymentPhase? Phase { get; init; }
    public Money Amount { get; init; }
    public DateTimeOffset Until { get; init; }
    public bool IsReminded { get; init; }
    public ImmutableDictionary<Guid, Attempt> Attempts { get; init; } = ImmutableDictionary<Guid, Attempt>.Empty;

    /// <summary>Which attempts brought money, in order.</summary>
    public ImmutableArray<Guid> Paid { get; init; } = [];
    public ImmutableDictionary<Guid, Refund> Refunds { get; init; } = ImmutableDictionary<Guid, Refund>.Empty;

    public static Payment Evolve(Payment state, PaymentEvent fact) => fact switch
    {
        PaymentRequested e => state with { Phase = PaymentPhase.Open, Amount = e.Amount, Until = e.Until },
        PaymentOpened e => state with { Attempts = state.Attempts.SetItem(e.Attempt, new(e.Gateway)) },
        PaymentReceived e => state.Ended(e.Attempt, AttemptEnd.Paid) with { Phase = PaymentPhase.Paid, Paid = state.Paid.Add(e.Attempt) },
        PaymentReceivedAgain e => state.Ended(e.Attempt, AttemptEnd.Paid) with { Paid = state.Paid.Add(e.Attempt) },
        PaymentMismatched e => state.Ended(e.Attempt, AttemptEnd.Mismatched),
        PaymentRefused e => state.Ended(e.Attempt, AttemptEnd.Over),
        PaymentAbandoned e => state.Ended(e.Attempt, AttemptEnd.Over),
        PaymentLapsed e => state.Ended(e.Attempt, AttemptEnd.Over),
        PaymentExpired => state with { Phase = PaymentPhase.Expired },
        PaymentReminded e => state with { Phase = PaymentPhase.Open, Until = e.Until, IsReminded = true },
        PaymentCalledOff => state with { Phase = PaymentPhase.CalledOff },
        RefundRequested e => state with { Refunds = state.Refunds.SetItem(e.Refund, new(e.Attempt, e.Amount, RefundPhase.Requested)) },
        RefundDispatched e => state.Moved(e.Refund, RefundPhase.Dispatched),
        RefundDone e => state.Moved(e.Refund, RefundPhase.Done),
        RefundFailed e => state.Moved(e.Refund, RefundPhase.Failed),
        RefundDoubted e => state.Moved(e.Refund, RefundPhase.Doubted),
        _ => state,
    };

    public static Decision<PaymentEvent> Decide(Payment state, PaymentCommand command, DateTimeOffset now) => (state.Phase, command) switch
    {
        (null, RequestPayment { Amount.Minor: <= 0 }) => Refuse("amount"),
        (null, RequestPayment c) => new PaymentRequested(c.For, c.Title, c.Customer, c.Chat, c.Amount, c.Until),
        (_, RequestPayment) => [],
        (null, _) => Refuse("unknown"),

        (_, OpenPayment c) => Open(state, c, now),
        (_, ReportPayment c) => Report(state, c, now),

        (PaymentPhase.Open, ExpirePayment) => now >= state.Until ? new PaymentExpired() : [],
        (_, ExpirePayment) => [],
        (PaymentPhase.Expired, RemindPayment c) => state.IsReminded ? [] : new PaymentReminded(c.Until),
        (_, RemindPayment) => [],
        (PaymentPhase.Paid, CallOffPayment) => Refuse("paid"),
        (PaymentPhase.CalledOff, CallOffPayment) => [],
        (_, CallOffPayment) => new PaymentCalledOff(),

        (_, RequestRefund c) => GiveBack(state, c),
        (_, StartRefund c) => state.Refunds.GetValueOrDefault(c.Refund)?.Phase is RefundPhase.Requested ? new RefundDispatched(c.Refund) : [],
        (_, ReportRefund c) => ReportBack(state, c),
        _ => Refuse("unknown"),
    };

    private static Decision<PaymentEvent> Open(Payment state, OpenPayment c, DateTimeOffset now) => state switch
    {
        _ when state.Attempts.ContainsKey(c.Attempt) => [],
        { Phase: PaymentPhase.Paid } => Refuse("paid"),
        { Phase: PaymentPhase.CalledOff } => Refuse("called_off"),
        _ when !state.IsPayable(now) => Refuse("expired"),
        _ => new PaymentOpened(c.Attempt, c.Account, c.Gateway, c.ProviderId, c.Link, c.Until, c.Proof),
    };

    private static Decision<PaymentEvent> Report(Payment state, ReportPayment c, DateTimeOffset now) => (state.Attempts.GetValueOrDefault(c.Attempt), c.Outcome) switch
    {
        (null, _) => Refuse("attempt_unknown"),
        ({ IsSettled: true }, _) => [],
        ({ } attempt, AttemptOutcome.Paid) => Receive(state, c, attempt, now),
        ({ IsOver: true }, _) => [],
        (_, AttemptOutcome.Refused) => new PaymentRefused(c.Attempt, c.Code),
        (_, AttemptOutcome.Abandoned) => new PaymentAbandoned(c.Attempt),
        _ => new PaymentLapsed(c.Attempt),
    };

    /// <summary>Also when the attempt, or the whole payment, was thought to be over.</summary>
    private static Decision<PaymentEvent> Receive(Payment state, ReportPayment c, Attempt attempt, DateTimeOffset now) => state switch
    {
        _ when c.Received is { } received && !received.Is(state.Amount) => new PaymentMismatched(c.Attempt, attempt.Gateway, received, c.Transaction),
        { Paid.Length: > 0 } => new PaymentReceivedAgain(c.Attempt, attempt.Gateway, state.Amount, c.Transaction),
        _ => new PaymentReceived(c.Attempt, attempt.Gateway, state.Amount, c.Transaction, IsLate: !state.IsPayable(now)),
    };

    private static Decision<PaymentEvent> GiveBack(Payment state, RequestRefund c)
    {
        if (state.Refunds.ContainsKey(c.Refund)) return [];
        if (state.Paid is []) return Refuse("not_paid");

        var attempt = c.Attempt ?? state.Paid[0];
        if (!state.Paid.Contains(attempt)) return Refuse("attempt_unknown");
        if (c.Amount.Currency != state.Amount.Currency || c.Amount.Minor <= 0) return Refuse("amount");
        if (c.Amount.Minor > state.Left(attempt).Minor) return Refuse("refund_too_much");
        return string.IsNullOrWhiteSpace(c.Reason) ? Refuse("reason_missing") : new RefundRequested(c.Refund, attempt, c.Amount, c.Reason);
    }

    /// <summary>Done or failed is the last word; a doubt is only one until somebody knows.</summary>
    private static Decision<PaymentEvent> ReportBack(Payment state, ReportRefund c) => (state.Refunds.GetValueOrDefault(c.Refund), c.Outcome) switch
    {
        (null, _) => Refuse("refund_unknown"),
        ({ Phase: RefundPhase.Done or RefundPhase.Failed }, _) => [],
        ({ Phase: RefundPhase.Doubted }, RefundOutcome.Doubted) => [],
        ({ } refund, RefundOutcome.Done) => new RefundDone(c.Refund, refund.Attempt, refund.Amount),
        (_, RefundOutcome.Failed) => new RefundFailed(c.Refund, c.Code),
        _ => new RefundDoubted(c.Refund),
    };

    /// <summary>What of the money one attempt brought has not gone back, nor is on its way.</summary>
    public Money Left(Guid attempt) => Refunds.Values.Where(refund => refund.Attempt == attempt && refund.Phase is not RefundPhase.Failed).Aggregate(Amount, (left, refund) => left - refund.Amount);

    public bool IsPayable(DateTimeOffset now) => Phase is PaymentPhase.Open && now < Until;

    private Payment Ended(Guid attempt, AttemptEnd end) => Attempts.TryGetValue(attempt, out var open) ? this with { Attempts = Attempts.SetItem(attempt, open with { End = end }) } : this;

    private Payment Moved(Guid refund, RefundPhase phase) => Refunds.TryGetValue(refund, out var known) ? this with { Refunds = Refunds.SetItem(refund, known with { Phase = phase }) } : this;

    private static Refusal Refuse(string why) => new($"payment.{why}");
}

/// <summary>One visit to one gateway.</summary>
/// <param name="End">Null while the customer may still pay there.</param>
public sealed record Attempt(string Gateway, AttemptEnd? End = null)
{
    [JsonIgnore]
    public bool IsOver => End is not null;

    /// <summary>Money came of it, and nothing more can.</summary>
    [JsonIgnore]
    public bool IsSettled => End is AttemptEnd.Paid or AttemptEnd.Mismatched;
}

public sealed record Refund(Guid Attempt, Money Amount, RefundPhase Phase);

[JsonConverter(typeof(JsonStringEnumConverter<PaymentPhase>))]
public enum PaymentPhase { Open, Paid, Expired, CalledOff }

[JsonConverter(typeof(JsonStringEnumConverter<AttemptEnd>))]
public enum AttemptEnd { Over, Paid, Mismatched }

[JsonConverter(typeof(JsonStringEnumConverter<RefundPhase>))]
public enum RefundPhase { Requested, Dispatched, Done, Failed, Doubted }
