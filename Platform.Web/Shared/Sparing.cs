using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Platform.Web.Shared;

/// <summary>
/// Keeps what it shows, and not what it showed before. Blazor draws into two lots of frames by turns and gives one back only when it needs it
/// for the next drawing, with every row and word in it: for most parts of a page that is never, and each open page holds all of them twice.
/// A part that draws itself says so first: <c>@{ DrawsInto(__builder); }</c>.
/// </summary>
public abstract class Sparing : ComponentBase
{
    private RenderTreeBuilder? shown, before;

    protected void DrawsInto(RenderTreeBuilder builder)
    {
        if (builder != shown) (shown, before) = (builder, shown);
    }

    /// <summary>The browser has what differed, and nothing asks for the drawing of before again.</summary>
    protected override void OnAfterRender(bool firstRender) => before?.Clear();
}
