using Platform.Domain.Assistant;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Conversations;
using Platform.Web.Orders;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Invoices;

/// <summary>Issues the invoice when the seller wants it issued by itself. A seller who has not said what the law wants issues it later, by hand.</summary>
public sealed class IssueInvoices(InvoiceDesk desk, InvoiceSettingsDesk settings) : IReaction<OrderConfirmed>, IReaction<OrderDelivered>
{
    public Task ReactAsync(Recorded<OrderConfirmed> recorded, CancellationToken ct) => IssueAsync(recorded, IssueAt.Confirmation, ct);

    public Task ReactAsync(Recorded<OrderDelivered> recorded, CancellationToken ct) => IssueAsync(recorded, IssueAt.Delivery, ct);

    private async Task IssueAsync<TFact>(Recorded<TFact> recorded, IssueAt now, CancellationToken ct)
    {
        if ((await settings.OfAsync(recorded.Organisation, ct)).Settings.Issue == now)
            await desk.IssueAsync(Actor.System(recorded.Organisation), new OrderId(recorded.Stream), ct);
    }
}

/// <summary>
/// What changes of an order that was invoiced is taken back by a credit note, and what was added is invoiced anew.
/// An invoice that was issued while its order changed is settled when it is there.
/// </summary>
public sealed class CreditWhatFell(InvoiceDesk desk) : IReaction<OrderReturned>, IReaction<OrderRefunded>, IReaction<OrderCancelled>, IReaction<OrderEdited>, IReaction<InvoiceIssued>
{
    public Task ReactAsync(Recorded<OrderReturned> recorded, CancellationToken ct) => SettleAsync(recorded, ct);

    public Task ReactAsync(Recorded<OrderRefunded> recorded, CancellationToken ct) => SettleAsync(recorded, ct);

    public Task ReactAsync(Recorded<OrderCancelled> recorded, CancellationToken ct) => SettleAsync(recorded, ct);

    public Task ReactAsync(Recorded<OrderEdited> recorded, CancellationToken ct) => SettleAsync(recorded, ct);

    public async Task ReactAsync(Recorded<InvoiceIssued> recorded, CancellationToken ct)
    {
        if (recorded.Fact.Paper is { Kind: PaperKind.Invoice, ForOrder: var order }) await desk.SettleAsync(Actor.System(recorded.Organisation), order, ct);
    }

    private async Task SettleAsync<TFact>(Recorded<TFact> recorded, CancellationToken ct)
    {
        var refusal = await desk.SettleAsync(Actor.System(recorded.Organisation), new OrderId(recorded.Stream), ct);
        if (refusal is not null) throw new ParkException(refusal.Code);
    }
}

/// <summary>The paper is drawn once and kept: it stays what it was when the law asks for it years later.</summary>
public sealed class KeepInvoice(InvoiceFiles files) : IReaction<InvoiceIssued>
{
    public async Task ReactAsync(Recorded<InvoiceIssued> recorded, CancellationToken ct) => await files.KeepAsync(recorded.Organisation, recorded.Fact, ct);
}

/// <summary>The customer gets the paper where they bought; it lies with the order all the same.</summary>
public sealed class SendInvoice(InvoiceFiles files, OrderQueries orders, ShopVoice voice, TimeProvider clock) : IReaction<InvoiceIssued>
{
    /// <summary>Nobody wants the paper of a sale long past in the middle of a talk, unless somebody of the shop made it just now.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(1);

    public async Task ReactAsync(Recorded<InvoiceIssued> recorded, CancellationToken ct)
    {
        var (organisation, paper) = (recorded.Organisation, recorded.Fact.Paper);
        if (paper.Chat is not { } chat || await orders.FindAsync(organisation, paper.ForOrder, ct) is not { } order) return;
        if (clock.GetUtcNow() - (recorded.By.Kind is ActorKind.Member ? recorded.At : order.ChangedAt) > TooLate) return;

        var number = Paper.Write(paper.Kind, paper.On.Year, recorded.Fact.Number);
        var tongue = await voice.TongueAsync(organisation, chat, ct);
        var text = Say.In(tongue, paper.Kind is PaperKind.Invoice ? "invoice.sent" : "invoice.credit", ("number", number));
        await voice.TellAsync(organisation, chat, new ShopNotice($"paper {recorded.Fact.Invoice.Value:N}", text, new TemplateWish(ReadyTemplates.Invoice, tongue.Code(), [number]))
        {
            File = new(await files.ReadAsync(organisation, recorded.Fact, ct), "application/pdf", $"{number}.pdf"),
        }, ct);
    }
}
