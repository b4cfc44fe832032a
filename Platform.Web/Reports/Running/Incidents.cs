using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Reports.Running;

/// <param name="Value">As bad as it was when it was noticed.</param>
[Table("incidents"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record Incident(Guid OrganisationId, Guid Id, IncidentKind Kind, long Value, DateTimeOffset BegunAt, DateTimeOffset? EndedAt);

/// <summary>Something crosses its threshold: the team is told once that it did, and once that it is over.</summary>
public sealed class Incidents(Databases databases, PlatformDbs dbs, Conditions conditions, TodoSignal todo, TimeProvider clock, ILogger<Incidents> log)
{
    private const int Shown = 10;

    public async Task GoRoundAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select id from organisations where kind = 'Seller' order by id");
        var sellers = await batch.ListAsync(row => new OrganisationId(row.GetGuid(0)), ct);
        await sellers.EachAsync(async (organisation, stop) => await NoteAsync(organisation, (await conditions.ReadAsync(organisation, stop)).Troubles(), stop), log, ct);
    }

    /// <summary>Two nodes may look at once: of one kind there is one open incident. Noting it and the work of telling it are one transaction.</summary>
    public async Task NoteAsync(OrganisationId organisation, IReadOnlyDictionary<IncidentKind, long> troubles, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            with troubles as (select * from unnest({troubles.Select(_ => Guid.CreateVersion7(now)).ToArray()}, {troubles.Keys.Select(kind => kind.ToString()).ToArray()}, {troubles.Values.ToArray()}) t(id, kind, value)),
            over as (
                update incidents set ended_at = {now}
                where organisation_id = {organisation.Value} and ended_at is null and kind not in (select kind from troubles) returning id),
            begun as (
                insert into incidents (organisation_id, id, kind, value, begun_at) select {organisation.Value}, id, kind, value, {now} from troubles
                on conflict (organisation_id, kind) where ended_at is null do nothing returning id)
            insert into todo (organisation_id, reaction, stream, version)
            select {organisation.Value}, {TellIncident.Name}, id, 0 from (select id from over union all select id from begun) told
            """);
        if (await batch.RunAsync(ct) > 0) todo.Wake();
    }

    public async Task<List<Incident>> LatestAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Incident>().AsNoTracking().Where(i => i.OrganisationId == organisation.Value).OrderByDescending(i => i.BegunAt).Take(Shown).ToListAsync(ct);
    }
}

/// <summary>The beginning is told before the end, each once; who was not told of the one hears of both.</summary>
public sealed class TellIncident(PlatformDbs dbs, TeamNotices notices) : IErrand
{
    internal static readonly string Name = Naming.SnakeCase(nameof(TellIncident));

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        if (await db.Set<Incident>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == subject, ct) is not { } incident) return;

        var organisation = new OrganisationId(incident.OrganisationId);
        string[] words = [incident.Kind.ToString(), incident.Value.ToString(CultureInfo.InvariantCulture)];
        await notices.TellAsync(organisation, NoticeKind.Trouble, $"{incident.Id} begun", "rapports/exploitation", words, ct: ct);
        if (incident.EndedAt is not null) await notices.TellAsync(organisation, NoticeKind.TroubleOver, $"{incident.Id} over", "rapports/exploitation", words, ct: ct);
    }
}
