using Microsoft.Playwright;

namespace Platform.Tests.Journeys;

/// <summary>The line between a page and its circuit, as it is far from the server: what the server says is late, or what the person does never gets there.</summary>
internal sealed class SlowLine
{
    private readonly Lock gate = new();
    private readonly Queue<Action> late = [];
    private bool isHeld;
    private bool isSwallowed;

    /// <summary>From the next page on.</summary>
    public static async Task<SlowLine> OnAsync(IPage page)
    {
        var line = new SlowLine();
        await page.RouteWebSocketAsync("**/_blazor**", browser =>
        {
            line.isSwallowed = false;
            var server = browser.ConnectToServer();
            browser.OnMessage(said =>
            {
                if (!line.isSwallowed) Pass(said, server);
            });
            server.OnMessage(said => line.Later(() => Pass(said, browser)));
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

    private static void Pass(IWebSocketFrame said, IWebSocketRoute to)
    {
        if (said.Binary is { } bytes) to.Send(bytes);
        else to.Send(said.Text!);
    }
}
