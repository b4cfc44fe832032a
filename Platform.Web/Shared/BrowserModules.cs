using Microsoft.JSInterop;

namespace Platform.Web.Shared;

internal static class BrowserModules
{
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
