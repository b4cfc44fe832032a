using Microsoft.Playwright;
using Platform.Web.Identity;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Journeys;

/// <summary>The database is away for a moment while somebody saves: they read so beside what they typed, and press once more.</summary>
public sealed class AwayJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Theory]
    [InlineData("alertes")]
    [InlineData("livraison")]
    [InlineData("relances")]
    public async Task What_cannot_be_saved_now_is_said_in_sight_and_saved_by_the_next_press(string settings)
    {
        await using var yasmine = await browser.OpenAsync(app.Address);
        await yasmine.SignInAsync("owner@relais.demo");
        await yasmine.Page.GotoAsync($"/reglages/{settings}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var save = yasmine.Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).First;
        await save.ScrollIntoViewIfNeededAsync();

        await using (await Server.TakeAwayAsync(app.Owner))
        {
            await save.ClickAsync();
            await Expect(yasmine.Page.GetByText("Rien n’est perdu")).ToBeInViewportAsync();
        }

        await save.ClickAsync();
        await Expect(yasmine.Page.GetByText("Enregistré", new() { Exact = false }).First).ToBeInViewportAsync();
        await Expect(yasmine.Page.GetByText("Rien n’est perdu")).ToHaveCountAsync(0);
        yasmine.AssertNoErrors();
    }

    [Fact]
    public async Task A_tick_that_was_not_saved_does_not_stand_and_the_next_one_does()
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        await awa.Page.GotoAsync("/reglages/notifications", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var tick = awa.Page.GetByLabel("Nouvelle commande : WhatsApp");
        await Expect(tick).Not.ToBeCheckedAsync();

        await using (await Server.TakeAwayAsync(app.Owner))
        {
            await tick.ClickAsync();
            await Expect(awa.Page.GetByText("Rien n’est perdu")).ToBeInViewportAsync();
            await Expect(tick).Not.ToBeCheckedAsync();
        }

        await tick.ClickAsync();
        await Expect(awa.Page.GetByText("C’est enregistré")).ToBeInViewportAsync();
        await Expect(awa.Page.GetByText("Rien n’est perdu")).ToHaveCountAsync(0);
        await awa.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(tick).ToBeCheckedAsync();
        awa.AssertNoErrors();
    }

    [Fact]
    public async Task Parked_work_that_could_not_be_let_go_is_still_there_to_be_let_go()
    {
        var work = await app.TextAsync("insert into todo (reaction, stream, version, parked_at) values ('read_delivery', gen_random_uuid(), 0, now()) returning stream");
        await using var ines = await browser.OpenAsync(app.Address);
        await ines.SignInAsync("staff@relais.demo");
        await ines.Page.GotoAsync("/operations", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var row = ines.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = work });

        await using (await Server.TakeAwayAsync(app.Owner))
        {
            await row.GetByRole(AriaRole.Button, new() { Name = "Réessayer", Exact = true }).ClickAsync();
            await Expect(ines.Page.GetByText("Rien n’est perdu")).ToBeInViewportAsync();
            await Expect(row).ToBeVisibleAsync();
        }

        await row.GetByRole(AriaRole.Button, new() { Name = "Abandonner", Exact = true }).ClickAsync();
        await ines.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Abandonner", Exact = true }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(ines.Page.GetByText("Rien n’est perdu")).ToHaveCountAsync(0);
        Assert.Equal("WorkSkipped", await app.TextAsync($"select string_agg(kind, ', ') from audit where about like '%{work}'"));
        ines.AssertNoErrors();
    }

    [Fact]
    public async Task A_note_that_could_not_be_kept_comes_back_into_its_field()
    {
        var contact = await app.TextAsync($"select contact from inbox where organisation_id = '{DemoPeople.AtlasSneakers.Value}' limit 1");
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("owner@relais.demo");
        await awa.Page.GotoAsync($"/contacts/{contact}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var note = awa.Page.GetByPlaceholder("Écrire une note pour l’équipe");
        await note.FillAsync("Sonne deux fois");

        await using (await Server.TakeAwayAsync(app.Owner))
        {
            await note.PressAsync("Enter");
            await Expect(awa.Page.GetByText("Rien n’est perdu")).ToBeInViewportAsync();
            await Expect(note).ToHaveValueAsync("Sonne deux fois");
        }

        await note.PressAsync("Enter");
        await Expect(awa.Page.Locator(".story li").First).ToContainTextAsync("Sonne deux fois");
        await Expect(note).ToHaveValueAsync("");
        awa.AssertNoErrors();
    }
}
