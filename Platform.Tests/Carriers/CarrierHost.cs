using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Platform.Domain.Common;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Integrations.Carriers.Emulation;

namespace Platform.Tests.Carriers;

/// <summary>A carrier as the contract sees it.</summary>
/// <param name="Lacks">`quote`: its price does not end. `cents`: it takes whole amounts only. `signature`: its notifications prove nothing. `courier`: it does not say who comes.</param>
public sealed record CarrierUnderTest(
    string Provider, string Setting, string Path, string Pickup, string? Zone, Func<IServiceCollection, IConfiguration, IServiceCollection> Add, Func<TimeProvider, IEmulatedCarrier> Emulator, params string[] Lacks)
{
    public bool Has(string what) => !Lacks.Contains(what);

    public override string ToString() => Provider;
}

/// <summary>A real client, the carrier's emulator and a notification address, over HTTP on a real port.</summary>
public sealed class CarrierHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<CarrierNotice> notices = new();
    private readonly ConcurrentQueue<string> logged;

    private CarrierHost(CarrierUnderTest kind)
    {
        (Kind, Self, logged) = (kind, FreeAddress.Next(), new());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(Self.ToString());
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Listening(logged));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Configuration[kind.Setting] = new Uri(Self, kind.Path).ToString();
        kind.Add(builder.Services, builder.Configuration);
        app = builder.Build();
        Emulator = kind.Emulator(TimeProvider.System);
        Emulator.Map(app);
        Account = Emulator.Register("atlas");
        app.MapPost("/told", KeepAsync);
    }

    public CarrierUnderTest Kind { get; }
    public Uri Self { get; }
    public Uri Door => new(Self, "/told");
    public IEmulatedCarrier Emulator { get; }
    public EmulatedDepot Depot => Emulator.Depot;
    public SellerAccount Account { get; }
    public ICarrier Carrier => app.Services.GetRequiredService<ICarrier>();
    public IReadOnlyList<CarrierNotice> Notices => [.. notices];
    public string Logged => string.Join('\n', logged);

    public static async Task<CarrierHost> StartAsync(CarrierUnderTest kind)
    {
        var host = new CarrierHost(kind);
        await host.app.StartAsync();
        return host;
    }

    public Task StopAsync() => app.StopAsync();

    public ShipmentAsked Asked(string reference = "CMD-1042-7f3a", Money? cash = null, string? phone = null) => new(
        reference, Kind.Pickup, "Salma Idrissi", Number(phone ?? "+212612345678"), "12 rue des Écoles, Centre", "Rabat", Kind.Zone, "1 × Samba OG 38",
        new Money(94_900, Currency.MAD), cash ?? new Money(97_900, Currency.MAD));

    public async Task<Shipment> BookAsync(ShipmentAsked? asked = null)
    {
        var wanted = asked ?? Asked();
        var quote = await Carrier.QuoteAsync(Account, wanted, CancellationToken.None);
        return await Carrier.BookAsync(Account, wanted, quote.Id, CancellationToken.None);
    }

    public Task<Shipment> LookAsync(string reference) => Carrier.LookAsync(Account, reference, CancellationToken.None);

    public EmulatedParcel ParcelOf(Shipment shipment) => Depot.Find(shipment.Reference, "atlas") ?? throw new InvalidOperationException("not in the books");

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        (Emulator as IDisposable)?.Dispose();
    }

    private static PhoneNumber Number(string text) => PhoneNumber.TryParse(text, null, out var phone) ? phone.Value : throw new InvalidOperationException(text);

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        notices.Enqueue(new(name => headers.TryGetValue(name, out var value) ? value : StringValues.Empty, body.ToArray()));
    }

    private sealed class Listening(ConcurrentQueue<string> logged) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public bool IsEnabled(LogLevel logLevel) => true;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => logged.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
