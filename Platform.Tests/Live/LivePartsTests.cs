using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Domain.Common;
using Platform.Tests.Security;
using Platform.Web.Live;

namespace Platform.Tests.Live;

/// <summary>A page outlives a database that is away for a moment: what it shows stays, and is read again.</summary>
public sealed class LivePartsTests : BunitContext
{
    private static readonly NpgsqlException Away = new("nobody answers", new IOException());

    public LivePartsTests() => Services.AddSingleton<LiveUpdates>().AddSingleton<TimeProvider>(new Hurried());

    [Fact]
    public async Task What_could_not_be_read_is_read_again_until_it_can()
    {
        var reads = 0;
        RenderLive(() => ++reads < 4 ? throw Away : Task.CompletedTask);
        await Eventually.TrueAsync(() => reads == 4, "it was read");
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public async Task A_fault_of_our_own_is_shown()
    {
        // It may be shown while the part is still being drawn.
        var shown = Record.Exception(() => RenderLive(() => throw new InvalidOperationException("ours"))) ?? await Renderer.UnhandledException.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("ours", shown.Message);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_said_in_the_end()
    {
        RenderLive(() => throw Away);
        Assert.Same(Away, await Renderer.UnhandledException.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task What_shows_a_reading_is_drawn_once_for_it()
    {
        var page = Render<Page>();
        await Eventually.TrueAsync(() => page.Markup == "read 1", "the first reading is shown");
        var before = page.RenderCount;

        Services.GetRequiredService<LiveUpdates>().Publish(new(Page.Shop, "Order", Guid.Empty));
        await Eventually.TrueAsync(() => page.Markup == "read 2", "the change is shown");
        Assert.Equal(before + 1, page.RenderCount);
    }

    [Fact]
    public async Task What_is_done_again_and_again_goes_on_after_one_that_failed()
    {
        var done = 0;
        Render<Every>(of => of.Add(every => every.Pace, TimeSpan.FromSeconds(1)).Add(every => every.OnTick, () => ++done == 2 ? throw Away : Task.CompletedTask));
        await Eventually.TrueAsync(() => done > 4, "it goes on");
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    private IRenderedComponent<Web.Live.Live> RenderLive(Func<Task> read) => Render<Web.Live.Live>(of => of
        .Add(live => live.Organisation, new OrganisationId(Guid.CreateVersion7())).Add(live => live.Kind, "Order").Add(live => live.OnChange, read));

    /// <summary>A lambda belongs to nobody who could be drawn.</summary>
    [Fact]
    public void Who_watches_gives_a_method_of_its_own() => Assert.Empty(
        from source in Sources.Of("*.razor")
        from Match live in Regex.Matches(source.Text, "<Live [^/]*?/>", RegexOptions.Singleline)
        where !Regex.IsMatch(live.Value, "OnChange=\"[A-Za-z]+Async\"")
        select $"{source.File}: {live.Value}");

    /// <summary>Reads for a moment, as pages do.</summary>
    private sealed class Page : ComponentBase
    {
        public static readonly OrganisationId Shop = new(Guid.CreateVersion7());
        private int read;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Web.Live.Live>(0);
            builder.AddComponentParameter(1, nameof(Web.Live.Live.Organisation), Shop);
            builder.AddComponentParameter(2, nameof(Web.Live.Live.Kind), "Order");
            builder.AddComponentParameter(3, nameof(Web.Live.Live.OnChange), (Func<Task>)ReadAsync);
            builder.CloseComponent();
            if (read > 0) builder.AddContent(4, $"read {read}");
        }

        private async Task ReadAsync()
        {
            await Task.Yield();
            read++;
        }
    }
}
