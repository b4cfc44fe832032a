using System.Globalization;
using Platform.Domain.Common;
using Platform.Web.Reports;

namespace Platform.Tests.Reports;

/// <summary>The figures agree with the facts to the last unit: as they are kept, counted afresh, and by plain SQL.</summary>
public sealed class FigureTests(Database database) : IClassFixture<Database>, IAsyncLifetime, IDisposable
{
    private const string Shown = """
        select md5(string_agg(concat_ws('|', organisation_id, hour at time zone 'UTC', measure, key, times, amount), ',' order by organisation_id, hour, measure, key))
        from figure_hours where generation = live_figures() and (times, amount) <> (0, 0)
        """;

    private static readonly Period March = new(new(2026, 2, 28), new(2026, 4, 30));

    private readonly BusyMonth shop = new(database, seed: 7);

    public async Task InitializeAsync()
    {
        await shop.OpenAsync();
        await shop.LiveAsync(events: 700);
    }

    [Fact]
    public async Task Each_day_says_what_plain_SQL_says()
    {
        var figures = await shop.Queries.ReadAsync(shop.Organisation, March, Step.Day, BusyMonth.Casablanca);
        var days = Enumerable.Range(0, March.Days).Select(n => March.From.AddDays(n).ToDateTime(default)).ToList();

        Assert.Equal(await SqlAsync("sum(o.total)", "confirmed.at", Sold), Said(days, figures.AmountsBy(days, Measure.Sales, "MAD")));
        Assert.Equal(await SqlAsync("count(*)", "o.placed_at", "true"), Said(days, figures.TimesBy(days, Measure.Orders)));
        Assert.Equal(await SqlAsync("count(*)", "delivered.at", "o.status = 'Delivered'"), Said(days, figures.TimesBy(days, Measure.Delivered)));
        Assert.Equal(await SqlAsync("count(*)", "failed.at", "failed.at is not null and delivered.at is null"), Said(days, figures.TimesBy(days, Measure.Failed)));
        Assert.True(figures.Sales.Minor > 0 && figures.Success is { Part: > 5 } && figures.Success.Whole > figures.Success.Part && figures.Resolved is { Part: > 0 } && figures.InTime is { Part: > 0 }, "the lots were too poor to tell anything");
    }

    [Fact]
    public async Task The_funnel_and_the_replies_say_what_plain_SQL_says()
    {
        var figures = await shop.Queries.ReadAsync(shop.Organisation, March, Step.Day, BusyMonth.Casablanca);

        Assert.Equal(await CountAsync($"select count(distinct stream_id) from mt_events where tenant_id = '{shop.Organisation}' and type = 'message_received'"), figures.Chats);
        Assert.Equal(await CountAsync($"select count(distinct stream_id) from mt_events where tenant_id = '{shop.Organisation}' and type = 'message_received' and data #>> '{{Brought,Advert,Id}}' = '1'"), figures.Funnel[0].FromAdverts);
        Assert.Equal(await CountAsync($"select count(distinct conversation) from orders where organisation_id = '{shop.Organisation.Value}' and conversation is not null"), figures.Conversion.Part);
        Assert.Equal(await CountAsync($"select count(*) from mt_events where tenant_id = '{shop.Organisation}' and type = 'reply_queued' and data #>> '{{Brought,Offers,0,Id}}' is null"), figures.Replies);
        Assert.Equal(await CountAsync($"select count(*) from mt_events where tenant_id = '{shop.Organisation}' and type = 'satisfaction_rated' and (data ->> 'Score')::int >= 4"), figures.Satisfaction.Part);
        Assert.True(figures.Satisfaction is { Part: > 0 } && figures.Satisfaction.Whole > figures.Satisfaction.Part, "the lots asked nobody");
        Assert.Equal(await CountAsync($"select count(*) from mt_events where tenant_id = '{shop.Organisation}' and type = 'reply_queued' and data ->> 'Author' = 'Assistant'"), figures.Assistant.Part);
        Assert.True(figures.Funnel.Zip(figures.Funnel.Skip(1)).All(pair => pair.First.Chats >= pair.Second.Chats), "a step is wider than the one before");
    }

    [Fact]
    public async Task What_sold_best_is_what_the_orders_hold()
    {
        var figures = await shop.Queries.ReadAsync(shop.Organisation, March, Step.Week, BusyMonth.Casablanca);

        foreach (var sold in figures.Best(10))
        {
            var pieces = await CountAsync($"""
                select sum((line ->> 'Quantity')::bigint) from orders o {Joined}, jsonb_array_elements(o.lines::jsonb) line
                where o.organisation_id = '{shop.Organisation.Value}' and {Sold} and line ->> 'Product' = '{sold.Product}'
                """);
            Assert.Equal(pieces, sold.Pieces);
        }
    }

    [Fact]
    public async Task Counted_afresh_they_are_the_same_to_the_last_unit()
    {
        var before = await database.TextAsync(Shown);

        await shop.Runs.BeginAsync(CancellationToken.None);
        await shop.Runs.BeginAsync(CancellationToken.None);
        await shop.CatchUpAsync();
        await shop.CatchUpAsync();

        Assert.Equal(0, Assert.Single(await shop.Runs.ListAsync(CancellationToken.None)).Differences);
        Assert.Equal(before, await database.TextAsync(Shown));
        Assert.Equal("0", await database.TextAsync("select count(*) from figure_hours where generation < live_figures()"));
    }

    [Fact]
    public async Task Counting_afresh_mends_what_was_damaged_and_says_how_much_it_was()
    {
        var before = await database.TextAsync(Shown);
        await database.ExecuteAsync($"update figure_hours set amount = amount + 1 where (organisation_id, hour) in (select organisation_id, hour from figure_hours where organisation_id = '{shop.Organisation.Value}' and measure = 'Sales' limit 1) and measure = 'Sales'");
        Assert.NotEqual(before, await database.TextAsync(Shown));

        await shop.Runs.BeginAsync(CancellationToken.None);
        await shop.CatchUpAsync();

        Assert.Equal(1, (await shop.Runs.ListAsync(CancellationToken.None))[^1].Differences);
        Assert.Equal(before, await database.TextAsync(Shown));
    }

    [Fact]
    public async Task The_list_behind_a_figure_is_as_long_as_the_figure()
    {
        var figures = await shop.Queries.ReadAsync(shop.Organisation, March, Step.Day, BusyMonth.Casablanca);

        Assert.Equal(figures.Sales.Minor, (await AllAsync(FigureList.Sales)).Sum(row => row.Worth!.Value.Minor));
        Assert.Equal(figures.Orders, (await AllAsync(FigureList.Orders)).Count);
        Assert.Equal(figures.Chats, (await AllAsync(FigureList.Chats)).Count);
        Assert.Equal(figures.Assistant.Part, (await AllAsync(FigureList.Replied)).Count);
        Assert.Equal(figures.AssistantConversion, new Share((await AllAsync(FigureList.AssistedOrdered)).Count, (await AllAsync(FigureList.Assisted)).Count));
        Assert.Equal(figures.Resolved.Part, (await AllAsync(FigureList.Resolved)).Count);
        Assert.Equal(figures.Funnel[0].FromAdverts, (await AllAsync(FigureList.Adverts)).Count);
        Assert.Equal(figures.Funnel[2].Chats, (await AllAsync(FigureList.ChatsConfirmed)).Count);
        Assert.Equal(figures.Success.Part, (await AllAsync(FigureList.Delivered)).Count);
        Assert.Equal(figures.Success.Whole, (await AllAsync(FigureList.Attempted)).Count);
        Assert.Equal(figures.Times(Measure.Answers), (await AllAsync(FigureList.Answers)).Count);
        Assert.Equal(figures.InTime.Part, (await AllAsync(FigureList.Answers)).Count(row => row.Waited <= TimeSpan.FromMinutes(10)));
        Assert.Equal(figures.Satisfaction, new Share((await AllAsync(FigureList.Ratings)).Count(row => row.Stars >= 4), (await AllAsync(FigureList.Ratings)).Count));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => shop.Dispose();

    private const string Sold = "confirmed.at is not null and o.status <> 'Cancelled' and not o.is_back";

    private const string Joined = """
        left join lateral (select timestamp as at from mt_events e where e.stream_id = o.id and e.type = 'order_confirmed') confirmed on true
        left join lateral (select timestamp as at from mt_events e where e.stream_id = o.id and e.type = 'order_delivered') delivered on true
        left join lateral (select max(timestamp) as at from mt_events e where e.stream_id = o.id and e.type = 'order_failed') failed on true
        """;

    /// <summary>Day by day in Casablanca, the empty ones left out.</summary>
    private Task<string> SqlAsync(string what, string when, string which) => database.TextAsync($"""
        select string_agg(day || '=' || value, ' ' order by day) from (
            select ({when} at time zone 'Africa/Casablanca')::date as day, {what} as value from orders o {Joined}
            where o.organisation_id = '{shop.Organisation.Value}' and {which} group by 1) days where value <> 0
        """);

    private async Task<long> CountAsync(string sql) => long.Parse(await database.TextAsync(sql), CultureInfo.InvariantCulture);

    private static string Said(IEnumerable<DateTime> days, IEnumerable<long> values) =>
        string.Join(' ', days.Zip(values).Where(day => day.Second != 0).Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.First:yyyy-MM-dd}={day.Second}")));

    private async Task<List<FigureQueries.Behind>> AllAsync(FigureList list)
    {
        var rows = new List<FigureQueries.Behind>();
        for (var page = await PageAsync(); page.Count > 0; page = await PageAsync()) rows.AddRange(page);
        return rows;

        Task<List<FigureQueries.Behind>> PageAsync() => shop.Queries.BehindAsync(shop.Organisation, list, March, BusyMonth.Casablanca, rows.LastOrDefault());
    }
}
