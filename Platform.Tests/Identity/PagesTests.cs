using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Domain.Common;
using Platform.Web.Identity.Team;

namespace Platform.Tests.Identity;

public sealed partial class PagesTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    [Fact]
    public async Task An_owner_invites_somebody_and_takes_it_back()
    {
        await app.AddPersonAsync("inviter");
        await using var owner = await browser.OpenAsync(app.Address);
        await owner.SignInAsync("inviter@example.com", People.Password);
        await owner.Page.GotoAsync("/reglages/equipe");

        await owner.Page.FillAsync("#invite-email", "guest@example.com");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Inviter", Exact = true }).ClickAsync();
        await Assertions.Expect(owner.Page.GetByText("L’invitation est partie pour guest@example.com.")).ToBeVisibleAsync();

        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Retirer", Exact = true }).ClickAsync();
        await Assertions.Expect(owner.Page.GetByText("Invitations en attente")).ToBeHiddenAsync();
        owner.AssertNoErrors();
    }

    [Fact]
    public async Task A_key_is_shown_once()
    {
        await app.AddPersonAsync("keyed");
        await using var owner = await browser.OpenAsync(app.Address);
        await owner.SignInAsync("keyed@example.com", People.Password);
        await owner.Page.GotoAsync("/reglages/cles-api");
        await owner.Page.FillAsync("#key-name", "Site");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Créer la clé" }).ClickAsync();

        await Assertions.Expect(owner.Page.Locator("code.secret")).ToHaveTextAsync(Secret());
        await owner.Page.ReloadAsync();
        await Assertions.Expect(owner.Page.GetByText("jamais utilisée")).ToBeVisibleAsync();
        await Assertions.Expect(owner.Page.Locator("code.secret")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_logo_is_taken_for_what_it_is_and_not_for_its_name()
    {
        await app.AddPersonAsync("logo");
        await using var owner = await browser.OpenAsync(app.Address);
        await owner.SignInAsync("logo@example.com", People.Password);
        await owner.Page.GotoAsync("/reglages/organisation");

        // The field takes files only once its script is there.
        await Eventually.TrueAsync(async () =>
        {
            await owner.Page.SetInputFilesAsync("#logo", new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = "<svg onload=alert(1)>"u8.ToArray() });
            return await owner.Page.GetByText("ni un PNG").IsVisibleAsync();
        }, "the refusal of what is no picture");

        await owner.Page.SetInputFilesAsync("#logo", new FilePayload { Name = "logo.txt", MimeType = "text/plain", Buffer = Convert.FromBase64String(Pixel) });
        await Assertions.Expect(owner.Page.Locator("img[alt=Logo]")).ToBeVisibleAsync();
        Assert.True(await owner.Page.EvaluateAsync<bool>("() => document.querySelector('img[alt=Logo]').decode().then(() => true)"));
    }

    [Fact]
    public async Task An_open_page_closes_within_a_minute_when_its_person_is_let_go_or_moved()
    {
        var (boss, shop) = await app.AddPersonAsync("closer");
        var (gone, _) = await app.AddPersonAsync("letgo", Role.Admin, shop);
        var (moved, _) = await app.AddPersonAsync("demoted", Role.Admin, shop);
        await using var first = await browser.OpenAsync(app.Address);
        await using var second = await browser.OpenAsync(app.Address);
        await first.SignInAsync("letgo@example.com", People.Password);
        await second.SignInAsync("demoted@example.com", People.Password);
        await first.Page.GotoAsync("/reglages/equipe");
        await second.Page.GotoAsync("/reglages/equipe");
        await Assertions.Expect(first.Page.Locator("#invite-email")).ToBeVisibleAsync();
        await Assertions.Expect(second.Page.Locator("#invite-email")).ToBeVisibleAsync();

        var me = await app.AtWorkAsync(boss, shop);
        Assert.Null(await app.Get<TeamRoster>().RemoveAsync(me, gone.Id, default));
        Assert.Null(await app.Get<TeamRoster>().ChangeRoleAsync(me, moved.Id, Role.Viewer, default));

        await Task.WhenAll(
            first.Page.WaitForURLAsync("**/connexion**", new() { Timeout = 60_000 }),
            Assertions.Expect(second.Page.Locator("#invite-email")).ToBeHiddenAsync(new() { Timeout = 60_000 }));
    }

    /// <summary>One transparent pixel.</summary>
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [GeneratedRegex("^rk_[A-Za-z0-9_-]{43}$")]
    private static partial Regex Secret();
}
