using System.Diagnostics;
using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Deliveries;

/// <summary>The stream of one courier's cash; never the courier's own id, which names a row.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct TillId(Guid Value) : IStreamId<Till, TillCommand, TillEvent>;

public abstract record TillEvent;

/// <summary>Cash of the seller's is in the courier's pocket.</summary>
public sealed record CashCollected(CourierId Courier, DeliveryId Delivery, string Number, Money Amount) : TillEvent;

/// <param name="Expected">What they held, by what they collected.</param>
/// <param name="Counted">What was on the table. The difference stays visible and is not owed any more.</param>
public sealed record CashHandedOver(CourierId Courier, Money Expected, Money Counted, MemberId By, string? Note) : TillEvent;

public abstract record TillCommand;
public sealed record NoteCashCollected(CourierId Courier, DeliveryId Delivery, string Number, Money Amount) : TillCommand;

/// <param name="Expected">As the person who counts saw it: if a parcel was delivered meanwhile, they look again.</param>
public sealed record HandOverCash(CourierId Courier, Money Expected, Money Counted, MemberId By, string? Note) : TillCommand;

/// <summary>What a courier holds of the seller's money.</summary>
public sealed record Till : IAggregate<Till, TillCommand, TillEvent>
{
    public static Till Initial { get; } = new();

    public Money? Holds { get; init; }

    public static Till Evolve(Till state, TillEvent fact) => fact switch
    {
        CashCollected e => state with { Holds = state.Holds is { } before ? before + e.Amount : e.Amount },
        CashHandedOver e => state with { Holds = state.Holds - e.Expected },
        _ => state,
    };

    public static Decision<TillEvent> Decide(Till state, TillCommand command, DateTimeOffset now) => command switch
    {
        NoteCashCollected { Amount.Minor: <= 0 } => [],
        NoteCashCollected c when state.Holds is { } held && held.Currency != c.Amount.Currency => Refuse("currency"),
        NoteCashCollected c => new CashCollected(c.Courier, c.Delivery, c.Number, c.Amount),
        HandOverCash { Counted.Minor: < 0 } => Refuse("negative"),
        HandOverCash c when state.Holds is not { Minor: > 0 } held => Refuse("empty"),
        HandOverCash c when state.Holds != c.Expected => Refuse("moved"),
        HandOverCash c when c.Counted != c.Expected && string.IsNullOrWhiteSpace(c.Note) => Refuse("note_missing"),
        HandOverCash c => new CashHandedOver(c.Courier, c.Expected, c.Counted, c.By, c.Note),
        _ => throw new UnreachableException($"No rule for {command.GetType().Name}"),
    };

    private static Refusal Refuse(string why) => new($"till.{why}");
}
