using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Tests;

/// <summary>The whole app on a real port with its emulators, its demo and a database of its own: `IClassFixture&lt;App&gt;`.</summary>
public sealed class App : IAsyncLifetime
{
    private readonly string rootKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private Node? node;

    /// <summary>Where the app is to be another than usual.</summary>
    public (string Name, string Value)[] Settings { get; init; } = [];

    public string Owner { get; private set; } = "";
    public Uri Address => node!.Address;
    public IServiceProvider Services => node!.Services;
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Follows no redirects and keeps no cookies unless the test does.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(20) }) { BaseAddress = Address };

    /// <summary>Asked as the database's owner, who sees everything.</summary>
    public Task<string> TextAsync(string sql) => Server.TextAsync(Owner, sql);

    public async Task InitializeAsync()
    {
        Owner = await Server.CreateDatabaseAsync();
        node = await StartNodeAsync(Settings);
    }

    /// <summary>A further process' worth of app on the same database, set up as this one or as told.</summary>
    public Task<Node> StartNodeAsync(params (string Name, string Value)[] settings) => StartNodeAsync(logs: null, settings);

    /// <param name="logs">Hears everything the node says, down to the last trace.</param>
    public Task<Node> StartNodeAsync(ILoggerProvider? logs, params (string Name, string Value)[] settings) => Task.Run(() => new Node(Owner, rootKey, logs, settings));

    /// <summary>A node that can be killed.</summary>
    public Task<AppProcess> StartProcessAsync(params IEnumerable<(string Name, string Value)> settings) => AppProcess.StartAsync(
        [("ConnectionStrings__Platform", Owner), ("PLATFORM_ROOT_KEY", rootKey), ("PLATFORM_DEMO", "true"), ("PLATFORM_DEMO_ASSISTANT", "off"), ("PLATFORM_DEMO_PAST", "off"), .. settings]);

    public async Task DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
        await Server.DropDatabaseAsync(Owner);
    }

    public sealed class Node : WebApplicationFactory<Program>
    {
        private readonly string owner;
        private readonly string rootKey;
        private readonly ILoggerProvider? logs;
        private readonly (string Name, string Value)[] settings;

        public Node(string owner, string rootKey, ILoggerProvider? logs, (string Name, string Value)[] settings)
        {
            this.owner = owner;
            this.rootKey = rootKey;
            this.logs = logs;
            this.settings = settings;
            Address = FreeAddress.Next();
            UseKestrel();
            StartServer();
        }

        public Uri Address { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            Configure(builder);
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
        }

        private void Configure(IWebHostBuilder builder) => builder
            .UseEnvironment("Production")
            .UseStaticWebAssets()
            .UseSetting("ConnectionStrings:Platform", owner)
            .UseSetting("PLATFORM_ROOT_KEY", rootKey)
            .UseSetting("PLATFORM_DEMO", "true")
            .UseSetting("PLATFORM_DEMO_ASSISTANT", "off")
            .UseSetting("PLATFORM_DEMO_CARRIER", "off")
            .UseSetting("PLATFORM_DEMO_PAST", "off")
            .UseSetting("PLATFORM_LIMIT_PAGES", "5000")
            .UseSetting("PLATFORM_LIMIT_ADDRESS", "30000")
            .UseSetting("PLATFORM_LIMIT_ORGANISATION", "30000")
            .UseSetting("PLATFORM_URLS", Address.ToString())
            .UseSetting("PLATFORM_DRAIN_SECONDS", "0")
            .ConfigureServices(services => services.PostConfigure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000)) // People here sign in a thousand times.
            .ConfigureLogging(logging =>
            {
                logging.ClearProviders().AddProvider(new Complaints(Address));
                if (logs is not null) logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
            });
    }
}
