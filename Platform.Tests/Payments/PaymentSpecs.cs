using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Domain.Payments;

namespace Platform.Tests.Payments;

public sealed class PaymentSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tomorrow = Noon.AddDays(1);
    private static readonly Guid First = Guid.CreateVersion7(), Second = Guid.CreateVersion7(), Back = Guid.CreateVersion7();
    private static readonly Money Price = new(15_000, Currency.XOF);

    private readonly Spec<Payment, PaymentCommand, PaymentEvent> spec = new();

    [Fact]
    public void Asking_twice_asks_once() => spec.Given(Requested()).When(Request(), Noon).ThenNothing();

    [Theory, InlineData(0), InlineData(-1)]
    public void Nothing_is_not_asked_for(long minor) => spec.When(Request() with { Amount = new(minor, Currency.XOF) }, Noon).ThenRefused("payment.amount");

    [Fact]
    public void What_was_asked_for_and_came_is_paid() => spec
        .Given(Requested(), Opened(First))
        .When(Paid(First), Noon)
        .Then(new PaymentReceived(First, "wave", Price, "T1", IsLate: false));

    [Fact]
    public void A_gateway_that_takes_nothing_else_need_not_say_how_much() => spec
        .Given(Requested(), Opened(First))
        .When(Paid(First) with { Received = null }, Noon)
        .Then(new PaymentReceived(First, "wave", Price, "T1", IsLate: false));

    [Fact]
    public void Told_again_it_is_paid_once() => spec.Given(Requested(), Opened(First)).When(Paid(First), Noon).When(Paid(First), Noon).ThenNothing();

    [Theory, InlineData(AttemptOutcome.Refused), InlineData(AttemptOutcome.Abandoned), InlineData(AttemptOutcome.Lapsed)]
    public void Bad_news_that_comes_after_the_money_changes_nothing(AttemptOutcome late) => spec
        .Given(Requested(), Opened(First), Received(First))
        .When(new ReportPayment(First, late), Noon)
        .ThenNothing();

    [Theory]
    [InlineData(14_999, "XOF")]
    [InlineData(15_001, "XOF")]
    [InlineData(15_000, "XAF")]
    [InlineData(15_000, "USD")]
    public void Another_amount_or_currency_never_counts_as_paid(int amount, string currency)
    {
        spec.Given(Requested(), Opened(First)).When(Paid(First) with { Received = new(amount, currency) }, Noon)
            .Then(new PaymentMismatched(First, "wave", new(amount, currency), "T1"));
        Assert.Equal(PaymentPhase.Open, spec.State.Phase);
        spec.When(Paid(First), Noon).ThenNothing();
    }

    [Fact]
    public void Who_was_refused_may_pay_after_all() => spec
        .Given(Requested(), Opened(First), new PaymentRefused(First, "insufficient-funds"))
        .When(Paid(First), Noon)
        .Then(new PaymentReceived(First, "wave", Price, "T1", IsLate: false));

    [Fact]
    public void Refused_twice_is_refused_once() => spec.Given(Requested(), Opened(First), new PaymentRefused(First, null)).When(new ReportPayment(First, AttemptOutcome.Refused), Noon).ThenNothing();

    [Fact]
    public void Money_that_comes_after_the_link_expired_is_still_money_and_said_to_be_late() => spec
        .Given(Requested(), Opened(First), new PaymentExpired())
        .When(Paid(First), Tomorrow.AddHours(1))
        .Then(new PaymentReceived(First, "wave", Price, "T1", IsLate: true));

    [Fact]
    public void So_is_money_for_what_was_called_off() => spec
        .Given(Requested(), Opened(First), new PaymentCalledOff())
        .When(Paid(First), Noon)
        .Then(new PaymentReceived(First, "wave", Price, "T1", IsLate: true));

    [Fact]
    public void Two_pages_that_are_both_paid_are_told_apart() => spec
        .Given(Requested(), Opened(First), Opened(Second), Received(First))
        .When(Paid(Second) with { Transaction = "T2" }, Noon)
        .Then(new PaymentReceivedAgain(Second, "wave", Price, "T2"));

    [Fact]
    public void An_attempt_nobody_opened_brings_nothing() => spec.Given(Requested()).When(Paid(First), Noon).ThenRefused("payment.attempt_unknown");

    [Fact]
    public void What_is_paid_cannot_be_opened_again() => spec.Given(Requested(), Opened(First), Received(First)).When(Open(Second), Noon).ThenRefused("payment.paid");

    [Fact]
    public void An_expired_link_opens_nothing_even_before_somebody_noticed() => spec.Given(Requested()).When(Open(First), Tomorrow).ThenRefused("payment.expired");

    [Fact]
    public void What_was_called_off_opens_nothing() => spec.Given(Requested(), new PaymentCalledOff()).When(Open(First), Noon).ThenRefused("payment.called_off");

    [Fact]
    public void It_expires_when_its_time_has_come_and_not_before()
    {
        spec.Given(Requested()).When(new ExpirePayment(), Tomorrow.AddSeconds(-1)).ThenNothing();
        spec.When(new ExpirePayment(), Tomorrow).Then(new PaymentExpired());
        spec.When(new ExpirePayment(), Tomorrow).ThenNothing();
    }

    [Fact]
    public void What_is_paid_does_not_expire() => spec.Given(Requested(), Opened(First), Received(First)).When(new ExpirePayment(), Tomorrow).ThenNothing();

    [Fact]
    public void A_customer_is_reminded_once_and_the_link_works_again()
    {
        spec.Given(Requested(), new PaymentExpired()).When(new RemindPayment(Tomorrow.AddDays(1)), Tomorrow).Then(new PaymentReminded(Tomorrow.AddDays(1)));
        Assert.True(spec.State.IsPayable(Tomorrow.AddHours(1)));
        spec.When(new ExpirePayment(), Tomorrow.AddDays(1)).When(new RemindPayment(Tomorrow.AddDays(2)), Tomorrow.AddDays(1)).ThenNothing();
    }

    [Fact]
    public void Nobody_is_reminded_of_what_they_paid() => spec.Given(Requested(), Opened(First), Received(First)).When(new RemindPayment(Tomorrow), Noon).ThenNothing();

    [Fact]
    public void Paid_money_is_not_called_off() => spec.Given(Requested(), Opened(First), Received(First)).When(new CallOffPayment(), Noon).ThenRefused("payment.paid");

    [Fact]
    public void Part_of_it_goes_back_and_then_the_rest()
    {
        spec.Given(Requested(), Opened(First), Received(First)).When(new RequestRefund(Back, new(5_000, Currency.XOF), "Article manquant"), Noon)
            .Then(new RefundRequested(Back, First, new(5_000, Currency.XOF), "Article manquant"));
        spec.When(new RequestRefund(Second, new(10_001, Currency.XOF), "Le reste"), Noon).ThenRefused("payment.refund_too_much");
        spec.When(new RequestRefund(Second, new(10_000, Currency.XOF), "Le reste"), Noon);
        Assert.Equal(new Money(0, Currency.XOF), spec.State.Left(First));
    }

    [Fact]
    public void A_refund_that_failed_may_be_asked_for_again() => Assert.Equal(Price, spec
        .Given(Requested(), Opened(First), Received(First), new RefundRequested(Back, First, Price, "Retour"))
        .When(new ReportRefund(Back, RefundOutcome.Failed, "NOT_ENOUGH_FUNDS"), Noon)
        .Then(new RefundFailed(Back, "NOT_ENOUGH_FUNDS")).State.Left(First));

    [Fact]
    public void A_refund_is_sent_once() => spec
        .Given(Requested(), Opened(First), Received(First), new RefundRequested(Back, First, Price, "Retour"))
        .When(new StartRefund(Back), Noon)
        .When(new StartRefund(Back), Noon)
        .ThenNothing();

    [Fact]
    public void A_doubt_ends_when_somebody_knows()
    {
        spec.Given(Requested(), Opened(First), Received(First), new RefundRequested(Back, First, Price, "Retour"), new RefundDispatched(Back))
            .When(new ReportRefund(Back, RefundOutcome.Doubted), Noon).Then(new RefundDoubted(Back));
        spec.When(new ReportRefund(Back, RefundOutcome.Done), Noon).Then(new RefundDone(Back, First, Price));
        spec.When(new ReportRefund(Back, RefundOutcome.Failed), Noon).ThenNothing();
    }

    [Fact]
    public void Nothing_goes_back_of_what_never_came() => spec.Given(Requested(), Opened(First)).When(new RequestRefund(Back, Price, "Retour"), Noon).ThenRefused("payment.not_paid");

    [Fact]
    public void Another_currency_does_not_go_back() => spec.Given(Requested(), Opened(First), Received(First)).When(new RequestRefund(Back, new(1, Currency.EUR), "Retour"), Noon).ThenRefused("payment.amount");

    private static RequestPayment Request() => new(new OrderId(Guid.CreateVersion7()), "CMD-1042", null, null, Price, Tomorrow);
    private static PaymentRequested Requested() => new(null, "CMD-1042", null, null, Price, Tomorrow);
    private static OpenPayment Open(Guid attempt) => new(attempt, Guid.CreateVersion7(), "wave", "cos-1", "https://pay.wave.com/c/cos-1", null, null);
    private static PaymentOpened Opened(Guid attempt) => new(attempt, Guid.CreateVersion7(), "wave", "cos-1", "https://pay.wave.com/c/cos-1", null, null);
    private static PaymentReceived Received(Guid attempt) => new(attempt, "wave", Price, "T1", IsLate: false);
    private static ReportPayment Paid(Guid attempt) => new(attempt, AttemptOutcome.Paid, Sum.Of(Price), "T1");
}
