using Platform.Domain.Common;
using Platform.Tests.Messaging;
using Platform.Web.Live;

namespace Platform.Tests.Live;

/// <summary>Who looks at what, here and elsewhere.</summary>
public sealed class PresenceSpecs
{
    private static readonly OrganisationId Shop = new(Guid.NewGuid());
    private static readonly Guid Chat = Guid.NewGuid(), Other = Guid.NewGuid(), Awa = Guid.NewGuid(), Karim = Guid.NewGuid();

    private readonly MovingClock clock = new();
    private readonly Presence here;
    private readonly Presence there;

    public PresenceSpecs() => (here, there) = (new(new(), clock), new(new(), clock));

    [Fact]
    public void Somebody_elsewhere_is_seen_typing_and_leaving()
    {
        var page = Guid.NewGuid();
        here.Enter(Shop, Chat, page, Awa);
        Carry();
        Assert.Equal([(Awa, false)], there.Others(Shop, Chat, Karim));

        here.Type(Shop, Chat, page, Awa);
        Carry();
        Assert.Equal([(Awa, true)], there.Others(Shop, Chat, Karim));
        clock.Advance(Presence.Typing);
        Assert.Equal([(Awa, false)], there.Others(Shop, Chat, Karim));

        here.Leave(Shop, Chat, page);
        Carry();
        Assert.Empty(there.Others(Shop, Chat, Karim));
    }

    [Fact]
    public void Who_comes_later_sees_who_was_there_before()
    {
        here.Enter(Shop, Chat, Guid.NewGuid(), Awa);
        here.TakeUntold();

        there.Enter(Shop, Chat, Guid.NewGuid(), Karim);
        Carry();
        Carry();

        Assert.Equal([(Awa, false)], there.Others(Shop, Chat, Karim));
        Assert.Equal([(Karim, false)], here.Others(Shop, Chat, Awa));
    }

    [Fact]
    public void A_page_that_goes_to_another_chat_is_seen_in_that_one_only()
    {
        var page = Guid.NewGuid();
        here.Enter(Shop, Chat, page, Awa);
        Carry();
        here.Leave(Shop, Chat, page);
        here.Enter(Shop, Other, page, Awa);
        Carry();

        Assert.Empty(there.Others(Shop, Chat, Karim));
        Assert.Equal([(Awa, false)], there.Others(Shop, Other, Karim));
    }

    [Fact]
    public void Whoever_is_not_heard_of_any_more_is_gone_and_whoever_is_stays()
    {
        here.Enter(Shop, Chat, Guid.NewGuid(), Awa);
        Carry();
        clock.Advance(Presence.Believed / 2);
        here.SayAll();
        Carry();
        clock.Advance(Presence.Believed * 0.75);
        Assert.Equal([(Awa, false)], there.Others(Shop, Chat, Karim));

        clock.Advance(Presence.Believed);
        Assert.Empty(there.Others(Shop, Chat, Karim));
        Assert.Equal([(Awa, false)], here.Others(Shop, Chat, Karim));
    }

    [Fact]
    public void Fast_fingers_are_told_of_once_a_second()
    {
        var page = Guid.NewGuid();
        here.Enter(Shop, Chat, page, Awa);
        here.TakeUntold();
        for (var key = 0; key < 20; key++) here.Type(Shop, Chat, page, Awa);
        Assert.Single(here.TakeUntold());
        here.Type(Shop, Chat, page, Awa);
        Assert.Empty(here.TakeUntold());
        clock.Advance(TimeSpan.FromSeconds(1));
        here.Type(Shop, Chat, page, Awa);
        Assert.Single(here.TakeUntold());
    }

    /// <summary>As the notifications do.</summary>
    private void Carry()
    {
        var (fromHere, fromThere) = (here.TakeUntold(), there.TakeUntold());
        foreach (var news in fromHere) there.Hear(news);
        foreach (var news in fromThere) here.Hear(news);
    }
}
