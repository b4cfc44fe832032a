using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Integrations.Gemini.Emulator;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Mollie;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Integrations.Sms.Emulator;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Web.Demo;

/// <summary>The demonstration: people to be, a shop to run, and providers that live inside the app.</summary>
public static class DemoFeature
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<WhatsAppEmulator>()
        .AddSingleton<WatiEmulator>()
        .AddSingleton<TwilioEmulator>()
        .AddSingleton<GeminiEmulator>()
        .AddSingleton<OrangeMoneyEmulator>()
        .AddSingleton<MtnMomoEmulator>()
        .AddSingleton<WaveEmulator>()
        .AddSingleton<MollieEmulator>()
        .AddSingleton<StripeEmulator>()
        .AddSingleton<FlutterwaveEmulator>()
        .AddSingleton<DemoPayments>()
        .AddSingleton<GlovoEmulator>()
        .AddSingleton<SenditEmulator>()
        .AddSingleton<DemoCarriers>()
        .AddSingleton<AfricasTalkingEmulator>()
        .AddSingleton<OrangeSmsEmulator>()
        .AddSingleton<TwilioLineEmulator>()
        .AddSingleton<DemoGoods>()
        .AddHostedService<DemoMonth>()
        .AddSingleton<DemoLines>()
        .AddSingleton<DemoTexts>()
        .AddSingleton<DemoShop>()
        .AddSingleton<DemoDakar>()
        .AddSingleton<DemoRoad>()
        .AddSingleton<DemoAdvert>()
        .AddSingleton<DemoStage>();

    public static void MapDemo(this WebApplication app)
    {
        app.MapDemoFiles();
        app.Services.GetRequiredService<WhatsAppEmulator>().Map(app);
        app.Services.GetRequiredService<WatiEmulator>().Map(app);
        app.Services.GetRequiredService<TwilioEmulator>().Map(app);
        app.Services.GetRequiredService<GeminiEmulator>().Map(app);
        app.Services.GetRequiredService<OrangeMoneyEmulator>().Map(app);
        app.Services.GetRequiredService<MtnMomoEmulator>().Map(app);
        app.Services.GetRequiredService<WaveEmulator>().Map(app);
        app.Services.GetRequiredService<MollieEmulator>().Map(app);
        app.Services.GetRequiredService<StripeEmulator>().Map(app);
        app.Services.GetRequiredService<FlutterwaveEmulator>().Map(app);
        app.Services.GetRequiredService<GlovoEmulator>().Map(app);
        app.Services.GetRequiredService<SenditEmulator>().Map(app);
        app.Services.GetRequiredService<AfricasTalkingEmulator>().Map(app);
        app.Services.GetRequiredService<OrangeSmsEmulator>().Map(app);
        app.Services.GetRequiredService<TwilioLineEmulator>().Map(app);
    }

    /// <summary>The pages are compiled in either way; where nothing is demonstrated their addresses do not exist.</summary>
    public static IApplicationBuilder HideDemo(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/demo", StringComparison.OrdinalIgnoreCase)) return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    public static async Task PrepareDemoAsync(this WebApplication app, Uri self, CancellationToken ct = default)
    {
        // Two nodes that start together must not both fill the shop.
        await using var alone = await app.Services.GetRequiredService<Databases>().HoldAsync("relais demo", ct);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DemoPeople>().EnsureAsync(ct);

        await app.Services.GetRequiredService<DemoShop>().PrepareAsync(self, ct);
        await app.Services.GetRequiredService<DemoDakar>().PrepareAsync(self, ct);
        await app.Services.GetRequiredService<DemoLines>().ReconnectAsync(self, ct);
        await app.Services.GetRequiredService<DemoTexts>().PrepareAsync(ct);
        await app.Services.GetRequiredService<DemoPayments>().PrepareAsync(ct);
        await app.Services.GetRequiredService<DemoCarriers>().PrepareAsync(ct);
        await app.Services.GetRequiredService<DemoRoad>().PrepareAsync(self, ct);
        app.Lifetime.ApplicationStarted.Register(() => DemoWelcome.Print(self));
    }
}
