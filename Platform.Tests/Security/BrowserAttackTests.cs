using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.Security;

/// <summary>Attacks that only a real browser can judge.</summary>
public sealed class BrowserAttackTests(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    /// <summary>Whatever runs or is refused by the page's policy leaves a mark.</summary>
    private const string Tripwire = """
        window.tripped = [];
        for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.tripped.push('ran ' + name); };
        document.addEventListener('securitypolicyviolation', e => window.tripped.push(`policy ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));
        """;

    [Fact]
    public async Task What_customers_and_shops_call_themselves_and_write_is_only_ever_text()
    {
        await AttackAsync();
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.Page.AddInitScriptAsync(Tripwire);
        await awa.SignInAsync("admin@relais.demo");

        await awa.Page.GotoAsync("/inbox");
        await Expect(awa.Page.Locator(".item").First).ToBeVisibleAsync();
        var hostile = awa.Page.Locator(".item", new() { HasText = "alert(1)" });
        await Expect(hostile.First).ToBeVisibleAsync();
        await AssertQuietAsync(awa.Page);

        await awa.Page.Locator(".item", new() { HasText = "Le client aux mille messages" }).First.ClickAsync();
        await Expect(awa.Page.Locator(".bubble", new() { HasText = "alert(1)" }).Nth(20)).ToBeVisibleAsync();
        await awa.Page.Locator(".bubble").First.HoverAsync();
        await Expect(awa.Page.Locator(".bubble", new() { HasText = "alert(1)" }).Nth(30)).ToBeVisibleAsync();
        await AssertQuietAsync(awa.Page);

        await awa.Page.Keyboard.PressAsync("Control+k");
        await awa.Page.Keyboard.TypeAsync("<img src=x onerror=alert(1)>");
        await Expect(awa.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertQuietAsync(awa.Page);

        foreach (var page in new[] { "/demo", "/reglages/organisation", "/reglages/journal", "/reglages/equipe", "/accueil" })
        {
            await awa.Page.GotoAsync(page);
            await Expect(awa.Page.Locator("h1").First).ToBeVisibleAsync();
            await AssertQuietAsync(awa.Page);
        }
    }

    [Theory]
    [InlineData("/operations", "viewer")]
    [InlineData("/reglages/equipe", "agent")]
    [InlineData("/reglages/journal", "viewer")]
    [InlineData("/reglages/cles-api", "influencer")]
    public async Task A_page_for_others_shows_that_it_is_and_nothing_of_what_is_on_it(string page, string person)
    {
        await using var curious = await browser.OpenAsync(app.Address);
        await curious.SignInAsync($"{person}@relais.demo");
        var answer = await curious.Page.GotoAsync(page);

        Assert.Equal(403, answer!.Status);
        await Expect(curious.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(curious.Page.Locator("main table, main form.card, .figures")).ToHaveCountAsync(0);
        Assert.DoesNotContain("owner@relais.demo", await curious.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>An address of the same machine with another port: the browser sends our cookies along, so nothing but our own checks protects.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("http://evil.example")]
    public async Task Another_sites_page_can_neither_act_for_a_person_nor_listen(string evil)
    {
        await using var awa = await browser.OpenAsync(app.Address);
        await awa.SignInAsync("agent@relais.demo");
        var conversation = await Callers.ConversationAsync(app);
        var before = await RepliesAsync(conversation);
        var own = app.Address.GetLeftPart(UriPartial.Authority);
        await awa.Page.Context.RouteAsync($"{evil}/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>evil</title>" }));

        await awa.Page.GotoAsync($"{evil}/");
        var heard = await awa.Page.EvaluateAsync<string>("""
            async ([own, conversation]) => {
                const send = (path, type, body) => fetch(own + path, { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'Content-Type': type }, body }).catch(() => null);
                const reply = JSON.stringify({ id: crypto.randomUUID?.() ?? '0192f000-0000-7000-8000-0000000000ff', text: 'forged' });
                await send(`/api/conversations/${conversation}/replies`, 'text/plain', reply);
                await send('/deconnexion', 'application/x-www-form-urlencoded', 'returnUrl=/');
                await send('/deconnexion/partout', 'application/x-www-form-urlencoded', '');
                await send('/langue', 'application/x-www-form-urlencoded', 'language=ar');
                const read = await fetch(own + '/api/conversations', { credentials: 'include' }).then(r => r.text()).catch(() => 'refused');
                const line = await new Promise(resolve => {
                    const socket = new WebSocket(own.replace('http', 'ws') + '/_blazor');
                    socket.onopen = () => resolve('open');
                    socket.onerror = () => resolve('refused');
                });
                return `${read} ${line}`;
            }
            """, new object[] { own, conversation.ToString("D") });
        Assert.Equal("refused refused", heard);

        foreach (var (path, fields) in new[] { ("/deconnexion", "returnUrl=/"), ("/organisation", $"organisation={Guid.NewGuid()}"), ("/connexion", "Form.Email=dakar@relais.demo") })
        {
            var trap = await awa.Page.Context.NewPageAsync();
            await trap.GotoAsync($"{evil}/");
            var answered = trap.WaitForResponseAsync(response => response.Url.StartsWith(own, StringComparison.Ordinal) && response.Request.Method == "POST");
            await trap.EvaluateAsync("""
                ([action, fields]) => {
                    const form = Object.assign(document.createElement('form'), { method: 'post', action });
                    for (const [name, value] of new URLSearchParams(fields)) form.append(Object.assign(document.createElement('input'), { name, value }));
                    document.body.append(form);
                    form.submit();
                }
                """, new object[] { own + path, fields });
            Assert.Equal(403, (await answered).Status);
            await trap.CloseAsync();
        }

        await awa.Page.GotoAsync($"{own}/inbox");
        await Expect(awa.Page.Locator(".item").First).ToBeVisibleAsync();
        Assert.Equal("fr", await awa.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(before, await RepliesAsync(conversation));
    }

    private async Task<int> RepliesAsync(Guid conversation)
    {
        await using var db = app.Get<PlatformDbs>().Open(DemoPeople.AtlasSneakers);
        return await db.Set<ThreadRow>().CountAsync(row => row.Conversation == conversation);
    }

    private async Task AttackAsync()
    {
        var emulator = app.Get<WhatsAppEmulator>();
        foreach (var (payload, n) in Payloads.All.Where(p => p.Length < 60).Take(12).Select((p, n) => (p, n)))
            await emulator.WriteAsync(DemoMode.NumberId, emulator.Phone(DemoMode.NumberId, $"+2126880000{n:00}", payload), payload);

        var patient = emulator.Phone(DemoMode.NumberId, "+212688000099", "Le client aux mille messages");
        foreach (var payload in Payloads.All) await emulator.WriteAsync(DemoMode.NumberId, patient, payload);

        await using (var db = app.Get<PlatformDbs>().OpenAcross())
            await db.Set<Organisation>().Where(o => o.Id == DemoPeople.AtlasSneakers.Value).ExecuteUpdateAsync(set => set.SetProperty(o => o.Name, "\"><img src=x onerror=alert(1)>"));

        for (var patience = 0; patience < 150; patience++)
        {
            await using var db = app.Get<PlatformDbs>().Open(DemoPeople.AtlasSneakers);
            var conversation = await db.Set<InboxRow>().Where(row => row.Name == patient.Name).Select(row => row.Conversation).FirstOrDefaultAsync();
            if (await db.Set<ThreadRow>().CountAsync(row => row.Conversation == conversation) >= Payloads.All.Length) return;
            await Task.Delay(100);
        }

        Assert.Fail("Not every payload arrived");
    }

    private static async Task AssertQuietAsync(IPage page)
    {
        var tripped = await page.EvaluateAsync<string[]>("window.tripped");
        Assert.True(tripped.Length == 0, $"{page.Url}: {string.Join(", ", tripped)}");
        Assert.Equal(0, await page.Locator("main img[src='x'], main iframe, main object, main embed, main svg[onload], main [onerror], main [onclick], main script").CountAsync());
    }
}
