using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>A payment as lists and orders show it.</summary>
/// <param name="Gateway">Where it was paid, or else where the customer last tried.</param>
/// <param name="Alert">What of it a person has to look at; one of <see cref="PaymentAlerts"/>.</param>
[Table("payments"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record PaymentRow(
    Guid OrganisationId,
    Guid Id,
    Guid? OrderId,
    string Title,
    Guid? Conversation,
    Currency Currency,
    long Amount,
    PaymentPhase Phase,
    DateTimeOffset Until,
    bool IsReminded,
    string? Gateway,
    long Received,
    long Refunded,
    string? Alert,
    DateTimeOffset? AlertAt,
    DateTimeOffset RequestedAt,
    DateTimeOffset? PaidAt)
{
    public Money Of(long minor) => new(minor, Currency);

    public bool IsPayable(DateTimeOffset now) => Phase is PaymentPhase.Open && now < Until;
}

/// <summary>What the bell tells of payments.</summary>
public static class PaymentAlerts
{
    public const string Mismatched = "mismatched";
    public const string Again = "again";
    public const string Late = "late";
    public const string RefundFailed = "refund_failed";
    public const string RefundDoubted = "refund_doubted";
}

public sealed class PaymentProjection : Projection<PaymentRow, PaymentEvent>
{
    protected override PaymentRow? Evolve(PaymentRow? row, Recorded<PaymentEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, PaymentRequested e) => new(
            recorded.Organisation.Value, recorded.Stream, e.For?.Value, e.Title, e.Chat?.Value, e.Amount.Currency, e.Amount.Minor, PaymentPhase.Open, e.Until, IsReminded: false,
            Gateway: null, Received: 0, Refunded: 0, Alert: null, AlertAt: null, recorded.At, PaidAt: null),
        ({ } r, PaymentOpened e) => r with { Gateway = r.Phase is PaymentPhase.Paid ? r.Gateway : e.Gateway },
        ({ } r, PaymentReceived e) => Alerted(r, e.IsLate ? PaymentAlerts.Late : null, recorded.At) with { Phase = PaymentPhase.Paid, Gateway = e.Gateway, Received = e.Amount.Minor, PaidAt = recorded.At },
        ({ } r, PaymentReceivedAgain e) => Alerted(r, PaymentAlerts.Again, recorded.At) with { Received = r.Received + e.Amount.Minor },
        ({ } r, PaymentMismatched) => Alerted(r, PaymentAlerts.Mismatched, recorded.At),
        ({ } r, PaymentExpired) => r with { Phase = PaymentPhase.Expired },
        ({ } r, PaymentReminded e) => r with { Phase = PaymentPhase.Open, Until = e.Until, IsReminded = true },
        ({ } r, PaymentCalledOff) => r with { Phase = PaymentPhase.CalledOff },
        ({ } r, RefundDone e) => Given(r, e),
        ({ } r, RefundFailed) => Alerted(r, PaymentAlerts.RefundFailed, recorded.At),
        ({ } r, RefundDoubted) => Alerted(r, PaymentAlerts.RefundDoubted, recorded.At),
        _ => row,
    };

    private static PaymentRow Given(PaymentRow row, RefundDone e) => (row.Alert is PaymentAlerts.RefundDoubted or PaymentAlerts.RefundFailed ? row with { Alert = null, AlertAt = null } : row) with
    {
        Refunded = row.Refunded + e.Amount.Minor,
    };

    private static PaymentRow Alerted(PaymentRow row, string? alert, DateTimeOffset at) => alert is null ? row : row with { Alert = alert, AlertAt = at };
}

[Table("payment_attempts"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record AttemptRow(
    Guid OrganisationId,
    Guid Id,
    Guid Payment,
    Guid Account,
    string Gateway,
    string ProviderId,
    string? Link,
    DateTimeOffset? Until,
    string? Proof,
    AttemptState State,
    string? Received,
    string? Transaction,
    string? Code,
    DateTimeOffset OpenedAt)
{
    public bool IsOpen => State is AttemptState.Open;

    /// <summary>Money came of it, and nothing more can.</summary>
    public bool IsSettled => State is AttemptState.Paid or AttemptState.Mismatched;
}

public enum AttemptState { Open, Refused, Abandoned, Lapsed, Paid, Mismatched }

public sealed class AttemptProjection : Projection<AttemptRow, PaymentEvent>
{
    protected override Guid? Key(Recorded<PaymentEvent> recorded) => recorded.Fact switch
    {
        PaymentOpened e => e.Attempt,
        PaymentReceived e => e.Attempt,
        PaymentReceivedAgain e => e.Attempt,
        PaymentMismatched e => e.Attempt,
        PaymentRefused e => e.Attempt,
        PaymentAbandoned e => e.Attempt,
        PaymentLapsed e => e.Attempt,
        _ => null,
    };

    protected override AttemptRow? Evolve(AttemptRow? row, Recorded<PaymentEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, PaymentOpened e) => new(
            recorded.Organisation.Value, e.Attempt, recorded.Stream, e.Account, e.Gateway, e.ProviderId, e.Link, e.Until, e.Proof, AttemptState.Open, null, null, null, recorded.At),
        ({ } r, PaymentReceived e) => r with { State = AttemptState.Paid, Transaction = e.Transaction },
        ({ } r, PaymentReceivedAgain e) => r with { State = AttemptState.Paid, Transaction = e.Transaction },
        ({ } r, PaymentMismatched e) => r with { State = AttemptState.Mismatched, Received = $"{e.Received.Amount} {e.Received.Currency}", Transaction = e.Transaction },
        ({ } r, PaymentRefused e) => r with { State = AttemptState.Refused, Code = e.Code },
        ({ } r, PaymentAbandoned) => r with { State = AttemptState.Abandoned },
        ({ } r, PaymentLapsed) => r with { State = AttemptState.Lapsed },
        _ => row,
    };
}

[Table("payment_refunds"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record RefundRow(
    Guid OrganisationId, Guid Id, Guid Payment, Guid Attempt, Currency Currency, long Amount, string Reason, RefundPhase State, string? Code, DateTimeOffset RequestedAt)
{
    public Money Money => new(Amount, Currency);
}

public sealed class RefundProjection : Projection<RefundRow, PaymentEvent>
{
    protected override Guid? Key(Recorded<PaymentEvent> recorded) => recorded.Fact switch
    {
        RefundRequested e => e.Refund,
        RefundDispatched e => e.Refund,
        RefundDone e => e.Refund,
        RefundFailed e => e.Refund,
        RefundDoubted e => e.Refund,
        _ => null,
    };

    protected override RefundRow? Evolve(RefundRow? row, Recorded<PaymentEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, RefundRequested e) => new(recorded.Organisation.Value, e.Refund, recorded.Stream, e.Attempt, e.Amount.Currency, e.Amount.Minor, e.Reason, RefundPhase.Requested, null, recorded.At),
        ({ } r, RefundDispatched) => r with { State = RefundPhase.Dispatched },
        ({ } r, RefundDone) => r with { State = RefundPhase.Done },
        ({ } r, RefundFailed e) => r with { State = RefundPhase.Failed, Code = e.Code },
        ({ } r, RefundDoubted) => r with { State = RefundPhase.Doubted },
        _ => row,
    };
}
