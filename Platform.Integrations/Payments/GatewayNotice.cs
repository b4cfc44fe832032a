using Microsoft.Extensions.Primitives;

namespace Platform.Integrations.Payments;

/// <summary>What somebody brought to a notification address. Nothing in it is to be believed before it was found authentic.</summary>
public sealed record GatewayNotice(Func<string, StringValues> Header, ReadOnlyMemory<byte> Body, DateTimeOffset At);

/// <summary>Which payment a notification is about; empty when the address has to say it.</summary>
public readonly record struct PaymentHint(AttemptReference? Reference = null);
