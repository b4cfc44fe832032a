using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Platform.Domain.Common;
using Platform.Integrations;
using Platform.Integrations.Payments;
using Platform.Integrations.Payments.Emulation;

namespace Platform.Tests.Payments;

/// <summary>A real client, the gateway's emulator and a notification address, over HTTP on a real port.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<(GatewayNotice Notice, string Door)> notices = [];
    private readonly TimeProvider clock;

    private GatewayHost(GatewayUnderTest gateway, TimeProvider clock)
    {
        (Kind, this.clock, Self) = (gateway, clock, FreeAddress.Next());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(Self.ToString());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        builder.Configuration[gateway.Setting] = new Uri(Self, gateway.Path).ToString();
        gateway.Add(builder.Services, builder.Configuration);
        app = builder.Build();
        Emulator = gateway.Emulator(clock);
        Emulator.Map(app);
        Account = Emulator.Register("atlas", new Uri(Self, "/told/account"));
        app.Map("/told/{door}", KeepAsync);
    }

    public GatewayUnderTest Kind { get; }
    public Uri Self { get; }
    public IEmulatedGateway Emulator { get; }
    public EmulatedTill Till => Emulator.Till;
    public SellerAccount Account { get; }
    public IPaymentGateway Gateway => app.Services.GetRequiredService<IPaymentGateway>();

    public IReadOnlyList<(GatewayNotice Notice, string Door)> Notices
    {
        get
        {
            lock (notices) return [.. notices];
        }
    }

    private static PhoneNumber Ivorian => PhoneNumber.TryParseInternational("2250708091011", out var number) ? number.Value : throw new InvalidOperationException("no number");

    public static async Task<GatewayHost> StartAsync(GatewayUnderTest gateway, TimeProvider? clock = null)
    {
        var host = new GatewayHost(gateway, clock ?? TimeProvider.System);
        await host.app.StartAsync();
        return host;
    }

    public Task StopAsync() => app.StopAsync();

    public PaymentAsked Asked(Money? amount = null, Guid? attempt = null)
    {
        var reference = new AttemptReference(attempt ?? Guid.CreateVersion7());
        return new(
            reference, amount ?? new Money(150_000, Kind.Currency), "CMD-1042", "Atlas Sneakers", Language.French,
            new Uri(Self, "/retour"), new Uri(Self, $"/told/{reference.Compact}"), Ivorian);
    }

    public async Task<(PaymentSought Sought, OpenedPayment Opened)> OpenAsync(Money? amount = null)
    {
        var asked = Asked(amount);
        var opened = await Gateway.OpenAsync(Account, asked, CancellationToken.None);
        return (new(asked.Reference, opened.ProviderId, asked.Amount), opened);
    }

    public Task<PaymentReport> AskAsync(PaymentSought sought) => Gateway.AskAsync(Account, sought, CancellationToken.None);

    public EmulatedSale SaleOf(PaymentSought sought) => Till.ByReference(sought.Reference.Compact, "atlas") ?? throw new InvalidOperationException("not in the books");

    public async Task<RefundAsked> RefundOf(PaymentSought sought, Money amount) => new(Guid.CreateVersion7(), sought, (await AskAsync(sought)).Transaction, amount, "CMD-1042");

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        (Emulator as IDisposable)?.Dispose();
    }

    private async Task KeepAsync(string door, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        lock (notices) notices.Add((new(name => headers.TryGetValue(name, out var value) ? value : StringValues.Empty, body.ToArray(), clock.GetUtcNow()), door));
    }
}
