using System.Runtime.CompilerServices;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Platform.Tests;

/// <summary>Chromium, once per run; each test gets a person of its own, without cookies: `IClassFixture&lt;Browser&gt;`.</summary>
public sealed class Browser : IAsyncLifetime
{
    public static readonly Look Desktop = new(1440, 900);
    public static readonly Look Phone = new(390, 844, IsPhone: true);

    private const string WholeBrowser = "/usr/bin/chromium";

    /// <summary>The shell has no screen and costs about two thirds; the whole browser where a machine has only that.</summary>
    private static readonly string Shell = new[] { "/usr/lib/chromium/chromium-headless-shell", WholeBrowser }.First(File.Exists);

    /// <summary>As people have it: it knows tabs that nobody looks at, which the shell does not. For what is measured.</summary>
    public bool IsWhole { get; init; }

    /// <summary>For Chromium, beside the usual.</summary>
    public string[] Arguments { get; init; } = [];

    private static readonly Lazy<Task<IPlaywright>> Driver = new(() => Playwright.CreateAsync());
    private static readonly Lazy<Task<IBrowser>> Shared = new(() => LaunchAsync(Shell, []));

    private IBrowser? chromium;

    /// <summary>The driver goes with the process that started it, and the shared browser with the driver.</summary>
    public async Task InitializeAsync() => chromium = IsShared ? await Shared.Value : await LaunchAsync(IsWhole ? WholeBrowser : Shell, Arguments);

    public async Task DisposeAsync()
    {
        if (!IsShared && chromium is not null) await chromium.DisposeAsync();
    }

    private bool IsShared => Arguments is [] && !IsWhole;

    private static async Task<IBrowser> LaunchAsync(string program, string[] arguments)
    {
        // Generous, because a machine that runs everything at once is slow; what comes at once is still seen at once.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Driver.Value;
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", .. arguments],
        });
    }

    /// <summary>A person at a screen. Errors in their console are collected and fail <see cref="Person.AssertNoErrors"/>.</summary>
    /// <param name="keepsPages">Their browser takes our worker, which keeps a page for when there is no network.</param>
    public async Task<Person> OpenAsync(Uri address, Look? look = null, string language = "fr-MA", bool isDark = false, bool keepsPages = false, [CallerMemberName] string test = "")
    {
        var (width, height, isPhone) = look ?? Desktop;
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            IsMobile = isPhone,
            HasTouch = isPhone,
            Locale = language,
            ServiceWorkers = keepsPages ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(30_000);
        return new(context, await context.NewPageAsync(), test);
    }

    public readonly record struct Look(int Width, int Height, bool IsPhone = false);

    public sealed class Person : IAsyncDisposable
    {
        private readonly IBrowserContext context;
        private readonly string test;
        private readonly List<string> errors = [];

        internal Person(IBrowserContext context, IPage page, string test)
        {
            this.context = context;
            this.test = test;
            Page = page;
            page.Console += (_, message) =>
            {
                if (message.Type is "error") errors.Add(message.Text);
            };
            page.PageError += (_, error) => errors.Add(error);
        }

        public IPage Page { get; }

        public async Task SignInAsync(string email, string password = Platform.Web.Identity.DemoPeople.Password)
        {
            await Page.GotoAsync("/connexion");
            await Page.FillAsync("input[type=email]", email);
            await Page.FillAsync("input[type=password]", password);
            await Page.ClickAsync("button[type=submit]");
            await Page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/connexion", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        }

        public void AssertNoErrors() => Assert.True(errors.Count == 0, string.Join('\n', errors));

        /// <summary>An email shown in its frame may run no script, not even the examiner's, who would wait for it for ever.</summary>
        private static readonly AxeRunOptions OurOwn = new() { Iframes = false, ResultTypes = [ResultType.Violations] };

        /// <summary>No violation of any rule of axe; says which element breaks which rule.</summary>
        public async Task AssertAccessibleAsync()
        {
            var result = await Page.RunAxe(OurOwn).WaitAsync(TimeSpan.FromMinutes(2));
            Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.SelectMany(violation =>
                violation.Nodes.Select(node => $"{Page.Url}: {violation.Id} ({violation.Impact}): {violation.Help}: {node.Html}"))));
        }

        public async ValueTask DisposeAsync()
        {
            await LastSeen.NoteAsync(test, Page);
            await context.DisposeAsync();
        }
    }
}
