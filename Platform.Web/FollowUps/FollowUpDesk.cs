using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.FollowUps;
using Platform.Web.Live;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.FollowUps;

/// <summary>Where a seller says when silent customers are reminded and with what, sees what is planned and calls it off.</summary>
public sealed class FollowUpDesk
{
    private const int LongestText = 1_000;

    private readonly PlatformDbs dbs;
    private readonly Databases databases;
    private readonly LiveUpdates live;
    private readonly TimeProvider clock;
    private readonly SharedReading<OrganisationId, FollowUpSettings> standing;

    public FollowUpDesk(PlatformDbs dbs, Databases databases, LiveUpdates live, TimeProvider clock)
    {
        (this.dbs, this.databases, this.live, this.clock) = (dbs, databases, live, clock);
        standing = new(organisation => SettingsAsync(organisation));
    }

    /// <summary>As they stand now: a rush of answers asks once for each moment, and never hears of a moment before it asked.</summary>
    public async Task<FollowUpRules> RulesAsync(OrganisationId organisation, TimeZoneInfo zone) => (await standing.ReadAsync(organisation)).Rules(zone);

    public async Task<FollowUpSettings> SettingsAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<FollowUpSettings>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value, ct) ?? new() { OrganisationId = organisation.Value };
    }

    public async Task<IReadOnlyDictionary<(int Step, Tongue Tongue), string>> TextsAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<FollowUpText>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value).ToDictionaryAsync(row => (row.Step, row.Tongue), row => row.Text, ct);
    }

    /// <param name="texts">Empty ones are ours again.</param>
    public async Task<Refusal?> SaveAsync(Actor by, FollowUpSettings settings, IReadOnlyDictionary<(int Step, Tongue Tongue), string> texts, CancellationToken ct = default)
    {
        if (by is not ({ Kind: ActorKind.Member, Role: Role.Admin or Role.Owner } or { Kind: ActorKind.System })) return new("forbidden");
        if (settings.FirstMinutes is < 15 or > 1_440 || settings.SecondMinutes <= settings.FirstMinutes || settings.SecondMinutes > 1_440 || settings.Most is < 1 or > 2) return new("followups.times");
        if (texts.Values.Any(text => text.Length > LongestText)) return new("followups.text");

        await using var db = dbs.Open(by.Organisation);
        db.Keep(settings);
        var known = await db.Set<FollowUpText>().AsNoTracking().Where(row => row.OrganisationId == by.Organisation.Value).ToListAsync(ct);
        foreach (var (key, text) in texts)
        {
            var row = new FollowUpText(by.Organisation.Value, key.Step, key.Tongue, text.Trim());
            var isKnown = known.Any(old => (old.Step, old.Tongue) == key);
            if (row.Text.Length > 0 && isKnown) db.Update(row);
            else if (row.Text.Length > 0) db.Add(row);
            else if (isKnown) db.Remove(row);
        }

        return await db.KeepAsync(ct);
    }

    /// <summary>What would still be sent in this chat as it stands.</summary>
    public async Task<FollowUpRow?> PlannedAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<FollowUpRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Conversation == conversation.Value && row.State == FollowUpState.Planned)
            .OrderByDescending(row => row.Heard).ThenByDescending(row => row.Step).FirstOrDefaultAsync(ct);
    }

    public async Task<Refusal?> CancelAsync(Actor by, FollowUpRow planned, CancellationToken ct = default)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Agent or Role.Admin or Role.Owner }) return new("forbidden");
        await SettleAsync(by.Organisation, planned, FollowUpState.Cancelled, why: null, ct);
        live.Publish(new(by.Organisation, nameof(Conversation), planned.Conversation));
        return null;
    }

    /// <summary>Plans one step of one silence, once; what was planned for an earlier silence no longer matters.</summary>
    public async Task PlanAsync(FollowUpRow planned, CancellationToken ct)
    {
        var organisation = new OrganisationId(planned.OrganisationId);
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update follow_ups set state = {nameof(FollowUpState.Skipped)}, why = 'answered', settled_at = {clock.GetUtcNow()}
            where organisation_id = {planned.OrganisationId} and conversation = {planned.Conversation} and state = {nameof(FollowUpState.Planned)} and heard < {planned.Heard}
            """);
        batch.Add($"""
            insert into follow_ups (organisation_id, id, conversation, heard, step, due, state)
            values ({planned.OrganisationId}, {planned.Id}, {planned.Conversation}, {planned.Heard}, {planned.Step}, {planned.Due}, {nameof(FollowUpState.Planned)})
            on conflict do nothing
            """);
        await batch.RunAsync(ct);
        live.Publish(new(organisation, nameof(Conversation), planned.Conversation));
    }

    public async Task<bool> IsPlannedAsync(FollowUpRow planned, CancellationToken ct)
    {
        await using var db = dbs.Open(new(planned.OrganisationId));
        return await Still(db, planned).AnyAsync(ct);
    }

    public async Task PutOffAsync(FollowUpRow planned, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = dbs.Open(new(planned.OrganisationId));
        await Still(db, planned).ExecuteUpdateAsync(set => set.SetProperty(row => row.Due, until), ct);
    }

    public async Task SettleAsync(OrganisationId organisation, FollowUpRow planned, FollowUpState state, string? why, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        await Still(db, planned).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.Why, why).SetProperty(row => row.SettledAt, clock.GetUtcNow()), ct);
    }

    private static IQueryable<FollowUpRow> Still(PlatformDb db, FollowUpRow planned) =>
        db.Set<FollowUpRow>().Where(row => row.OrganisationId == planned.OrganisationId && row.Id == planned.Id && row.State == FollowUpState.Planned);
}
