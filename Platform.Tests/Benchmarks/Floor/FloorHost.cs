using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Benchmarks.Floor;

/// <summary>The least an interactive page can be, on a server of its own: what Blazor itself costs.</summary>
internal sealed class FloorHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private FloorHost(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }
    public Pulse Pulse => app.Services.GetRequiredService<Pulse>();

    /// <param name="product">Whose copy of the framework's script is served here too.</param>
    public static async Task<FloorHost> StartAsync(HttpClient product)
    {
        var script = await product.GetByteArrayAsync("/_framework/blazor.web.js");
        var address = FreeAddress.Next();

        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Pulse>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet("/_framework/blazor.web.js", () => Results.Bytes(script, "text/javascript"));
        app.MapRazorComponents<FloorDocument>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        return new(app, address);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>What the page shows next.</summary>
internal sealed class Pulse
{
    public event Action<string>? Beat;

    public void Push(string text) => Beat?.Invoke(text);
}
