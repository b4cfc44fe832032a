using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Platform.Web.Shared;

namespace Platform.Tests.Shared;

/// <summary>An open page holds what it shows, once.</summary>
public sealed class SparingTests : BunitContext
{
    [Fact]
    public void What_was_shown_before_is_let_go_of()
    {
        var line = Render<Line>(p => p.Add(l => l.Words, "un"));
        var before = Shown(line, "deux");
        line.Render(p => p.Add(l => l.Words, "trois"));

        GC.Collect();
        Assert.False(before.TryGetTarget(out _));
        line.MarkupMatches("<p>trois</p>");
    }

    [Fact]
    public void What_follows_is_drawn_as_ever()
    {
        var line = Render<Line>(p => p.Add(l => l.Words, "un").Add(l => l.Marks, 1));
        line.Render(p => p.Add(l => l.Marks, 3));
        line.MarkupMatches("<p>un<b>•</b><b>•</b><b>•</b></p>");
        line.Render(p => p.Add(l => l.Words, "deux").Add(l => l.Marks, 2));
        line.MarkupMatches("<p>deux<b>•</b><b>•</b></p>");
        line.Render(p => p.Add(l => l.Marks, 0));
        line.MarkupMatches("<p>deux</p>");
    }

    /// <summary>Apart, so that nothing here keeps it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<object> Shown(IRenderedComponent<Line> line, string words)
    {
        line.Render(p => p.Add(l => l.Words, words));
        return new(line.Instance.Held);
    }

    private sealed class Line : Sparing
    {
        [Parameter] public string Words { get; set; } = "";
        [Parameter] public int Marks { get; set; }

        public object Held { get; private set; } = new();

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            DrawsInto(builder);
            Held = new();
            builder.OpenElement(0, "p");
            builder.SetKey(Held);
            builder.AddContent(1, Words);
            for (var mark = 0; mark < Marks; mark++) builder.AddMarkupContent(2, "<b>•</b>");
            builder.CloseElement();
        }
    }
}
