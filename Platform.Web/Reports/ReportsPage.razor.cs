using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Catalogue;
using Platform.Web.Conversations;
using Platform.Web.Reports.Charts;
using Platform.Web.Shared;

namespace Platform.Web.Reports;

/// <summary>The dashboard: how the shop did in a period and against the one before.</summary>
public sealed partial class ReportsPage
{
    private const int BestShown = 5;

    /// <summary>The counts are a second behind the facts, so they are read a little after what rang.</summary>
    private static readonly string[] AlsoCounted = [nameof(Platform.Domain.Conversations.Conversation)];
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(2);

    private Period period = new(default, default);
    private int? usual;
    private Figures? now, before;
    private int unanswered;
    private IReadOnlyList<ChartStep> steps = [];
    private ChartSeries sales = new("", [], ""), salesBefore = new("", [], "");
    private IReadOnlyList<ChartSeries> replies = [], deliveries = [];
    private IReadOnlyList<ProductSold> best = [];
    private IReadOnlyDictionary<Guid, string> titles = new Dictionary<Guid, string>();

    [Inject] public required FigureQueries Queries { get; init; }
    [Inject] public required InboxQueries Inbox { get; init; }
    [Inject] public required CatalogueQueries Catalogue { get; init; }
    [Inject] public required TimeProvider Clock { get; init; }
    [Inject] public required IStringLocalizer<Texts> Texts { get; init; }
    [Inject] public required IStringLocalizer<Platform.Web.Shared.Texts> Words { get; init; }

    [CascadingParameter] public required Actor Actor { get; set; }
    [CascadingParameter] public required TimeZoneInfo Zone { get; set; }
    [SupplyParameterFromQuery(Name = "jours")] public int? LastDays { get; set; }
    [SupplyParameterFromQuery(Name = "du")] public string? From { get; set; }
    [SupplyParameterFromQuery(Name = "au")] public string? To { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        period = Period.Read(LastDays, From, To, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Zone).DateTime));
        usual = From is null ? period.Days : null;
        await LoadAsync();
    }

    private async Task FollowAsync()
    {
        await Task.Delay(Breath, Clock);
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var shown = period;
        var (counted, counts) = (await Queries.ReadAsync(Actor.Organisation, shown, shown.Step, Zone), await Inbox.CountsAsync(Actor.Organisation, Actor.Id));
        var past = await Queries.ReadAsync(Actor.Organisation, shown.Before, shown.Step, Zone);
        var sold = counted.Best(BestShown);
        var names = await Catalogue.TitlesAsync(Actor.Organisation, [.. sold.Select(product => product.Product)]);
        if (shown != period) return;

        (now, before, unanswered, best, titles) = (counted, past, counts[InboxFilter.Waiting], sold, names);
        Draw(counted, past);
    }

    private void Draw(Figures counted, Figures past)
    {
        var (moments, earlier, currency) = (period.Steps(), period.Before.Steps(), counted.Sales.Currency.ToString());
        steps = [.. moments.Select(at => new ChartStep(at.ToString(period.Step is Step.Hour ? "t" : "D", CultureInfo.CurrentCulture), at.ToString(period.Step is Step.Hour ? "HH" : "d MMM", CultureInfo.CurrentCulture)))];
        sales = new(Texts["Now"], counted.AmountsBy(moments, Measure.Sales, currency), "primary");
        salesBefore = new(Texts["Before"], [.. past.AmountsBy(earlier, Measure.Sales, currency).Concat(Enumerable.Repeat(0L, moments.Count)).Take(moments.Count)], "muted");
        replies =
        [
            new(Texts["ByAssistant"], counted.TimesBy(moments, Measure.Replies, ChatTrace.Assistant), "ai"),
            new(Texts["ByPeople"], counted.TimesBy(moments, Measure.Replies, ChatTrace.Person), "primary"),
        ];
        deliveries =
        [
            new(Texts["Delivered"], counted.TimesBy(moments, Measure.Delivered), "primary"),
            new(Texts["Failed"], counted.TimesBy(moments, Measure.Failed), "bad"),
        ];
    }

    private string Unanswered => unanswered > 99 ? "99+" : Number(unanswered);

    private string? SalesDetail(Figures figures) => figures.OtherSales is [] ? Texts["SalesDetail", figures.Sold] : string.Join(" + ", figures.OtherSales.Select(MoneyText.Within));

    private string SayMoney(long minor) => MoneyText.Format(new Money(minor, now?.Sales.Currency ?? default));

    private static string SayCount(long count) => Number(count);

    private string HrefOf(Measure measure) => ListOf(Enum.Parse<FigureList>(measure.ToString()));

    private string ListOf(FigureList list) =>
        string.Create(CultureInfo.InvariantCulture, $"rapports/liste?quoi={list.ToString().ToLowerInvariant()}&du={period.From:yyyy-MM-dd}&au={period.To:yyyy-MM-dd}");

    private string? Said(TimeSpan? span) => span is { } known ? Moments.Span(known, Words) : null;

    private static string Days(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    private static string Number(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private static string? Percent(Share share) => share.Percent is { } percent ? $"{percent.ToString("0.#", CultureInfo.CurrentCulture)}\u00A0%" : null;

    private static Growth? Compared(Share here, Share then) => Growth.Of(here.Percent, then.Percent, Percent(then), then.Whole);

    private Growth? Compared(TimeSpan? here, TimeSpan? then, long things) => Growth.Of((decimal?)here?.TotalSeconds, (decimal?)then?.TotalSeconds, Said(then), things);
}
