using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Platform.Tests.Benchmarks;

/// <summary>Sits in a browser's page and notes the instant a text becomes part of it, on this machine's clock.</summary>
internal sealed class Watcher
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<double>> awaited = new();

    public static async Task<Watcher> SitAsync(IPage page)
    {
        var watcher = new Watcher();
        await page.ExposeFunctionAsync("relaisSaw", (string text, double at) => watcher.awaited.TryRemove(text, out var waiting) && waiting.TrySetResult(at));
        await page.EvaluateAsync("""
            () => new MutationObserver(changes => {
                const at = performance.timeOrigin + performance.now();
                for (const change of changes)
                    for (const node of change.type === 'characterData' ? [change.target] : change.addedNodes)
                        for (const text of node.textContent.match(/beat-\d+/g) ?? []) relaisSaw(text, at);
            }).observe(document.body, { childList: true, characterData: true, subtree: true })
            """);
        return watcher;
    }

    /// <summary>Milliseconds from the call until the text is seen.</summary>
    public async Task<double> UntilSeenAsync(string text, Func<Task> send)
    {
        var waiting = awaited[text] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        await send();
        return await waiting.Task.WaitAsync(TimeSpan.FromSeconds(15)) - start;
    }
}
