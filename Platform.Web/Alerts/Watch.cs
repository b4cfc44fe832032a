using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Catalogue;
using Platform.Web.Reports;
using Platform.Web.Store;

namespace Platform.Web.Alerts;

/// <summary>
/// Goes round the shops: what has run low or is late is announced once, all of it in one message, and may be announced again after it was well in between.
/// What is announced and the work of saying it are one transaction.
/// </summary>
public sealed class Watch(Databases databases, PlatformDbs dbs, CatalogueQueries catalogue, FigureQueries figures, TodoSignal todo, TimeProvider clock, ILogger<Watch> log)
{
    /// <summary>A message of the provider holds about a thousand letters.</summary>
    private const int LongestList = 700;

    private sealed record Found(AlertKind Kind, Guid Subject, string Words);

    public async Task GoRoundAsync(CancellationToken ct) => await (await SellersAsync(ct)).EachAsync(LookAsync, log, ct);

    public async Task LookAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        var settings = await db.Set<AlertSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.OrganisationId == organisation.Value, ct) ?? new() { OrganisationId = organisation.Value };
        var stock = settings.WatchesStock ? await StockAsync(db, organisation, settings, ct) : [];
        var late = settings.WatchesOrders
            ? (await figures.LateAsync(organisation, clock.GetUtcNow().AddHours(-settings.LateHours), ct)).Select(order => new Found(AlertKind.LateOrder, order.Id, order.Number)).ToList()
            : [];

        await AnnounceAsync(organisation, AlertKind.LowStock, [AlertKind.LowStock, AlertKind.OutOfStock], stock, ct);
        await AnnounceAsync(organisation, AlertKind.LateOrder, [AlertKind.LateOrder], late, ct);
    }

    private async Task<List<Found>> StockAsync(PlatformDb db, OrganisationId organisation, AlertSettings settings, CancellationToken ct)
    {
        var own = await db.Set<StockThreshold>().AsNoTracking().Where(t => t.OrganisationId == organisation.Value).ToDictionaryAsync(t => t.Variant, t => t.Threshold, ct);
        var most = Math.Max(settings.LowStock, own.Values.DefaultIfEmpty().Max());
        var shelf = await catalogue.AtMostAsync(organisation, most, ct);
        return
        [
            .. shelf.Where(goods => goods.Available <= own.GetValueOrDefault(goods.Variant, settings.LowStock))
                .Select(goods => new Found(goods.Available <= 0 ? AlertKind.OutOfStock : AlertKind.LowStock, goods.Variant, string.Create(CultureInfo.InvariantCulture, $"{goods.Title} ({Math.Max(0, goods.Available)})"))),
        ];
    }

    /// <summary>Two nodes may go round at once: the states' key lets one of them announce.</summary>
    private async Task AnnounceAsync(OrganisationId organisation, AlertKind about, AlertKind[] kinds, List<Found> found, CancellationToken ct)
    {
        var (now, announcement) = (clock.GetUtcNow(), Guid.CreateVersion7());
        await using var connection = await databases.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        await using var noting = connection.BatchFor(organisation);
        noting.Add($"""
            with holds as (select kind, subject from unnest({found.Select(f => f.Kind.ToString()).ToArray()}, {found.Select(f => f.Subject).ToArray()}) f(kind, subject)),
            over as (
                delete from alert_states s where s.organisation_id = {organisation.Value} and s.kind = any({kinds.Select(kind => kind.ToString()).ToArray()})
                and not exists (select from holds where holds.kind = s.kind and holds.subject = s.subject))
            insert into alert_states (organisation_id, kind, subject, at) select {organisation.Value}, kind, subject, {now} from holds
            on conflict do nothing returning subject
            """);
        var fresh = (await noting.ListAsync(row => row.GetGuid(0), ct)).ToHashSet();
        if (fresh.Count > 0)
        {
            await using var saying = connection.BatchFor(organisation);
            saying.Add($"insert into alert_announcements (organisation_id, id, kind, count, list, at) values ({organisation.Value}, {announcement}, {about.ToString()}, {fresh.Count}, {Listed([.. found.Where(f => fresh.Contains(f.Subject)).Select(f => f.Words)])}, {now})");
            saying.Add($"insert into todo (organisation_id, reaction, stream, version) values ({organisation.Value}, {Announce.Name}, {announcement}, 0)");
            await saying.RunAsync(ct);
        }

        await transaction.CommitAsync(ct);
        if (fresh.Count > 0) todo.Wake();
    }

    private static string Listed(List<string> words)
    {
        var said = words[0];
        foreach (var (word, n) in words.Skip(1).Select((word, n) => (word, n + 1)))
        {
            if (said.Length + word.Length > LongestList) return $"{said}… +{words.Count - n}";
            said += $", {word}";
        }

        return said;
    }

    private async Task<List<OrganisationId>> SellersAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"select id from organisations where kind = 'Seller' order by id");
        return await batch.ListAsync(row => new OrganisationId(row.GetGuid(0)), ct);
    }
}
