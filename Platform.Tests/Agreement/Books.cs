using System.Globalization;
using Platform.Domain.Common;
using Platform.Integrations.Payments.Emulation;
using Platform.Web.Reports;

namespace Platform.Tests.Agreement;

/// <summary>Everything that tells of the same money, side by side: what each question names here contradicts something. Asked in plain SQL of the facts, the rows and the papers.</summary>
internal sealed class Books(App app, Trade trade)
{
    public const int Stocked = 1_000_000;

    private readonly Guid shop = trade.Shop.Value;

    /// <summary>The questions ask the facts by order and nothing else, as nobody in the product does.</summary>
    private const string Ways = """
        create index if not exists books_by_stream on mt_events (stream_id);
        create index if not exists books_by_paper on mt_events ((data #>> '{Paper,ForOrder}')) where type = 'invoice_issued';
        analyze
        """;

    /// <summary>Nothing when all agree.</summary>
    public async Task<List<string>> DisagreementsAsync()
    {
        await app.TextAsync(Ways);
        var found = new List<string>();
        foreach (var (what, sql) in Questions())
            if (await app.TextAsync(sql) is { Length: > 0 } which) found.Add($"{what}: {which}");
        found.AddRange(await GatewaysAsync());
        found.AddRange(await FiguresAsync());
        return found;
    }

    private IEnumerable<(string What, string Sql)> Questions()
    {
        const string Taken = "coalesce((select sum((e.data #>> '{Amount,Minor}')::bigint) from mt_events e where e.stream_id = o.id and e.type = 'order_paid'";
        yield return ("orders that do not add up", Orders("o.goods + o.fee - o.discount <> o.total or o.goods <> (select coalesce(sum((l ->> 'Quantity')::bigint * (l #>> '{UnitPrice,Minor}')::bigint), 0) from jsonb_array_elements(o.lines::jsonb) l)"));
        yield return ("totals that are not what the facts say", Orders("""
            o.total <> (select (e.data #>> '{Total,Minor}')::bigint from mt_events e where e.stream_id = o.id and e.type in ('order_placed', 'order_edited') order by e.version desc limit 1)
                       - (select coalesce(sum((e.data #>> '{Credit,Minor}')::bigint), 0) from mt_events e where e.stream_id = o.id and e.type = 'order_returned' and (e.data ->> 'WasDelivered')::boolean)
            """));
        yield return ("money the order does not know", Orders($"o.paid <> {Taken}), 0)"));
        yield return ("gateways' money that is not on the order", Orders($"{Taken} and e.data ->> 'Gateway' not in ('cash', 'counter')), 0) <> coalesce((select sum(p.received) from payments p where p.order_id = o.id), 0)"));
        yield return ("refunds that are not on the order", Orders("o.refunded <> coalesce((select sum(r.amount) from payments p join payment_refunds r on r.payment = p.id where p.order_id = o.id and r.state = 'Done'), 0)"));
        yield return ("cash at the door that is not on the order", Orders($"{Taken} and e.data ->> 'Gateway' = 'cash'), 0) <> {Collected("e.stream_id = d.id")}"));
        yield return ("cash at the door that is in no pocket", Orders($"{Collected("e.stream_id = d.id and d.courier is not null")} <> coalesce((select sum(l.amount) from till_lines l join order_deliveries d on d.id = l.delivery where d.order_id = o.id), 0)"));
        yield return ("pockets", $"select string_agg(t.courier::text, ' ') from tills t where t.organisation_id = '{shop}' and t.holds <> (select sum(case when l.counted is null then l.amount else -l.amount end) from till_lines l where l.courier = t.courier)");
        yield return ("delivered orders without an invoice", Orders("o.status = 'Delivered' and o.total > 0 and not exists (select from invoices i where i.order_id = o.id)"));
        yield return ("papers that do not say what the order costs", Orders($"exists (select from invoices i where i.order_id = o.id) and {Papers("total")} <> {Price}"));
        yield return ("tax that is not the tax of what is left", Orders($"exists (select from invoices i where i.order_id = o.id) and {Papers("vat")} <> round({Price} * r.percent / (100 + r.percent))", Rates));
        yield return ("papers whose rates are not their sum", $$"""
            select string_agg(e.stream_id || '/' || e.version, ' ') from mt_events e
            where e.tenant_id = '{{shop}}' and e.type = 'invoice_issued' and (
                (select sum((l ->> 'Quantity')::bigint * (l #>> '{UnitPrice,Minor}')::bigint) from jsonb_array_elements(e.data #> '{Paper,Lines}') l) <> (e.data #>> '{Paper,Total,Minor}')::bigint
                or (select sum((v #>> '{Net,Minor}')::bigint + (v #>> '{Vat,Minor}')::bigint) from jsonb_array_elements(e.data #> '{Paper,Vat}') v) <> (e.data #>> '{Paper,Total,Minor}')::bigint)
            """);
        yield return ("gaps and doubles in the series", $"""
            select string_agg(kind || ' ' || number, ' ') from (
                select n.kind, n.number, row_number() over (partition by n.kind, n.year order by n.number) as place, i.number as issued
                from invoice_numbers n left join invoices i using (organisation_id, kind, year, number) where n.organisation_id = '{shop}') numbers
            where number <> place or issued is null
            """);
        yield return ("articles that were lost or found", $$"""
            with moved as (
                select (l ->> 'Variant')::uuid as variant, sum((l ->> 'Quantity')::int * case when e.type = 'order_delivered' then -1 else 1 end) as by
                from mt_events e, jsonb_array_elements(e.data -> 'Goods') l
                where e.tenant_id = '{{shop}}' and (e.type = 'order_delivered' or e.type = 'order_returned' and (e.data ->> 'WasDelivered')::boolean) group by 1),
            promised as (
                select (l ->> 'Variant')::uuid as variant, sum((l ->> 'Quantity')::int) as by from orders o, jsonb_array_elements(o.lines::jsonb) l
                where o.organisation_id = '{{shop}}' and o.status not in ('Pending', 'Delivered', 'Cancelled') and not o.is_back group by 1)
            select string_agg(v.id::text, ' ') from variants v left join moved m on m.variant = v.id left join promised p on p.variant = v.id
            where v.organisation_id = '{{shop}}' and v.id in ({{string.Join(',', trade.Goods.Select(line => $"'{line.Variant.Value}'"))}})
              and (v.stock <> {{Stocked}} + coalesce(m.by, 0) or v.reserved <> coalesce(p.by, 0))
            """);
    }

    private const string Price = "(case when o.status = 'Cancelled' or o.is_back then 0 else greatest(0, o.total - o.reduced) end)";

    private const string Rates = "cross join lateral (select (e.data #>> '{Paper,Vat,0,Percent}')::numeric as percent from mt_events e where e.type = 'invoice_issued' and e.data #>> '{Paper,ForOrder}' = o.id::text limit 1) r";

    private static string Papers(string column) => $"(select sum(case when i.kind = 'Invoice' then i.{column} else -i.{column} end) from invoices i where i.order_id = o.id)";

    private static string Collected(string where) =>
        $"coalesce((select sum((e.data #>> '{{Collected,Minor}}')::bigint) from order_deliveries d join mt_events e on {where} and e.type = 'parcel_delivered' where d.order_id = o.id), 0)";

    private string Orders(string where, string with = "") => $"select string_agg(o.number, ' ') from orders o {with} where o.organisation_id = '{shop}' and o.number like 'L%' and ({where})";

    /// <summary>What the gateways have in their books, on their side of the wire.</summary>
    private async Task<List<string>> GatewaysAsync()
    {
        var sales = trade.Gateways.SelectMany(gateway => gateway.Till.Of(trade.Merchant)).Where(sale => sale.State is EmulatedState.Paid).ToList();
        var (paid, back) = (sales.Sum(sale => sale.Paid!.Amount), sales.Sum(sale => sale.Paid!.Amount - sale.Left));
        var (received, refunded) = (await AmountAsync("received"), await AmountAsync("refunded"));
        return (paid, back) == (received, refunded) ? [] : [$"the gateways have {paid} and gave {back} back; we have {received} and {refunded}"];
    }

    private async Task<decimal> AmountAsync(string column) =>
        new Money(await NumberAsync($"select coalesce(sum({column}), 0) from payments where organisation_id = '{shop}'"), trade.Currency).Amount;

    private async Task<List<string>> FiguresAsync()
    {
        await Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from mt_events e, figure_runs r where r.generation = live_figures() and (e.tx, e.seq_id) > (r.tx::text::xid8, r.seq)"));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var shown = await app.Get<FigureQueries>().ReadAsync(trade.Shop, new(today.AddDays(-30), today.AddDays(2)), Step.Day, TimeZoneInfo.Utc);

        const string Confirmed = "exists (select from mt_events e where e.stream_id = o.id and e.type = 'order_confirmed') and o.status <> 'Cancelled' and not o.is_back";
        (string What, long Shown, string Sql)[] compared =
        [
            ("sales", shown.Sales.Minor, $"select coalesce(sum(o.total), 0) from orders o where o.organisation_id = '{shop}' and {Confirmed}"),
            ("orders sold", shown.Sold, $"select count(*) from orders o where o.organisation_id = '{shop}' and {Confirmed}"),
            ("delivered", shown.Times(Measure.Delivered), $"select count(*) from orders o where o.organisation_id = '{shop}' and o.status = 'Delivered'"),
        ];
        var wrong = new List<string>();
        foreach (var (what, said, sql) in compared)
            if (await NumberAsync(sql) is var counted && counted != said) wrong.Add($"the dashboard's {what}: {said}, and the orders say {counted}");
        return wrong;
    }

    private async Task<long> NumberAsync(string sql) => long.Parse(await app.TextAsync(sql), CultureInfo.InvariantCulture);
}
