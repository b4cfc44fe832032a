using System.Globalization;

namespace Platform.Tests.Agreement;

/// <summary>Nothing is left to do but to wait for links to expire.</summary>
internal static class Rest
{
    /// <summary>Patience is lost only when nothing moves: a rush leaves a long queue.</summary>
    public static async Task OfAsync(App app)
    {
        for (var left = await LeftAsync(app); left > 0; left = await LeftAsync(app)) await Eventually.TrueAsync(async () => await LeftAsync(app) < left, "the work that facts asked for being done");
    }

    private static async Task<long> LeftAsync(App app) => long.Parse(await app.TextAsync(
        "select count(*) from todo where parked_at is null and due < now() + interval '20 seconds' and reaction <> 'watch_payment'"), CultureInfo.InvariantCulture);
}
