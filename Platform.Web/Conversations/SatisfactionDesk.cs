using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Whether a shop asks its customers how the talk went.</summary>
[Table("satisfaction_settings")]
public sealed class SatisfactionSettings : IKept
{
    [Key] public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public bool IsOn { get; set; }
    public string Question { get; set; } = "Merci pour votre message ! Comment s’est passé notre échange, de 1 à 5 ?";
}

public sealed class SatisfactionDesk(PlatformDbs dbs)
{
    /// <summary>What fits above a list at every provider.</summary>
    public const int LongestQuestion = 600;

    public async Task<SatisfactionSettings> SettingsAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<SatisfactionSettings>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value, ct) ?? new() { OrganisationId = organisation.Value };
    }

    public async Task<Refusal?> SaveAsync(Actor by, SatisfactionSettings settings, CancellationToken ct = default)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner }) return new("forbidden");
        settings.Question = settings.Question.Trim();
        if (settings.Question.Length is 0 or > LongestQuestion) return new("satisfaction.question");

        await using var db = dbs.Open(by.Organisation);
        return await db.KeepAsync(settings, ct);
    }
}

/// <summary>Asks the customer once the conversation was closed, where the shop wants that.</summary>
public sealed class AskHowItWent(SatisfactionDesk desk, InboxQueries inbox, Streams streams) : IReaction<ConversationClosed>
{
    public async Task ReactAsync(Recorded<ConversationClosed> recorded, CancellationToken ct)
    {
        var conversation = new ConversationId(recorded.Stream);
        if (await desk.SettingsAsync(recorded.Organisation, ct) is not { IsOn: true, Question: var question }) return;
        if (await inbox.FindAsync(recorded.Organisation, conversation, ct) is not { IsClosed: true } row) return;

        MemberId? by = recorded.By is { Kind: ActorKind.Member, Id: { } member } ? new(member) : null;
        await streams.HandleAsync(conversation, new AskSatisfaction(new MessageId(Guid.CreateVersion7()), new Personal(row.Contact, question), by), Actor.System(recorded.Organisation), ct);
    }
}
