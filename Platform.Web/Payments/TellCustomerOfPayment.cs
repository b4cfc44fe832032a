using System.Globalization;
using System.Resources;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Web.Conversations;
using Platform.Web.Orders;
using Platform.Web.Shared;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Payments;

/// <summary>The chat says what there is to pay, that it came, and that it went back; in the customer's language, each thing once.</summary>
public sealed class TellCustomerOfPayment(ShopVoice voice, PaymentQueries payments, OrderQueries orders, PaymentDoors doors, Streams streams, TimeProvider clock)
    : IReaction<PaymentRequested>, IReaction<PaymentReceived>, IReaction<PaymentExpired>, IReaction<RefundDone>
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>The assistant gives its link in its own reply.</summary>
    public async Task ReactAsync(Recorded<PaymentRequested> recorded, CancellationToken ct)
    {
        if (recorded.By.Kind is not ActorKind.Assistant) await SayLinkAsync(recorded.Organisation, recorded.Stream, ct);
    }

    public Task SayLinkAsync(OrganisationId organisation, Guid payment, CancellationToken ct) => SayAsync(organisation, payment, "SayLink", ct);

    public async Task ReactAsync(Recorded<PaymentReceived> recorded, CancellationToken ct) => await SayAsync(recorded.Organisation, recorded.Stream, "SayPaid", ct);

    /// <summary>Reminded once, and only who can still be written to; the link then works again.</summary>
    public async Task ReactAsync(Recorded<PaymentExpired> recorded, CancellationToken ct)
    {
        var (state, _) = await streams.LoadAsync(new PaymentId(recorded.Stream), recorded.Organisation, ct);
        if (state.Phase is not PaymentPhase.Expired || state.IsReminded || !await IsOwedAsync(recorded.Organisation, recorded.Stream, ct)) return;
        if (await SayAsync(recorded.Organisation, recorded.Stream, "SayReminder", ct))
            await streams.HandleAsync(new PaymentId(recorded.Stream), new RemindPayment(clock.GetUtcNow() + PaymentDesk.Lifetime), Actor.System(recorded.Organisation), ct);
    }

    public async Task ReactAsync(Recorded<RefundDone> recorded, CancellationToken ct) =>
        await SayAsync(recorded.Organisation, recorded.Stream, "SayRefunded", ct, recorded.Fact.Amount, recorded.Fact.Refund);

    /// <summary>Not when it was paid at the door meanwhile, and not when it was asked for anew.</summary>
    private async Task<bool> IsOwedAsync(OrganisationId organisation, Guid payment, CancellationToken ct) =>
        await payments.FindAsync(organisation, new(payment), ct) is { Row.OrderId: { } id }
        && await orders.FindAsync(organisation, new OrderId(id), ct) is { } order && order.Due().Minor > 0
        && !(await payments.OfAsync(organisation, new OrderId(id), ct)).Exists(other => other.Row.Phase is PaymentPhase.Open);

    /// <returns>Whether it was said.</returns>
    private async Task<bool> SayAsync(OrganisationId organisation, Guid payment, string word, CancellationToken ct, Money? amount = null, Guid? about = null)
    {
        if (await payments.FindAsync(organisation, new(payment), ct) is not { Row: { Conversation: { } conversation } row }) return false;

        var chat = new ConversationId(conversation);
        var tongue = await voice.TongueAsync(organisation, chat, ct);
        var culture = CultureOf(tongue);
        string[] blanks = [row.Title, Say.Amount(amount ?? row.Of(row.Amount), tongue), doors.Link(organisation, payment).AbsoluteUri];
        var text = string.Format(culture, Words.GetString(word, culture) ?? throw new MissingManifestResourceException(word), [.. blanks]);
        return await voice.TellAsync(organisation, chat, new ShopNotice($"{word} {about ?? payment:N}", text, Late(word, tongue, blanks)), ct) is null;
    }

    /// <summary>A reminder is not worth an approved text.</summary>
    private static TemplateWish? Late(string word, Tongue tongue, string[] blanks) => word switch
    {
        "SayLink" => new(ReadyTemplates.PaymentDue, tongue.Code(), blanks),
        "SayPaid" => new(ReadyTemplates.PaymentReceived, tongue.Code(), blanks[..2]),
        "SayRefunded" => new(ReadyTemplates.Refund, tongue.Code(), blanks[..2]),
        _ => null,
    };

    private static CultureInfo CultureOf(Tongue tongue) => CultureInfo.GetCultureInfo(tongue switch
    {
        Tongue.English => "en",
        Tongue.Arabic or Tongue.Darija => "ar",
        _ => "fr",
    });
}
