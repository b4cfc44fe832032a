using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Conversations;
using Platform.Domain.FollowUps;
using Platform.Web.Shared;

namespace Platform.Web.FollowUps;

/// <summary>How one seller reminds customers who fell silent.</summary>
[Table("follow_up_settings"), PrimaryKey(nameof(OrganisationId))]
public sealed class FollowUpSettings : IKept
{
    public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public bool IsOn { get; set; } = true;
    public int FirstMinutes { get; set; } = 120;
    public int SecondMinutes { get; set; } = 1_200;
    public int Most { get; set; } = 2;
    public TimeOnly QuietFrom { get; set; } = new(21, 0);
    public TimeOnly QuietUntil { get; set; } = new(9, 0);

    public FollowUpRules Rules(TimeZoneInfo zone) => new(IsOn, TimeSpan.FromMinutes(FirstMinutes), TimeSpan.FromMinutes(SecondMinutes), Most, QuietFrom, QuietUntil, zone);
}

[Table("follow_up_texts"), PrimaryKey(nameof(OrganisationId), nameof(Step), nameof(Tongue))]
public sealed record FollowUpText(Guid OrganisationId, int Step, Tongue Tongue, string Text);

/// <summary>One reminder: planned, then sent or not, and why not.</summary>
/// <param name="Id">Of the message it becomes, so that sending it twice is sending it once.</param>
/// <param name="Heard">How many messages the customer had written.</param>
[Table("follow_ups"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record FollowUpRow(
    Guid OrganisationId, Guid Id, Guid Conversation, int Heard, int Step, DateTimeOffset Due, FollowUpState State, string? Why, DateTimeOffset? SettledAt)
{
    public PlannedFollowUp Planned => new(Heard, Step, Due);

    /// <summary>The same silence and step have the same id on every node.</summary>
    public static Guid IdOf(ConversationId conversation, int heard, int step) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"follow-up {conversation.Value:N} {heard} {step}")).AsSpan(0, 16));
}

public enum FollowUpState { Planned, Sent, Skipped, Cancelled }
