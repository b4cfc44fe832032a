using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Conversations;
using Platform.Web.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>The parts of the inbox, as somebody sees them.</summary>
public sealed class InboxPartsTests : BunitContext
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public InboxPartsTests()
    {
        Services.AddLocalization();
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr");
    }

    [Fact]
    public void What_was_sought_is_marked_where_it_was_found()
    {
        var found = Render<FoundItem>(p => p
            .Add(item => item.Hit, new InboxHit(Line(), Guid.NewGuid(), Noon, [("une ", false), ("livraison", true), (" demain", false)]))
            .Add(item => item.Href, "inbox/1").Add(item => item.Zone, TimeZoneInfo.Utc).Add(item => item.Now, Noon));
        Assert.Equal("livraison", found.Find("mark").TextContent);
        Assert.Equal("une livraison demain", found.Find(".line").TextContent);
    }

    [Fact]
    public void A_list_with_nothing_to_narrow_it_by_shows_no_way_to_narrow_it() =>
        Assert.Empty(Bar(Narrowing.None, tags: [], channels: 1).Markup.Trim());

    [Fact]
    public void What_the_list_is_narrowed_to_is_said_and_taken_back()
    {
        Narrowing? chosen = null;
        var bar = Bar(new Narrowing(Tag: "VIP"), ["Grossiste", "VIP"], channels: 2, narrowing => chosen = narrowing);
        Assert.Contains("VIP", bar.Find("summary").TextContent, StringComparison.Ordinal);

        bar.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        bar.Find("#by-tag").Change("Grossiste");
        Assert.Equal(new Narrowing(Tag: "Grossiste"), chosen);
        bar.Find("button").Click();
        Assert.Equal(Narrowing.None, chosen);
    }

    [Theory]
    [InlineData(ReplyState.Scheduled, "Part lun. 18:00")]
    [InlineData(ReplyState.Held, "Le client a écrit entre-temps. L’envoyer quand même ?")]
    public void A_reply_for_later_says_what_it_waits_for_and_what_can_be_done(ReplyState state, string words)
    {
        (ThreadRow Row, PlannedAct Act)? asked = null;
        var row = new ThreadRow(default, Guid.NewGuid(), default, default, 1, Noon.AddHours(6), Speaker.Member, null, ThreadKind.Text, "Il est là", state, null, null, null, null);
        var bubble = Render<MessageBubble>(p => p
            .Add(b => b.Row, row).Add(b => b.In, Frame(planned => asked = planned)));

        Assert.Contains(words, bubble.Find(".later span").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Envoyer maintenant", "Modifier", "Ne pas envoyer"], bubble.FindAll(".later button").Select(button => button.TextContent));
        bubble.FindAll(".later button")[1].Click();
        Assert.Equal((row, PlannedAct.Edit), asked);
    }

    [Fact]
    public void A_reply_that_leaves_a_closed_conversation_says_so_and_is_not_rewritten_there()
    {
        var row = new ThreadRow(default, Guid.NewGuid(), default, default, 1, Noon.AddHours(6), Speaker.Member, null, ThreadKind.Text, "Il est là", ReplyState.Scheduled, null, null, null, null);
        var bubble = Render<MessageBubble>(p => p.Add(b => b.Row, row).Add(b => b.In, Frame(_ => { }) with { IsClosed = true }));

        Assert.Equal("Part quand même lun. 18:00, conversation fermée", bubble.Find(".later span").TextContent);
        Assert.Equal(["Envoyer maintenant", "Ne pas envoyer"], bubble.FindAll(".later button").Select(button => button.TextContent));
    }

    [Fact]
    public void A_reply_that_was_held_because_the_hours_are_over_says_so_and_cannot_be_sent()
    {
        var row = new ThreadRow(default, Guid.NewGuid(), default, default, 1, Noon, Speaker.Member, null, ThreadKind.Text, "Il est là", ReplyState.Held, null, null, null, null);
        var bubble = Render<MessageBubble>(p => p.Add(b => b.Row, row).Add(b => b.In, Frame(_ => { }) with { IsWindowOver = true }));

        Assert.Contains("Les 24 heures sont passées", bubble.Find(".later span").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Modifier", "Ne pas envoyer"], bubble.FindAll(".later button").Select(button => button.TextContent));
    }

    [Fact]
    public void The_moments_offered_are_still_to_come()
    {
        DateTimeOffset? picked = null;
        var menu = Render<LaterMenu>(p => p.Add(m => m.Zone, TimeZoneInfo.Utc).Add(m => m.Now, Noon).Add(m => m.OnPick, at => picked = at));
        menu.FindAll(".option")[1].Click();
        Assert.Equal(Noon.AddHours(6), picked);
        menu.Find("#later-at").Change("2026-03-03T09:30:00"); // As blazor.web.js hands it on, whatever the browser shows.
        menu.FindAll("button")[^1].Click();
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.Zero), picked);
    }

    private IRenderedComponent<NarrowingBar> Bar(Narrowing chosen, string[] tags, int channels, Action<Narrowing>? onChoose = null) => Render<NarrowingBar>(p => p
        .Add(bar => bar.Chosen, chosen).Add(bar => bar.Tags, tags).Add(bar => bar.Sources, [])
        .Add(bar => bar.Channels, Enumerable.Range(1, channels).ToDictionary(_ => Guid.NewGuid(), n => $"Canal {n}"))
        .Add(bar => bar.OnChoose, narrowing => onChoose?.Invoke(narrowing)));

    private static ThreadFrame Frame(Action<(ThreadRow Row, PlannedAct Act)> onPlanned) => new(
        new("Atlas Sneakers", TimeZoneInfo.Utc, new Dictionary<Guid, string>(), "", "", ""), new Dictionary<Guid, Besides>(), null, null, CanAnswer: true, IsClosed: false, IsWindowOver: false,
        default, EventCallback.Factory.Create(new object(), onPlanned));

    private static InboxRow Line() => new(
        default, Guid.NewGuid(), default, default, "Salma", null, "", MessageKind.Text, Speaker.Customer, default, null, Noon, Noon, null, 0, null, false, null, [], null, null, false, null);
}
