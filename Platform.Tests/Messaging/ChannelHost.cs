using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Tests.Messaging;

/// <summary>The real client, the provider's emulator and our webhook address, on a real port.</summary>
public sealed class ChannelHost : IAsyncDisposable
{
    private readonly EmulatedProvider provider;
    private readonly WebApplication app;
    private readonly List<WebhookRequest> webhooks = [];

    private ChannelHost(EmulatedProvider provider, Uri self, TimeProvider clock)
    {
        this.provider = provider;
        Self = self;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(self.ToString());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        provider.Add(builder.Services, builder.Configuration, self);
        app = builder.Build();
        provider.Map(app, new Uri(self, provider.Door));
        app.MapPost("/webhook/{door?}/{secret?}", KeepAsync);
    }

    public Uri Self { get; }
    public IServiceProvider Services => app.Services;
    public IMessageChannel Channel => Services.GetRequiredService<IMessageChannel>();
    public ChannelAccount Account => provider.Account(Self);
    public Faults Faults => provider.Faults(Services);

    public IReadOnlyList<WebhookRequest> Webhooks
    {
        get
        {
            lock (webhooks) return [.. webhooks];
        }
    }

    public static async Task<ChannelHost> StartAsync(EmulatedProvider provider, TimeProvider? clock = null)
    {
        var host = new ChannelHost(provider, FreeAddress.Next(), clock ?? TimeProvider.System);
        await host.app.StartAsync();
        return host;
    }

    public Task StopAsync() => app.StopAsync();

    public EmulatedPhone Phone(string number = "+212612345678", string name = "Salma") => provider.Phone(Services, number, name);

    /// <summary>A customer who has just written, so that free text may be sent to them.</summary>
    public async Task<EmulatedPhone> CustomerAsync()
    {
        var phone = Phone();
        await SayAsync(phone, new Said(Platform.Domain.Conversations.MessageKind.Text, "Salam"));
        return phone;
    }

    public Task<string> SayAsync(EmulatedPhone phone, Said said) => provider.SayAsync(Services, phone, said);

    public Task ReadByCustomerAsync(EmulatedPhone phone) => provider.ReadAsync(Services, phone);

    public Attachment Keep(MediaKind kind, string mimeType, byte[] bytes, string? name = null) => provider.Keep(Services, kind, mimeType, bytes, name);

    public Task<string> SendAsync(EmulatedPhone to, string text, string reference = "reference") => SendAsync(to, new Content.Text(text), reference);

    public Task<string> SendAsync(EmulatedPhone to, Content content, string reference = "reference", string? quoted = null) => Channel.SendAsync(
        Account, new Outgoing(to.HidesNumber ? new(AddressKind.User, to.UserId) : new(AddressKind.Phone, to.Number), content, reference, quoted), CancellationToken.None);

    /// <summary>Everything the provider has said so far, as the product reads it.</summary>
    public IReadOnlyList<Inbound> Read() => [.. Webhooks.SelectMany(webhook => Channel.Read(webhook.Body, webhook.Door))];

    public IReadOnlyList<T> Read<T>() where T : Inbound => [.. Read().OfType<T>()];

    public bool IsAuthentic(WebhookRequest request) => Channel.IsAuthentic(request, Channel.Claims(request) is null ? null : Account);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        lock (webhooks)
            webhooks.Add(new(new Uri(context.Request.GetEncodedUrl()), name => headers.GetValueOrDefault(name), body.ToArray())
            {
                Door = context.Request.RouteValues["door"] as string,
                Secret = context.Request.RouteValues["secret"] as string,
            });
    }
}
