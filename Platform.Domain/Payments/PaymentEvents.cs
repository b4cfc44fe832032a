using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Orders;

namespace Platform.Domain.Payments;

public abstract record PaymentEvent;

/// <param name="For">Nothing for a trial of the seller's own.</param>
/// <param name="Title">What it is for, as people say it: "CMD-1042".</param>
/// <param name="Until">When its link stops working.</param>
public sealed record PaymentRequested(OrderId? For, string Title, ContactId? Customer, ConversationId? Chat, Money Amount, DateTimeOffset Until) : PaymentEvent;

/// <summary>The customer chose a gateway and is on its page, or has its prompt on the phone.</summary>
/// <param name="Until">When the gateway takes no more money for it; null when it does not say.</param>
/// <param name="Proof">What the gateway's notifications of it prove knowledge of, as a hash.</param>
public sealed record PaymentOpened(Guid Attempt, Guid Account, string Gateway, string ProviderId, string? Link, DateTimeOffset? Until, string? Proof) : PaymentEvent;

/// <param name="IsLate">The link had expired or was called off, and the money came all the same.</param>
public sealed record PaymentReceived(Guid Attempt, string Gateway, Money Amount, string? Transaction, bool IsLate) : PaymentEvent;

/// <summary>The customer paid a second time, on a page that was still open.</summary>
public sealed record PaymentReceivedAgain(Guid Attempt, string Gateway, Money Amount, string? Transaction) : PaymentEvent;

/// <summary>Money came, but not what was asked for: it counts as nothing until a person has looked.</summary>
public sealed record PaymentMismatched(Guid Attempt, string Gateway, Sum Received, string? Transaction) : PaymentEvent;

/// <param name="Code">In the gateway's word.</param>
public sealed record PaymentRefused(Guid Attempt, string? Code) : PaymentEvent;

/// <summary>The customer thought better of it.</summary>
public sealed record PaymentAbandoned(Guid Attempt) : PaymentEvent;

/// <summary>The gateway's page ran out; the customer may open another while the link lives.</summary>
public sealed record PaymentLapsed(Guid Attempt) : PaymentEvent;

public sealed record PaymentExpired : PaymentEvent;

/// <summary>The customer was reminded, and the link works again until then.</summary>
public sealed record PaymentReminded(DateTimeOffset Until) : PaymentEvent;

public sealed record PaymentCalledOff : PaymentEvent;

public sealed record RefundRequested(Guid Refund, Guid Attempt, Money Amount, string Reason) : PaymentEvent;
public sealed record RefundDispatched(Guid Refund) : PaymentEvent;
public sealed record RefundDone(Guid Refund, Guid Attempt, Money Amount) : PaymentEvent;
public sealed record RefundFailed(Guid Refund, string? Code) : PaymentEvent;

/// <summary>The call broke off and the gateway cannot say what became of it: a person has to look there.</summary>
public sealed record RefundDoubted(Guid Refund) : PaymentEvent;
