using Npgsql;
using Platform.Domain.Common;
using Platform.Web.Store;

namespace Platform.Web.Reports;

/// <summary>The tables of the figures, read and written by the page.</summary>
internal static class FigureRows
{
    public static async Task<List<ChatTrace>> ChatsAsync(NpgsqlConnection connection, int generation, IEnumerable<(OrganisationId Organisation, Guid Id)> keys, CancellationToken ct)
    {
        var (organisations, ids) = Columns(keys);
        await using var batch = connection.BatchAcross();
        batch.Add($"""
            select t.organisation_id, t.generation, t.id, t.begun_at, t.is_from_advert, t.waiting_since, t.is_assisted, t.is_helped, t.has_ordered
            from unnest({organisations}, {ids}) k(organisation, id) join figure_chats t on t.organisation_id = k.organisation and t.generation = {generation} and t.id = k.id
            """);
        return await batch.ListAsync(row => new ChatTrace(
            row.GetGuid(0), row.GetInt32(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3), row.GetBoolean(4), Moment(row, 5), row.GetBoolean(6), row.GetBoolean(7), row.GetBoolean(8)), ct);
    }

    public static async Task<List<OrderTrace>> OrdersAsync(NpgsqlConnection connection, int generation, IEnumerable<(OrganisationId Organisation, Guid Id)> keys, CancellationToken ct)
    {
        var (organisations, ids) = Columns(keys);
        await using var batch = connection.BatchAcross();
        batch.Add($"""
            select t.organisation_id, t.generation, t.id, t.number, t.taken_by, t.chat_begun_at, t.is_from_advert, t.placed_at, t.confirmed_at, t.delivered_at, t.failed_at, t.is_void, t.currency, t.fee, t.discount, t.lines
            from unnest({organisations}, {ids}) k(organisation, id) join figure_orders t on t.organisation_id = k.organisation and t.generation = {generation} and t.id = k.id
            """);
        return await batch.ListAsync(row => new OrderTrace(
            row.GetGuid(0), row.GetInt32(1), row.GetGuid(2), row.GetString(3), row.GetString(4), Moment(row, 5), row.GetBoolean(6), row.GetFieldValue<DateTimeOffset>(7), Moment(row, 8), Moment(row, 9), Moment(row, 10),
            row.GetBoolean(11), Enum.Parse<Currency>(row.GetString(12)), row.GetInt64(13), row.GetInt64(14), row.GetString(15)), ct);
    }

    public static void AddWrites(Batch batch, int generation, FigureFold fold)
    {
        AddHours(batch, generation, fold.Moves());
        AddChats(batch, generation, fold.Chats());
        AddOrders(batch, generation, fold.Orders());
        if (fold.Moments is not []) AddMoments(batch, generation, fold.Moments);
    }

    private static void AddHours(Batch batch, int generation, IReadOnlyDictionary<FigureFold.Row, (long Times, long Amount)> moves) => batch.Add($"""
        insert into figure_hours (organisation_id, generation, hour, measure, key, times, amount)
        select m.organisation, {generation}, m.hour, m.measure, m.key, m.times, m.amount
        from unnest({moves.Keys.Select(row => row.Organisation).ToArray()}, {moves.Keys.Select(row => row.Hour).ToArray()}, {moves.Keys.Select(row => row.Measure.ToString()).ToArray()},
                    {moves.Keys.Select(row => row.Key).ToArray()}, {moves.Values.Select(move => move.Times).ToArray()}, {moves.Values.Select(move => move.Amount).ToArray()}) m(organisation, hour, measure, key, times, amount)
        on conflict (organisation_id, generation, hour, measure, key) do update set times = figure_hours.times + excluded.times, amount = figure_hours.amount + excluded.amount
        """);

    private static void AddMoments(Batch batch, int generation, IReadOnlyList<FigureMoment> moments) => batch.Add($"""
        insert into figure_moments (organisation_id, generation, measure, chat, version, at, amount)
        select m.organisation, {generation}, m.measure, m.chat, m.version, m.at, m.amount
        from unnest({moments.Select(m => m.OrganisationId).ToArray()}, {moments.Select(m => m.Measure.ToString()).ToArray()}, {moments.Select(m => m.Chat).ToArray()},
                    {moments.Select(m => m.Version).ToArray()}, {moments.Select(m => m.At).ToArray()}, {moments.Select(m => m.Amount).ToArray()}) m(organisation, measure, chat, version, at, amount)
        """);

    private static void AddChats(Batch batch, int generation, IReadOnlyList<ChatTrace> chats) => batch.Add($"""
        insert into figure_chats (organisation_id, generation, id, begun_at, is_from_advert, waiting_since, is_assisted, is_helped, has_ordered)
        select c.organisation, {generation}, c.id, c.begun_at, c.is_from_advert, c.waiting_since, c.is_assisted, c.is_helped, c.has_ordered
        from unnest({chats.Select(c => c.OrganisationId).ToArray()}, {chats.Select(c => c.Id).ToArray()}, {chats.Select(c => c.BegunAt).ToArray()}, {chats.Select(c => c.IsFromAdvert).ToArray()},
                    {chats.Select(c => c.WaitingSince).ToArray()}, {chats.Select(c => c.IsAssisted).ToArray()}, {chats.Select(c => c.IsHelped).ToArray()}, {chats.Select(c => c.HasOrdered).ToArray()})
             c(organisation, id, begun_at, is_from_advert, waiting_since, is_assisted, is_helped, has_ordered)
        on conflict (organisation_id, generation, id) do update set
            waiting_since = excluded.waiting_since, is_assisted = excluded.is_assisted, is_helped = excluded.is_helped, has_ordered = excluded.has_ordered
        """);

    private static void AddOrders(Batch batch, int generation, IReadOnlyList<OrderTrace> orders) => batch.Add($"""
        insert into figure_orders (organisation_id, generation, id, number, taken_by, chat_begun_at, is_from_advert, placed_at, confirmed_at, delivered_at, failed_at, is_void, currency, fee, discount, lines)
        select o.organisation, {generation}, o.id, o.number, o.taken_by, o.chat_begun_at, o.is_from_advert, o.placed_at, o.confirmed_at, o.delivered_at, o.failed_at, o.is_void, o.currency, o.fee, o.discount, o.lines
        from unnest({orders.Select(o => o.OrganisationId).ToArray()}, {orders.Select(o => o.Id).ToArray()}, {orders.Select(o => o.Number).ToArray()}, {orders.Select(o => o.TakenBy).ToArray()},
                    {orders.Select(o => o.ChatBegunAt).ToArray()}, {orders.Select(o => o.IsFromAdvert).ToArray()}, {orders.Select(o => o.PlacedAt).ToArray()}, {orders.Select(o => o.ConfirmedAt).ToArray()},
                    {orders.Select(o => o.DeliveredAt).ToArray()}, {orders.Select(o => o.FailedAt).ToArray()}, {orders.Select(o => o.IsVoid).ToArray()}, {orders.Select(o => o.Currency.ToString()).ToArray()},
                    {orders.Select(o => o.Fee).ToArray()}, {orders.Select(o => o.Discount).ToArray()}, {orders.Select(o => o.Lines).ToArray()})
             o(organisation, id, number, taken_by, chat_begun_at, is_from_advert, placed_at, confirmed_at, delivered_at, failed_at, is_void, currency, fee, discount, lines)
        on conflict (organisation_id, generation, id) do update set
            confirmed_at = excluded.confirmed_at, delivered_at = excluded.delivered_at, failed_at = excluded.failed_at, is_void = excluded.is_void,
            fee = excluded.fee, discount = excluded.discount, lines = excluded.lines
        """);

    private static (Guid[] Organisations, Guid[] Ids) Columns(IEnumerable<(OrganisationId Organisation, Guid Id)> keys)
    {
        var distinct = keys.Where(key => key.Id != Guid.Empty).Distinct().ToList();
        return ([.. distinct.Select(key => key.Organisation.Value)], [.. distinct.Select(key => key.Id)]);
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
