using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;

namespace Platform.Domain.Payments;

[JsonConverter(typeof(ValueJson))]
public readonly record struct PaymentId(Guid Value) : IStreamId<Payment, PaymentCommand, PaymentEvent>;

public abstract record PaymentCommand;

public sealed record RequestPayment(OrderId? For, string Title, ContactId? Customer, ConversationId? Chat, Money Amount, DateTimeOffset Until) : PaymentCommand;

/// <param name="Attempt">Chosen by us, so that opening twice opens once.</param>
public sealed record OpenPayment(Guid Attempt, Guid Account, string Gateway, string ProviderId, string? Link, DateTimeOffset? Until, string? Proof) : PaymentCommand;

/// <summary>How an attempt stands by the gateway's own books. May be told twice, late and in any order.</summary>
/// <param name="Received">Null where the gateway takes nothing but what was asked.</param>
public sealed record ReportPayment(Guid Attempt, AttemptOutcome Outcome, Sum? Received = null, string? Transaction = null, string? Code = null) : PaymentCommand;

public enum AttemptOutcome { Paid, Refused, Abandoned, Lapsed }

public sealed record ExpirePayment : PaymentCommand;

/// <param name="Until">How long the link works again.</param>
public sealed record RemindPayment(DateTimeOffset Until) : PaymentCommand;

public sealed record CallOffPayment : PaymentCommand;

/// <param name="Attempt">Whose money goes back; null for the first that was paid.</param>
public sealed record RequestRefund(Guid Refund, Money Amount, string Reason, Guid? Attempt = null) : PaymentCommand;

/// <summary>Said just before the gateway is called. Decides nothing when an earlier call may have arrived.</summary>
public sealed record StartRefund(Guid Refund) : PaymentCommand;

public sealed record ReportRefund(Guid Refund, RefundOutcome Outcome, string? Code = null) : PaymentCommand;

public enum RefundOutcome { Done, Failed, Doubted }
