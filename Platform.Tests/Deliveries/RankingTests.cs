using Platform.Domain.Common;
using Platform.Domain.Deliveries;

namespace Platform.Tests.Deliveries;

public sealed class RankingTests
{
    private static readonly DateTime MondayNoon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Unspecified);
    private static readonly Trip ToMaarif = new("Casablanca", "Maârif", MondayNoon, Money.Of(500, Currency.MAD));

    [Fact]
    public void The_quarter_counts_more_than_the_city_and_the_city_more_than_everywhere() => Assert.Equal(
        ["quartier", "ville", "partout"],
        Names(ToMaarif, (Courier("partout"), New), (Courier("ville", "casablanca"), New), (Courier("quartier", "maarif"), New)));

    [Fact]
    public void Whoever_accepts_and_is_on_time_comes_first() => Assert.Equal(
        ["sûr", "nouveau", "hésitant"],
        Names(ToMaarif,
            (Courier("hésitant"), New with { Answered = 10, Accepted = 2, Delivered = 2, Late = 2 }),
            (Courier("nouveau"), New),
            (Courier("sûr"), New with { Answered = 10, Accepted = 10, Delivered = 10 })));

    [Fact]
    public void Full_hands_and_full_pockets_weigh()
    {
        Assert.Equal(["libre", "chargé"], Names(ToMaarif, (Courier("chargé"), New with { Carrying = 2 }), (Courier("libre"), New)));
        Assert.Equal(["libre", "riche"], Names(ToMaarif, (Courier("riche"), New with { Holding = Money.Of(2500, Currency.MAD) }), (Courier("libre"), New)));
        Assert.DoesNotContain(ReasonKind.CashInHand, Only(ToMaarif with { ToCollect = new(0, Currency.MAD) }, Courier("riche"), New with { Holding = Money.Of(2500, Currency.MAD) }).Why.Select(r => r.Kind));
    }

    [Theory]
    [InlineData(ReasonKind.Paused)]
    [InlineData(ReasonKind.ElsewhereZone)]
    [InlineData(ReasonKind.OffDuty)]
    public void Whoever_cannot_is_last_and_says_why(ReasonKind why)
    {
        var cannot = why switch
        {
            ReasonKind.Paused => Courier("absent") with { IsActive = false },
            ReasonKind.ElsewhereZone => Courier("absent", "Rabat"),
            _ => Courier("absent") with { Week = [new(DayOfWeek.Tuesday, new(8, 0), new(18, 0))] },
        };
        var ranked = Ranking.Of(ToMaarif, [(cannot, New), (Courier("présent"), New with { Answered = 9 })]);
        Assert.Equal("présent", ranked[0].Courier.Name);
        Assert.False(ranked[1].IsPossible);
        Assert.Equal(why, Assert.Single(ranked[1].Why).Kind);
    }

    [Fact]
    public void The_points_are_the_sum_of_the_reasons() =>
        Assert.All(Ranking.Of(ToMaarif, [(Courier("a"), New), (Courier("b", "Casablanca"), New with { Carrying = 9, Answered = 3 })]), ranked => Assert.Equal(ranked.Points, ranked.Why.Sum(reason => reason.Points)));

    [Fact]
    public void The_order_does_not_depend_on_how_they_are_listed()
    {
        (Courier, CourierRecord)[] some = [.. Enumerable.Range(0, 6).Select(i => (Courier($"c{i}") with { Id = new(new Guid(i, 0, 0, new byte[8])) }, New))];
        Assert.Equal(Ranking.Of(ToMaarif, some).Select(r => r.Courier.Id), Ranking.Of(ToMaarif, some.Reverse()).Select(r => r.Courier.Id));
    }

    [Theory]
    [InlineData(2, 23, true)]
    [InlineData(3, 2, true)]
    [InlineData(3, 7, false)]
    [InlineData(2, 2, false)]
    public void A_night_shift_ends_on_the_next_morning(int day, int hour, bool isAtWork) =>
        Assert.Equal(isAtWork, (Courier("nuit") with { Week = [new(DayOfWeek.Monday, new(22, 0), new(6, 0))] }).IsAtWork(new DateTime(2026, 3, day, hour, 0, 0, DateTimeKind.Unspecified)));

    private static CourierRecord New => CourierRecord.New(Currency.MAD);

    private static IEnumerable<string> Names(Trip trip, params (Courier, CourierRecord)[] couriers) => Ranking.Of(trip, couriers).Select(ranked => ranked.Courier.Name);

    private static Ranked Only(Trip trip, Courier courier, CourierRecord record) => Assert.Single(Ranking.Of(trip, [(courier, record)]));

    private static Courier Courier(string name, params string[] zones) => new(
        new(Guid.CreateVersion7()), name, PhoneNumber.TryParse("+212600000001", null, out var phone) ? phone.Value : default, Language.French,
        Vehicle.Motorbike, ContactWay.WhatsApp, Money.Of(25, Currency.MAD), [.. zones], [], IsActive: true);
}
