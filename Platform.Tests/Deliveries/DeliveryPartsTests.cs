using System.Globalization;
using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Tests.Orders;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Tests.Deliveries;

/// <summary>What the parts of the deliveries' pages show and ask.</summary>
public sealed class DeliveryPartsTests : BunitContext
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId Awa = new(Guid.CreateVersion7());

    public DeliveryPartsTests()
    {
        Services.AddLocalization().AddSingleton(TimeProvider.System);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.French.Culture();
    }

    [Theory]
    [InlineData(299, "4:59")]
    [InlineData(61, "1:01")]
    [InlineData(-30, "0:00")]
    public void The_time_that_is_left_stands_still_until_the_page_ticks(int seconds, string shown)
    {
        var time = Render<Countdown>(p => p.Add(c => c.Until, Noon.AddSeconds(seconds)).Add(c => c.Now, Noon)).Find("time");
        Assert.Equal((shown, Math.Max(0, seconds).ToString(CultureInfo.InvariantCulture), "timer"), (time.TextContent, time.GetAttribute("data-left"), time.GetAttribute("role")));
    }

    [Fact]
    public void Who_was_asked_stands_in_order_and_only_an_open_question_runs()
    {
        var trail = Render<OfferTrail>(p => p.Add(t => t.Now, Noon).Add(t => t.Offers,
        [
            new(Asked(OfferState.Refused), "Amine"), new(Asked(OfferState.Lost, problem: "not_reachable"), "Badr"), new(Asked(OfferState.Open), "Chafik"),
        ]));
        Assert.Equal(["Amine refuse", "Badr injoignable", "Chafik réfléchit5:00"], trail.FindAll("li").Select(item => string.Join(' ', item.QuerySelectorAll("span").Select(part => part.TextContent)) + item.QuerySelector("time")?.TextContent));
        Assert.Equal(["Le message n’est pas parti : vérifiez le numéro et le canal."], trail.FindAll("li[title]").Select(item => item.GetAttribute("title")));
    }

    [Fact]
    public void Everybody_who_could_drive_is_shown_with_what_speaks_for_them()
    {
        var chosen = new List<CourierId>();
        Ranked[] ranked =
        [
            new(Courier("Blaise", 22), 60, [new(ReasonKind.Quarter, 30), new(ReasonKind.Accepts, 20, 9, 10), new(ReasonKind.Busy, -8, 1)], IsPossible: true),
            new(Courier("Hamid", 35), 0, [new(ReasonKind.ElsewhereZone, 0)], IsPossible: false),
        ];
        var list = Render<RankedList>(p => p.Add(r => r.Couriers, ranked).Add(r => r.OnChoose, (CourierId courier) => chosen.Add(courier)));

        Assert.Equal(["dans le quartier +30", "accepte 9/10 +20", "1 colis en main -8", "hors de sa zone"], list.FindAll(".why li").Select(item => item.TextContent));
        Assert.Equal("hors de sa zone", list.Find("li.out .why li").TextContent);
        list.Find("button[aria-label='Confier à Blaise']").Click();
        Assert.Equal([ranked[0].Courier.Id], chosen);
    }

    [Fact]
    public void Couriers_are_weighed_before_they_are_shown_and_may_be_none()
    {
        Assert.NotEmpty(Render<RankedList>(p => p.Add(r => r.Couriers, null)).FindAll(".skeleton"));
        Assert.Equal("livreurs", Render<RankedList>(p => p.Add(r => r.Couriers, [])).Find("a").GetAttribute("href"));
    }

    [Fact]
    public void A_card_says_where_to_for_how_much_and_who_drives()
    {
        var card = Card(Row(DeliveryStage.OnTheWay), driver: "Blaise", phone: "+212661700101");
        Assert.Equal("Salma Bennani · Maârif, Casablanca", card.Find(".where").TextContent);
        Assert.Equal(("En route", "tel:+212661700101"), (card.Find("h3 .chip").TextContent, card.Find(".driver a").GetAttribute("href")));
        Assert.Contains("1\u202F830,00", card.Find(".due").TextContent, StringComparison.Ordinal);
        Assert.Contains("Payée", Card(Row(DeliveryStage.OnTheWay) with { ToCollect = 0 }).Find(".due").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_nobody_has_asks_what_to_do_and_one_that_failed_says_how_often()
    {
        Assert.Contains("3 sollicités", Card(Row(DeliveryStage.Unclaimed) with { Asked = 3 }).Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("Passage 2 sur 3 · Client absent", Card(Row(DeliveryStage.Failed) with { Attempts = 2, Failure = FailureReason.NobodyThere }).Find(".notice.warn").TextContent);
        Assert.Equal($"livraisons/{Guid.Empty}/preuve", Card(Row(DeliveryStage.Delivered) with { Proof = ProofKind.Photo, ProofFile = "x" }).Find("a[target]").GetAttribute("href"));
    }

    [Fact]
    public void What_the_service_says_stands_beside_our_own_word()
    {
        var card = Card(Row(DeliveryStage.ToPickUp) with { Service = "glovo", Reference = "GV1", Raw = "WAITING_FOR_PICKUP", ServiceFee = 2850, ServiceCourier = "Brahim" }, driver: "Glovo");
        Assert.Equal(("À récupérer", "WAITING_FOR_PICKUP"), (card.Find("h3 .chip").TextContent, card.Find(".service code").TextContent));
        Assert.Contains("Brahim", card.Find(".driver").TextContent, StringComparison.Ordinal);
        Assert.Contains("28,50", card.Find(".service").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_a_service_does_not_come_is_said_with_where_to_put_it_right()
    {
        var card = Card(Row(DeliveryStage.Unclaimed) with { Declined = "sendit", Problem = "city_unmapped" });
        Assert.Contains("Sendit : sa liste de villes n’est pas encore reliée", card.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("reglages/transporteurs", card.Find(".notice.bad a").GetAttribute("href"));
        Assert.Equal("On demande à Glovo…", Card(Row(DeliveryStage.Searching) with { Sought = "glovo" }).Find(".notice[role=status]").TextContent);
    }

    [Fact]
    public void A_service_is_asked_with_one_tap_and_pressing_twice_asks_once()
    {
        var asked = new List<DeliveryCommand>();
        var actions = Actions(Row(DeliveryStage.Unclaimed), asked, "glovo", "sendit");
        foreach (var _ in Enumerable.Range(0, 2)) actions.FindAll("button").First(button => button.TextContent == "Confier à Glovo").Click();

        Assert.Equal(2, asked.Count);
        Assert.Equal(("glovo", Awa), (((AskService)asked[0]).Service, ((AskService)asked[0]).By));
        Assert.Equal(asked[0], asked[1]);
    }

    [Fact]
    public void While_a_service_answers_nothing_else_is_offered_and_one_that_has_it_is_called_back_first()
    {
        Assert.Equal(["Annuler la livraison"], Texts(Actions(Row(DeliveryStage.Searching) with { Sought = "glovo" }, [], "glovo")));
        Assert.Equal(["Colis récupéré", "Décommander", "Annuler la livraison"], Texts(Actions(Row(DeliveryStage.Assigned) with { Service = "glovo" }, [], "glovo")));
        Assert.Contains("Changer de livreur", Texts(Actions(Row(DeliveryStage.Assigned) with { Courier = Guid.NewGuid() }, [], "glovo")));
    }

    private static IEnumerable<string> Texts(IRenderedComponent<DeliveryActions> actions) => actions.FindAll("button:not(dialog button)").Select(button => button.TextContent.Trim());

    private IRenderedComponent<DeliveryActions> Actions(DeliveryRow row, List<DeliveryCommand> asked, params string[] services) => Render<DeliveryActions>(p => p
        .Add(a => a.View, new DeliveryView(row, null, [], null, null, Noon)).Add(a => a.Me, Awa).Add(a => a.Services, services).Add(a => a.OnDo, (DeliveryCommand command) => asked.Add(command)));

    private IRenderedComponent<DeliveryCard> Card(DeliveryRow row, string? driver = null, string? phone = null) =>
        Render<DeliveryCard>(p => p.Add(c => c.View, new DeliveryView(row, Rows.Of(OrderStatus.Confirmed), [], driver, phone, Noon)));

    private static OfferRow Asked(OfferState state, string? problem = null) =>
        new(Guid.Empty, Guid.CreateVersion7(), Guid.Empty, Guid.CreateVersion7(), ContactWay.WhatsApp, Noon.AddMinutes(5), state, JsonSerializer.Serialize<Reason[]>([], FactTypes.Json), problem, Noon, null);

    private static Courier Courier(string name, int fee) =>
        new(new(Guid.CreateVersion7()), name, default, Language.French, Vehicle.Motorbike, ContactWay.WhatsApp, Money.Of(fee, Currency.MAD), [], [], IsActive: true);

    private static DeliveryRow Row(DeliveryStage stage) => new(
        Guid.Empty, Guid.Empty, Guid.CreateVersion7(), "CMD-1001", Guid.CreateVersion7(), null, "Casablanca", null, null, null, 183_000, Currency.MAD, "1234", stage, null, null, null, null, null, null, 0, 0,
        null, null, null, null, null, null, IsReady: false, HasLeftShop: false, Noon, Noon, null);
}
