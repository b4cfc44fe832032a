using Platform.Domain.Common;

namespace Platform.Web.Reports;

/// <summary>A sum of counts within one step of a period.</summary>
public sealed record FigureRow(DateTime At, Measure Measure, string Key, long Times, long Amount);

/// <summary>What happened in a period, and what it means: shares and means are computed here and nowhere else.</summary>
public sealed class Figures(Currency currency, IReadOnlyList<FigureRow> rows)
{
    public static readonly Share ConversionAim = new(15, 100), DeliveryAim = new(95, 100), SatisfactionAim = new(85, 100);
    public static readonly TimeSpan AnswerAim = TimeSpan.FromMinutes(10);

    public Money Sales => new(Amount(Measure.Sales, currency.ToString()), currency);
    public long Sold => Times(Measure.Sales, currency.ToString());

    /// <summary>In whatever other currencies there were.</summary>
    public IReadOnlyList<Money> OtherSales =>
    [
        .. rows.Where(row => row.Measure is Measure.Sales && row.Key != currency.ToString()).GroupBy(row => row.Key)
            .Select(of => new Money(of.Sum(row => row.Amount), Enum.Parse<Currency>(of.Key))).Where(money => money.Minor != 0),
    ];

    public long Orders => Times(Measure.Orders);
    public long Chats => Times(Measure.Chats);
    public long Replies => Times(Measure.Replies);

    /// <summary>Of the chats that began, how many brought an order.</summary>
    public Share Conversion => new(Times(Measure.ChatsOrdered), Chats);

    public Share Assistant => new(Times(Measure.Replies, ChatTrace.Assistant), Replies);
    public Share Resolved => new(Times(Measure.Resolved), Times(Measure.Assisted));
    public Share AssistantConversion => new(Times(Measure.AssistedOrdered), Times(Measure.Assisted));
    public Share InTime => new(Waits.InTime.Sum(step => Times(Measure.Answers, step)), Times(Measure.Answers));

    /// <summary>Four stars or five, of all who were asked and answered.</summary>
    public Share Satisfaction => new(Times(Measure.Ratings, "4") + Times(Measure.Ratings, "5"), Times(Measure.Ratings));

    /// <summary>Stars, on average.</summary>
    public decimal? Stars => Times(Measure.Ratings) is > 0 and var ratings ? (decimal)Amount(Measure.Ratings) / ratings : null;

    public TimeSpan? Answer => Mean(Measure.Answers);
    public TimeSpan? Delivery => Mean(Measure.Delivered);

    public Share Success => new(Times(Measure.Delivered), Times(Measure.Delivered) + Times(Measure.Failed));

    public IReadOnlyList<FunnelStep> Funnel =>
    [
        .. new[] { Measure.Chats, Measure.ChatsOrdered, Measure.ChatsConfirmed, Measure.ChatsDelivered }
            .Select(measure => new FunnelStep(measure, Times(measure), Times(measure, ChatTrace.Advert))),
    ];

    public IReadOnlyList<ProductSold> Best(int most) =>
    [
        .. rows.Where(row => row.Measure is Measure.Products && row.Key.StartsWith($"{currency} ", StringComparison.Ordinal)).GroupBy(row => row.Key)
            .Select(of => new ProductSold(Guid.Parse(of.Key.AsSpan(of.Key.IndexOf(' ', StringComparison.Ordinal) + 1)), of.Sum(row => row.Times), new Money(of.Sum(row => row.Amount), currency)))
            .Where(product => product.Pieces > 0)
            .OrderByDescending(product => product.Worth.Minor).ThenBy(product => product.Product).Take(most),
    ];

    /// <summary>One value for each step, noughts included.</summary>
    public IReadOnlyList<long> AmountsBy(IReadOnlyList<DateTime> steps, Measure measure, string key) => By(steps, measure, key, row => row.Amount);

    public IReadOnlyList<long> TimesBy(IReadOnlyList<DateTime> steps, Measure measure, string? key = null) => By(steps, measure, key, row => row.Times);

    public long Times(Measure measure, string? key = null) => Of(measure, key).Sum(row => row.Times);

    private long Amount(Measure measure, string? key = null) => Of(measure, key).Sum(row => row.Amount);

    private TimeSpan? Mean(Measure measure) => Times(measure) is > 0 and var times ? TimeSpan.FromMilliseconds(Amount(measure) / times) : null;

    private long[] By(IReadOnlyList<DateTime> steps, Measure measure, string? key, Func<FigureRow, long> value)
    {
        var sums = Of(measure, key).GroupBy(row => row.At).ToDictionary(at => at.Key, at => at.Sum(value));
        return [.. steps.Select(step => sums.GetValueOrDefault(step))];
    }

    private IEnumerable<FigureRow> Of(Measure measure, string? key) => rows.Where(row => row.Measure == measure && (key is null || row.Key == key));
}

/// <summary>Some of a whole. Of nothing there is no share.</summary>
public readonly record struct Share(long Part, long Whole)
{
    public decimal? Percent => Whole == 0 ? null : 100m * Part / Whole;
}

/// <param name="FromAdverts">How many of these an advert brought.</param>
public sealed record FunnelStep(Measure Measure, long Chats, long FromAdverts);

public sealed record ProductSold(Guid Product, long Pieces, Money Worth);
