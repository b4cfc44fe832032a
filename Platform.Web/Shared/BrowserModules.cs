using Microsoft.JSInterop;

namespace Platform.Web.Shared;

internal static class BrowserModules
{
    /// <summary>
    /// Has a script begin its work on a part of the page. Who clicks on before it was there has taken that part away:
    /// whatever it says then is about nothing, and must not be shown as a failure of the page they went to.
    /// </summary>
    /// <param name="begin">Its function, which answers what there is to end.</param>
    /// <param name="end">The function of that answer which ends it.</param>
    public static async Task<IJSObjectReference?> AttachAsync(this IJSRuntime js, Leaving part, string script, string begin, string end, params object?[] with)
    {
        try
        {
            await using var module = await js.InvokeAsync<IJSObjectReference>("import", script);
            if (part.IsGone) return null;

            var attached = await module.InvokeAsync<IJSObjectReference>(begin, with);
            if (!part.IsGone) return attached;
            await attached.LetGoAsync(end);
            return null;
        }
        catch (Exception e) when (part.IsGone && e is JSException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Lets go of a page's script. Where the line is down or too slow to say so, it went with the page.</summary>
    /// <param name="lastWord">A function of it that ends what it began.</param>
    public static async ValueTask LetGoAsync(this IJSObjectReference? module, string? lastWord = null)
    {
        if (module is null) return;
        try
        {
            if (lastWord is not null) await module.InvokeVoidAsync(lastWord);
            await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // Its listeners went with it.
        }
    }
}
