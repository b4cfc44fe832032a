using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Web.Shared;

namespace Platform.Web.Assistant;

/// <summary>How the assistant behaves for one seller.</summary>
[Table("assistant_settings"), PrimaryKey(nameof(OrganisationId))]
public sealed class AssistantSettings : IKept
{
    public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public bool IsOn { get; set; } = true;
    public string Name { get; set; } = "Relais";
    public Tone Tone { get; set; } = Tone.Warm;
    public string? Greeting { get; set; }
    public int MaximumDiscount { get; set; }
    public string[] EscalateOn { get; set; } = [];

    /// <summary>How long a customer has to be silent before they are answered: several messages in a row get one answer.</summary>
    public int SilenceMs { get; set; } = 1_500;

    /// <summary>Who keeps writing is answered after this long all the same.</summary>
    public int LongestWaitMs { get; set; } = 6_000;

    /// <summary>For models that cost, in millionths of a US dollar per month; past it the built-in one answers.</summary>
    public long? MonthlyBudget { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    [NotMapped]
    public AssistantRules Rules => new(Name, Tone, Greeting, MaximumDiscount, [.. EscalateOn], [.. Tongues.All]);
}

/// <summary>One question customers ask and the seller's answer to it.</summary>
[Table("knowledge"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class KnowledgeRow : IKept
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required int Position { get; set; }
    public required string Question { get; set; }
    public required string Answer { get; set; }
}

/// <summary>Where the seller delivers, for how much and how fast.</summary>
[Table("delivery_zones"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class ZoneRow : IKept
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required int Position { get; set; }
    public required string Name { get; set; }

    /// <summary>Empty: the rest of the country.</summary>
    public required string[] Cities { get; set; }

    public required long Fee { get; set; }
    public long? FreeFrom { get; set; }
    public required int MinDays { get; set; }
    public required int MaxDays { get; set; }
    public required string[] Slots { get; set; }
}

/// <summary>How one answer came about.</summary>
/// <param name="Id">Of the reply, where there was one.</param>
/// <param name="Tools">In the order they were called.</param>
/// <param name="CostMicros">In millionths of a US dollar.</param>
/// <param name="Dropped">Sentences the record did not cover, which the customer never saw.</param>
[Table("assistant_turns"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record AssistantTurn(
    Guid OrganisationId,
    Guid Id,
    Guid Conversation,
    DateTimeOffset At,
    TurnOutcome Outcome,
    string Model,
    string Tools,
    int InputTokens,
    int OutputTokens,
    long CostMicros,
    int Milliseconds,
    int Dropped,
    int? Rating,
    Guid? RatedBy);

public enum TurnOutcome { Answered, Silent, Escalated, Ordered }
