using Microsoft.Playwright;

namespace Platform.Tests.Journeys;

/// <summary>What the browser is told of a waiting customer: by an open page, by the push service, and by both one notice.</summary>
public sealed class AlertsJourney(App app, Browser browser) : IClassFixture<App>, IClassFixture<Browser>
{
    private const string Chat = "inbox/0192f000-0000-7000-8000-00000000c4a7";

    /// <summary>The browser's own part: what it is asked to show, with one notice per tag, and what it plays.</summary>
    private const string Notebook = """
        window.shown = []; window.rung = 0;
        window.standing = [];
        window.registration = {
          getNotifications: async ({ tag }) => window.standing.filter(one => one.tag === tag),
          showNotification: async (title, options) => { window.shown.push(title); window.standing = [...window.standing.filter(one => one.tag !== options.tag), options]; },
        };
        window.AudioContext = class { currentTime = 0; constructor() { window.rung++; } close() {} createOscillator() { return { frequency: {}, connect: to => to, start() {}, stop() {} }; } createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: to => to }; } };
        Object.defineProperty(window.Notification, 'permission', { get: () => 'granted' });
        Object.defineProperty(navigator.serviceWorker, 'getRegistration', { value: async () => window.registration });
        Object.defineProperty(document, 'hidden', { get: () => window.isHidden ?? true });
        localStorage.setItem('relais.notices', 'on'); localStorage.setItem('relais.sound', 'on');
        """;

    [Theory]
    [InlineData("hidden", Chat, 1)]
    [InlineData("visible", Chat, 0)]
    [InlineData("visible", "0192f0000000700080000000000000aa", 1)]
    public async Task A_push_is_shown_unless_somebody_has_the_page_in_front(string state, string tag, int times)
    {
        await using var awa = await OpenAsync();
        await PushAsync(awa.Page, tag, state);
        Assert.Equal(times, await CountAsync(awa.Page));
    }

    [Fact]
    public async Task Told_by_the_page_and_by_a_push_it_is_one_notice_and_one_sound_whichever_is_first()
    {
        await using var awa = await OpenAsync();
        await TellAsync(awa.Page, "first");
        await PushAsync(awa.Page, Chat, "hidden");
        Assert.Equal((1, 1, 1), await HeardAsync(awa.Page));

        await using var karim = await OpenAsync();
        await PushAsync(karim.Page, Chat, "hidden");
        await TellAsync(karim.Page, "first");
        Assert.Equal((2, 1, 0), await HeardAsync(karim.Page));
    }

    [Fact]
    public async Task Of_two_open_tabs_one_announces_and_the_next_message_is_announced_again()
    {
        await using var awa = await OpenAsync();
        var second = await awa.Page.Context.NewPageAsync();
        await ReadyAsync(second);

        await TellAsync(awa.Page, "one message");
        await TellAsync(second, "one message");
        Assert.Equal(1, await CountAsync(awa.Page) + await CountAsync(second));

        await TellAsync(second, "another message");
        Assert.Equal(2, await CountAsync(awa.Page) + await CountAsync(second));
    }

    [Fact]
    public async Task In_front_of_the_chat_itself_nothing_rings()
    {
        await using var awa = await OpenAsync();
        await awa.Page.EvaluateAsync($"window.isHidden = false; history.replaceState(null, '', '/{Chat}')");
        await TellAsync(awa.Page, "seen");
        Assert.Equal((0, 0, 0), await HeardAsync(awa.Page));
    }

    private async Task<Browser.Person> OpenAsync()
    {
        var person = await browser.OpenAsync(app.Address);
        await ReadyAsync(person.Page);
        return person;
    }

    private static async Task ReadyAsync(IPage page)
    {
        await page.GotoAsync("/connexion");
        await page.EvaluateAsync(Notebook);
        await page.EvaluateAsync("import('/worker.js')");
    }

    /// <summary>As <c>InboxAlerts.razor</c> does.</summary>
    private static async Task TellAsync(IPage page, string message) => await page.EvaluateAsync($$"""
        async () => {
          const { tell } = await import('/Conversations/InboxAlerts.razor.js');
          await tell('Salma', 'Bonjour ?', '{{Chat}}', '{{message}}');
        }
        """);

    private static async Task PushAsync(IPage page, string tag, string state) => await page.EvaluateAsync($$"""
        async () => {
          window.clients = { matchAll: async () => [{ visibilityState: '{{state}}' }] };
          const event = new Event('push');
          let work;
          event.data = { json: () => ({ title: 'Un client attend une personne', href: '/{{Chat}}', tag: '{{tag}}', lang: 'fr' }) };
          event.waitUntil = promise => work = promise;
          self.dispatchEvent(event);
          await work;
        }
        """);

    private static async Task<int> CountAsync(IPage page) => await page.EvaluateAsync<int>("window.shown.length");

    /// <summary>How often something was asked to be shown, how many notices stand there, and how often it rang.</summary>
    private static async Task<(int Shown, int Standing, int Rung)> HeardAsync(IPage page) =>
        (await CountAsync(page), await page.EvaluateAsync<int>("window.standing.length"), await page.EvaluateAsync<int>("window.rung"));
}
