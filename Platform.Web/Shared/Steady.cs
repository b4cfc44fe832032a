using Microsoft.AspNetCore.Components;

namespace Platform.Web.Shared;

/// <summary>
/// Draws itself again when what it is given differs, or for reasons of its own; not because its parent was drawn.
/// Blazor keeps the frames of every component that was drawn twice two times.
/// </summary>
public abstract class Steady : Sparing
{
    private object? given;
    private bool isSame;

    /// <summary>All that can differ in what it is given, comparable by value.</summary>
    protected abstract object Given { get; }

    protected override void OnParametersSet()
    {
        var now = Given;
        (isSame, given) = (now.Equals(given), now);
    }

    protected override bool ShouldRender()
    {
        var wasSame = isSame;
        isSame = false;
        return !wasSame;
    }
}
