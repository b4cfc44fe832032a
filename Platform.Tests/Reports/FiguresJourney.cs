using System.Text.RegularExpressions;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Reports;

/// <summary>Yasmine watches the day grow, follows a figure to what it counts, and says how she wants to hear of it.</summary>
public sealed class FiguresJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    [Theory]
    [InlineData(false, "CMD-J1")]
    [InlineData(true, "CMD-J2")]
    public async Task An_order_moves_the_figures_and_each_figure_leads_to_what_it_counts(bool onPhone, string number)
    {
        await using var yasmine = await browser.OpenAsync(app.Address, onPhone ? Browser.Phone : Browser.Desktop);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/rapports?jours=1");
        var placed = yasmine.Page.Locator(".figure", new() { HasText = "Commandes passées" });
        await Expect(placed).ToBeVisibleAsync();
        var before = int.Parse(Regex.Replace(await placed.Locator("strong").InnerTextAsync(), @"\D", ""), provider: null);

        await OrderAsync(number);

        await Expect(placed.Locator("strong")).ToHaveTextAsync($"{before + 1}");
        await placed.ClickAsync();
        await Expect(yasmine.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = number })).ToBeVisibleAsync();
        await yasmine.AssertAccessibleAsync();
        await yasmine.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(yasmine.Page).ToHaveURLAsync(new Regex("/commandes/"));
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task A_rating_moves_the_satisfaction_which_opens_the_ratings()
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync("/rapports?jours=1");
        var satisfied = yasmine.Page.Locator(".figure", new() { HasText = "Clients satisfaits" });
        await Expect(satisfied).ToContainTextAsync("Objectif > 85");

        await RateAsync("Hajar Idrissi", stars: 5);

        await Expect(satisfied.Locator("strong")).ToHaveTextAsync(new Regex("100"), new() { Timeout = 20_000 });
        await satisfied.ClickAsync();
        var line = yasmine.Page.GetByRole(Microsoft.Playwright.AriaRole.Row, new() { Name = "Hajar Idrissi" });
        await Expect(line.GetByRole(Microsoft.Playwright.AriaRole.Img, new() { Name = "5 sur 5" })).ToBeVisibleAsync();
        await yasmine.AssertAccessibleAsync();
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task What_a_person_chooses_to_hear_of_is_still_chosen_tomorrow()
    {
        await using var awa = await browser.OpenAsync(app.Address, Browser.Phone);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/reglages/notifications");
        await awa.Page.GetByLabel("Nouvelle commande : WhatsApp").CheckAsync();
        await awa.Page.GetByLabel("Votre numéro WhatsApp").FillAsync("0661 00 09 88");
        await awa.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(awa.Page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("C’est enregistré");

        await OrderAsync("CMD-J3");
        await Eventually.EqualAsync("1", () => app.TextAsync("select count(*) from thread t join contact_addresses a on a.conversation_id = t.conversation and a.address = '+212661000988' where t.text like '%CMD-J3%'"));

        await awa.Page.ReloadAsync();
        await Expect(awa.Page.GetByLabel("Nouvelle commande : WhatsApp")).ToBeCheckedAsync();
        await Expect(awa.Page.GetByLabel("Votre numéro WhatsApp")).ToHaveValueAsync("+212661000988");
        await awa.AssertAccessibleAsync();
        awa.AssertNoErrors();
    }

    private async Task RateAsync(string name, int stars)
    {
        var (chat, salma, awa) = (new ConversationId(Guid.CreateVersion7()), new ContactId(Guid.CreateVersion7()), new Actor(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7()));
        var pressed = Satisfaction.Choices.Single(choice => Satisfaction.ScoreOf(choice) == stars);
        await app.Get<Streams>().HandleAsync(chat, Heard("Merci", MessageKind.Text, null), Actor.Customer(Shop));
        await app.Get<Streams>().HandleAsync(chat, new CloseConversation(), awa);
        await app.Get<Streams>().HandleAsync(chat, new AskSatisfaction(new(Guid.CreateVersion7()), new(salma.Value, "Alors ?"), null), Actor.System(Shop));
        await app.Get<Streams>().HandleAsync(chat, Heard(pressed.Title, MessageKind.Button, new() { Pressed = pressed }), Actor.Customer(Shop));

        ReceiveMessage Heard(string text, MessageKind kind, Brought? brought) => new(
            new(Guid.CreateVersion7()), $"wamid.{Guid.CreateVersion7():N}", salma, DemoShop.Channel, kind, new(salma.Value, text), DateTimeOffset.UtcNow, new(salma.Value, name), Brought: brought);
    }

    private async Task OrderAsync(string number)
    {
        var salma = new ContactId(Guid.CreateVersion7());
        var line = new OrderLine(new ProductId(Guid.CreateVersion7()), new VariantId(Guid.CreateVersion7()), "Samba OG", "38", null, null, 1, new(94900, Currency.MAD));
        var placed = await app.Get<Streams>().HandleAsync(
            new OrderId(Guid.CreateVersion7()),
            new PlaceOrder(number, salma, OrderSource.Hand, null, [line], new(0, Currency.MAD), new(0, Currency.MAD), new(new(salma.Value, "Salma"), null, "Rabat", null, null, null, null), null, IsAccepted: false),
            new Actor(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7()));
        Assert.Null(placed.Refusal);
    }
}
