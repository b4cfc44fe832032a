using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Catalogue;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Reports;

/// <summary>The figures of one organisation, and the chats and orders behind each of them.</summary>
public sealed class FigureQueries(Databases databases, PlatformDbs dbs, InboxQueries inbox, CatalogueQueries catalogue)
{
    public const int PageSize = 50;

    /// <param name="At">When it came to count.</param>
    public sealed record Behind(Guid Id, DateTimeOffset At, string Title, string Href, Money? Worth)
    {
        /// <summary>How long a customer had waited.</summary>
        public TimeSpan? Waited { get; init; }

        public int? Stars { get; init; }
    }

    public async Task<Figures> ReadAsync(OrganisationId organisation, Period period, Step step, TimeZoneInfo zone, CancellationToken ct = default)
    {
        var (from, to) = period.In(zone);
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select date_trunc({step.ToString()}, hour at time zone {zone.Id}), measure, key, sum(times)::bigint, sum(amount)::bigint
            from figure_hours
            where organisation_id = {organisation.Value} and generation = (select live_figures()) and hour >= {from} and hour < {to}
            group by 1, 2, 3
            """);
        var rows = await batch.ListAsync(row => Enum.TryParse<Measure>(row.GetString(1), out var measure)
            ? new FigureRow(row.GetDateTime(0), measure, row.GetString(2), row.GetInt64(3), row.GetInt64(4))
            : null, ct);
        return new(await catalogue.CurrencyAsync(organisation, ct), [.. rows.OfType<FigureRow>()]);
    }

    /// <summary>What a figure counted, newest first.</summary>
    public async Task<List<Behind>> BehindAsync(OrganisationId organisation, FigureList list, Period period, TimeZoneInfo zone, Behind? after = null, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var live = await LiveAsync(db, ct);
        return list switch
        {
            FigureList.Answers => await MomentsAsync(db, organisation, live, Measure.Answers, period.In(zone), after, ct),
            FigureList.Ratings => await MomentsAsync(db, organisation, live, Measure.Ratings, period.In(zone), after, ct),
            FigureList.Replied => await MomentsAsync(db, organisation, live, Measure.Replies, period.In(zone), after, ct),
            FigureList.Chats or FigureList.Adverts or FigureList.Assisted or FigureList.AssistedOrdered or FigureList.Resolved => await ChatsAsync(db, organisation, live, list, period.In(zone), after, ct),
            _ => await OrdersAsync(db, organisation, live, list, period.In(zone), after, ct),
        };
    }

    /// <summary>Confirmed before then and neither delivered nor failed nor called off.</summary>
    public async Task<List<OrderTrace>> LateAsync(OrganisationId organisation, DateTimeOffset before, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        var live = await LiveAsync(db, ct);
        return await db.Set<OrderTrace>().AsNoTracking()
            .Where(order => order.OrganisationId == organisation.Value && order.Generation == live && order.ConfirmedAt < before && order.DeliveredAt == null && order.FailedAt == null && !order.IsVoid)
            .OrderBy(order => order.ConfirmedAt).Take(200).ToListAsync(ct);
    }

    private static Task<int> LiveAsync(PlatformDb db, CancellationToken ct) => db.Database.SqlQuery<int>($"select live_figures() as \"Value\"").SingleAsync(ct);

    private async Task<List<Behind>> ChatsAsync(PlatformDb db, OrganisationId organisation, int live, FigureList list, (DateTimeOffset From, DateTimeOffset To) within, Behind? after, CancellationToken ct)
    {
        var chats = db.Set<ChatTrace>().AsNoTracking()
            .Where(chat => chat.OrganisationId == organisation.Value && chat.Generation == live && chat.BegunAt >= within.From && chat.BegunAt < within.To);
        chats = list switch
        {
            FigureList.Adverts => chats.Where(chat => chat.IsFromAdvert),
            FigureList.Assisted => chats.Where(chat => chat.IsAssisted),
            FigureList.AssistedOrdered => chats.Where(chat => chat.IsAssisted && chat.HasOrdered),
            FigureList.Resolved => chats.Where(chat => chat.IsAssisted && !chat.IsHelped),
            _ => chats,
        };
        if (after is { } last) chats = chats.Where(chat => chat.BegunAt < last.At || (chat.BegunAt == last.At && chat.Id.CompareTo(last.Id) < 0));

        var page = await chats.OrderByDescending(chat => chat.BegunAt).ThenByDescending(chat => chat.Id).Take(PageSize).Select(chat => new { chat.Id, chat.BegunAt }).ToListAsync(ct);
        var names = await inbox.NamesAsync(organisation, [.. page.Select(chat => chat.Id)], ct);
        return [.. page.Select(chat => new Behind(chat.Id, chat.BegunAt, names.GetValueOrDefault(chat.Id, ""), $"inbox/{chat.Id}", null))];
    }

    private async Task<List<Behind>> MomentsAsync(PlatformDb db, OrganisationId organisation, int live, Measure measure, (DateTimeOffset From, DateTimeOffset To) within, Behind? after, CancellationToken ct)
    {
        var moments = db.Set<FigureMoment>().AsNoTracking()
            .Where(moment => moment.OrganisationId == organisation.Value && moment.Generation == live && moment.Measure == measure && moment.At >= within.From && moment.At < within.To);
        if (after is { } last) moments = moments.Where(moment => moment.At < last.At || (moment.At == last.At && moment.Chat.CompareTo(last.Id) < 0));

        var page = await moments.OrderByDescending(moment => moment.At).ThenByDescending(moment => moment.Chat).Take(PageSize).ToListAsync(ct);
        var names = await inbox.NamesAsync(organisation, [.. page.Select(moment => moment.Chat).Distinct()], ct);
        return [.. page.Select(moment => new Behind(moment.Chat, moment.At, names.GetValueOrDefault(moment.Chat, ""), $"inbox/{moment.Chat}", null)
        {
            Waited = measure is Measure.Answers ? TimeSpan.FromMilliseconds(moment.Amount) : null,
            Stars = measure is Measure.Ratings ? (int)moment.Amount : null,
        })];
    }

    private static async Task<List<Behind>> OrdersAsync(
        PlatformDb db, OrganisationId organisation, int live, FigureList list, (DateTimeOffset From, DateTimeOffset To) within, Behind? after, CancellationToken ct)
    {
        var orders = db.Set<OrderTrace>().AsNoTracking().Where(order => order.OrganisationId == organisation.Value && order.Generation == live);
        var counted = (list switch
        {
            FigureList.Sales => orders.Where(order => order.ConfirmedAt != null && !order.IsVoid).Select(order => new { Order = order, At = order.ConfirmedAt!.Value }),
            FigureList.Delivered => orders.Where(order => order.DeliveredAt != null).Select(order => new { Order = order, At = order.DeliveredAt!.Value }),
            FigureList.Failed => orders.Where(order => order.FailedAt != null).Select(order => new { Order = order, At = order.FailedAt!.Value }),
            FigureList.Attempted => orders.Where(order => order.DeliveredAt != null || order.FailedAt != null).Select(order => new { Order = order, At = order.DeliveredAt ?? order.FailedAt!.Value }),
            FigureList.ChatsOrdered => orders.Where(order => order.ChatBegunAt != null).Select(order => new { Order = order, At = order.ChatBegunAt!.Value }),
            FigureList.ChatsConfirmed => orders.Where(order => order.ChatBegunAt != null && order.ConfirmedAt != null && !order.IsVoid).Select(order => new { Order = order, At = order.ChatBegunAt!.Value }),
            FigureList.ChatsDelivered => orders.Where(order => order.ChatBegunAt != null && order.DeliveredAt != null).Select(order => new { Order = order, At = order.ChatBegunAt!.Value }),
            _ => orders.Select(order => new { Order = order, At = order.PlacedAt }),
        }).Where(row => row.At >= within.From && row.At < within.To);
        if (after is { } last) counted = counted.Where(row => row.At < last.At || (row.At == last.At && row.Order.Id.CompareTo(last.Id) < 0));

        var page = await counted.OrderByDescending(row => row.At).ThenByDescending(row => row.Order.Id).Take(PageSize).ToListAsync(ct);
        return [.. page.Select(row => new Behind(row.Order.Id, row.At, row.Order.Number, $"commandes/{row.Order.Id}", row.Order.Total()))];
    }
}

/// <summary>The lists behind the figures, as the address names them.</summary>
public enum FigureList { Chats, Adverts, Assisted, AssistedOrdered, Resolved, Replied, Orders, Sales, Delivered, Failed, Attempted, ChatsOrdered, ChatsConfirmed, ChatsDelivered, Answers, Ratings }
