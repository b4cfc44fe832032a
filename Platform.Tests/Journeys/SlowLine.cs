using Microsoft.Playwright;

namespace Platform.Tests.Journeys;

/// <summary>The line between a page and its circuit, as it is far from any mast: every word takes its time, the server's come late, or what the person does never gets there.</summary>
internal sealed class SlowLine
{
    private readonly Lock gate = new();
    private readonly Queue<Action> late = [];
    private readonly TimeSpan oneWay;
    private bool isHeld;
    private bool isSwallowed;
    private long lastHeard;

    private SlowLine(TimeSpan oneWay) => this.oneWay = oneWay;

    /// <summary>Nothing is said any more and nothing is under way.</summary>
    public bool IsQuiet => Environment.TickCount64 - Volatile.Read(ref lastHeard) > 4 * oneWay.TotalMilliseconds;

    /// <summary>From the next page on.</summary>
    /// <param name="oneWay">How late each word is; none overtakes another.</param>
    public static async Task<SlowLine> OnAsync(IPage page, TimeSpan oneWay = default)
    {
        var line = new SlowLine(oneWay);
        await page.RouteWebSocketAsync("**/_blazor**", browser =>
        {
            line.isSwallowed = false;
            var server = browser.ConnectToServer();
            var (toServer, toBrowser) = (line.Late(server), line.Late(browser));
            browser.OnMessage(said =>
            {
                if (!line.isSwallowed) toServer(said);
            });
            server.OnMessage(said => line.Later(() => toBrowser(said)));
        });
        return line;
    }

    /// <summary>Nothing reaches the page until it is let through.</summary>
    public void Hold()
    {
        lock (gate) isHeld = true;
    }

    public void Release()
    {
        lock (gate)
        {
            isHeld = false;
            while (late.TryDequeue(out var said)) said();
        }
    }

    /// <summary>Nothing the person does from now on reaches the server, until the page connects anew.</summary>
    public void Swallow() => isSwallowed = true;

    private void Later(Action said)
    {
        lock (gate)
        {
            if (isHeld) late.Enqueue(said);
            else said();
        }
    }

    private Action<IWebSocketFrame> Late(IWebSocketRoute to)
    {
        var before = Task.CompletedTask;
        return said => before = SayAsync(before, oneWay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(oneWay), said, to);
    }

    private async Task SayAsync(Task before, Task due, IWebSocketFrame said, IWebSocketRoute to)
    {
        Volatile.Write(ref lastHeard, Environment.TickCount64);
        await Task.WhenAll(before, due);
        if (said.Binary is { Length: > 0 } bytes) to.Send(bytes);
        else if (said.Text is { } text) to.Send(text);
    }
}
