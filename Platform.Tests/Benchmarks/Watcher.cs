using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Platform.Tests.Benchmarks;

/// <summary>Sits in a browser's page and notes the instant a text stands on the screen: the frame that holds it has been drawn. On this machine's clock.</summary>
internal sealed class Watcher
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<double>> awaited = new();

    public static async Task<Watcher> SitAsync(IPage page)
    {
        var watcher = new Watcher();
        await page.ExposeFunctionAsync("relaisSaw", (string text, double at) => watcher.awaited.TryRemove(text, out var waiting) && waiting.TrySetResult(at));
        await page.EvaluateAsync("""
            () => new MutationObserver(changes => {
                const texts = changes.flatMap(change => change.type === 'characterData' ? [change.target] : [...change.addedNodes])
                    .flatMap(node => node.textContent.match(/beat-\d+/g) ?? []);
                if (texts.length === 0) return;

                // The frame is drawn after its animation callbacks; the first task after that finds it on the screen.
                requestAnimationFrame(() => {
                    const { port1, port2 } = new MessageChannel();
                    port1.onmessage = () => texts.forEach(text => relaisSaw(text, performance.timeOrigin + performance.now()));
                    port2.postMessage(null);
                });
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
