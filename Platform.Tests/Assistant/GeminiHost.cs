using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Integrations.Gemini;
using Platform.Integrations.Gemini.Emulator;
using Platform.Tests.Messaging;

namespace Platform.Tests.Assistant;

/// <summary>The real client as the product registers it, and the emulator, on a real port.</summary>
internal sealed class GeminiHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private GeminiHost((string Name, string Value)[] settings)
    {
        var self = FreeAddress.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(self.ToString());
        builder.Logging.ClearProviders();
        builder.Configuration["GEMINI_API_URL"] = new Uri(self, GeminiEmulator.Path).ToString();
        builder.Configuration["GEMINI_API_KEY"] = GeminiEmulator.Key;
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.Services.AddSingleton<TimeProvider>(Clock).AddGemini(builder.Configuration);
        app = builder.Build();
        Emulator.Map(app);
    }

    public MovingClock Clock { get; } = new();
    public GeminiEmulator Emulator { get; } = new();
    public GeminiChatClient Client => app.Services.GetRequiredService<GeminiChatClient>();

    public static async Task<GeminiHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new GeminiHost(settings);
        await host.app.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
