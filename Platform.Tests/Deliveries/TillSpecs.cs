using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;

namespace Platform.Tests.Deliveries;

public sealed class TillSpecs
{
    private static readonly CourierId Blaise = new(Guid.CreateVersion7());
    private static readonly MemberId Awa = new(Guid.CreateVersion7());

    private readonly Spec<Till, TillCommand, TillEvent> spec = new();

    [Fact]
    public void What_is_collected_adds_up_to_the_centime()
    {
        spec.Given(Collected(97_900), Collected(1), Collected(10_099));
        Assert.Equal(new Money(108_000, Currency.MAD), spec.State.Holds);
    }

    [Fact]
    public void What_was_paid_online_leaves_nothing_in_the_pocket() => spec.When(new NoteCashCollected(Blaise, new(Guid.CreateVersion7()), "CMD-1", new(0, Currency.MAD))).ThenNothing();

    [Fact]
    public void Handing_over_all_of_it_leaves_nothing()
    {
        spec.Given(Collected(50_000)).When(new HandOverCash(Blaise, Dirhams(500), Dirhams(500), Awa, null)).Then(new CashHandedOver(Blaise, Dirhams(500), Dirhams(500), Awa, null));
        Assert.Equal(0, spec.State.Holds?.Minor);
        spec.When(new HandOverCash(Blaise, Dirhams(500), Dirhams(500), Awa, null)).ThenRefused("till.empty");
    }

    [Fact]
    public void A_difference_needs_a_word()
    {
        spec.Given(Collected(50_000)).When(new HandOverCash(Blaise, Dirhams(500), Dirhams(480), Awa, " ")).ThenRefused("till.note_missing");
        spec.When(new HandOverCash(Blaise, Dirhams(500), Dirhams(480), Awa, "billet déchiré")).Then(new CashHandedOver(Blaise, Dirhams(500), Dirhams(480), Awa, "billet déchiré"));
    }

    [Fact]
    public void What_was_counted_before_the_last_parcel_is_counted_again() =>
        spec.Given(Collected(50_000), Collected(20_000)).When(new HandOverCash(Blaise, Dirhams(500), Dirhams(500), Awa, null)).ThenRefused("till.moved");

    [Fact]
    public void Two_currencies_do_not_share_a_pocket() =>
        spec.Given(Collected(50_000)).When(new NoteCashCollected(Blaise, new(Guid.CreateVersion7()), "CMD-2", new(500, Currency.XAF))).ThenRefused("till.currency");

    private static CashCollected Collected(long minor) => new(Blaise, new(Guid.CreateVersion7()), "CMD-1", new(minor, Currency.MAD));
    private static Money Dirhams(long amount) => new(amount * 100, Currency.MAD);
}
