using System.Security.Cryptography;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Integrations.Payments;
using Platform.Web.Identity.Organisations;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Where money is asked for, and where a customer who follows the link chooses how to pay it.</summary>
public sealed class PaymentDesk(Streams streams, PaymentQueries payments, GatewayAccounts accounts, PaymentDoors doors, Colleagues colleagues, TimeProvider clock)
{
    /// <summary>How long a link works, and how long again after the one reminder.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A page that is about to close is not worth being sent to.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>No phone asks for a code longer than that.</summary>
    private static readonly TimeSpan Prompted = TimeSpan.FromMinutes(10);

    /// <param name="To">The gateway's page; null when the customer's phone is asking.</param>
    /// <param name="Problem">Why not: a refusal's code, or a word of <see cref="Trouble"/>.</param>
    public sealed record Opened(Uri? To, string? Problem = null);

    /// <summary>Asks the customer of an order for what is still due.</summary>
    /// <param name="payment">Chosen by the caller, so that a second click asks for nothing more.</param>
    public async Task<Refusal?> RequestAsync(Actor by, OrderRow order, PaymentId payment, CancellationToken ct = default)
    {
        if (order.Status is OrderStatus.Cancelled || order.Due() is not { Minor: > 0 } due) return new("payment.nothing_due");
        if (await accounts.OfferedAsync(by.Organisation, due.Currency, ct) is []) return new("payment.no_gateway");
        var now = clock.GetUtcNow();
        foreach (var earlier in (await payments.OfAsync(by.Organisation, new OrderId(order.Id), ct)).Where(one => one.Row is { Phase: PaymentPhase.Open } && one.Row.Id != payment.Value))
        {
            if (earlier.Row.IsPayable(now)) return new("payment.already_asked");
            await streams.HandleAsync(new PaymentId(earlier.Row.Id), new ExpirePayment(), Actor.System(by.Organisation), ct);
        }

        var command = new RequestPayment(
            new OrderId(order.Id), order.Number, new ContactId(order.Contact), order.Conversation is { } chat ? new ConversationId(chat) : null, due, now + Lifetime);
        return (await streams.HandleAsync(payment, command, by, ct)).Refusal;
    }

    /// <summary>The link for what is due on an order now: the one that is open, or a new one. What was asked before the order changed is called off.</summary>
    public async Task<Uri?> GiveLinkAsync(Actor by, OrderRow order, CancellationToken ct)
    {
        foreach (var other in (await payments.OfAsync(by.Organisation, new OrderId(order.Id), ct)).Where(one => one.Row is { Phase: PaymentPhase.Open } && one.Row.Amount != order.Due().Minor))
            await streams.HandleAsync(new PaymentId(other.Row.Id), new CallOffPayment(), Actor.System(by.Organisation), ct);

        return await RequestAsync(by, order, new PaymentId(Guid.CreateVersion7()), ct) is null or { Code: "payment.already_asked" } ? await LinkOfAsync(by.Organisation, new OrderId(order.Id), ct) : null;
    }

    /// <summary>Where the customer of an order can pay what they were asked for; null when they were not, or it is done.</summary>
    public async Task<Uri?> LinkOfAsync(OrganisationId organisation, OrderId order, CancellationToken ct) =>
        (await payments.OfAsync(organisation, order, ct)).Find(payment => payment.Row.IsPayable(clock.GetUtcNow())) is { } open ? doors.Link(organisation, open.Row.Id) : null;

    /// <summary>The smallest sum that shows a gateway works; no order waits for it.</summary>
    public async Task<Refusal?> TryAsync(Actor by, Currency currency, PaymentId payment, CancellationToken ct = default) =>
        (await streams.HandleAsync(payment, new RequestPayment(null, "Test", null, null, new(currency.Decimals() == 2 ? 1_00 : 100, currency), clock.GetUtcNow() + Lifetime), by, ct)).Refusal;

    /// <summary>The customer chose how to pay. Who comes back to a page that is still open gets that page again.</summary>
    public async Task<Opened> OpenAsync(OrganisationId organisation, PaymentId payment, Guid account, PhoneNumber? phone, Language language, CancellationToken ct)
    {
        if (await payments.FindAsync(organisation, payment, ct) is not { } whole) return new(null, "payment.unknown");
        if (!whole.Row.IsPayable(clock.GetUtcNow())) return new(null, whole.Row.Phase is PaymentPhase.Paid ? "payment.paid" : "payment.expired");
        if ((await accounts.OfferedAsync(organisation, whole.Row.Currency, ct)).Find(offered => offered.Row.Id == account) is not { } chosen) return new(null, "payment.no_gateway");
        if (whole.Attempts.FirstOrDefault(attempt => attempt.Account == account && IsGood(attempt)) is { } open) return new(open.Link is { } link ? new(link) : null);
        if (chosen.Gateway.Traits.NeedsPhone && phone is null) return new(null, "payment.phone");

        try
        {
            return chosen.Gateway.Traits.NeedsPhone
                ? await PromptAsync(organisation, whole, chosen, phone, language, ct)
                : await ShowAsync(organisation, whole, chosen, phone, language, ct);
        }
        catch (ProviderException e)
        {
            if (e.Fault is ProviderFault.Fix) await accounts.BreakAsync(organisation, account, e.Reason, CancellationToken.None);
            return new(null, e.Reason);
        }
    }

    /// <summary>A page nobody saw can be left behind: it is recorded once there is one.</summary>
    private async Task<Opened> ShowAsync(OrganisationId organisation, PaymentQueries.Whole whole, GatewayAccounts.Usable chosen, PhoneNumber? phone, Language language, CancellationToken ct)
    {
        var attempt = Guid.CreateVersion7();
        var opened = await chosen.Gateway.OpenAsync(chosen.Account, await AskedAsync(organisation, whole.Row, chosen, attempt, phone, language, ct), ct);
        var refusal = await RecordAsync(organisation, whole.Row, chosen, attempt, opened);
        return new(opened.Link, refusal?.Code);
    }

    /// <summary>
    /// A prompt reaches the customer whether or not its answer reaches us: it is recorded before it is sent, under the id the gateway will know it by,
    /// and two clicks have the same one.
    /// </summary>
    private async Task<Opened> PromptAsync(OrganisationId organisation, PaymentQueries.Whole whole, GatewayAccounts.Usable chosen, PhoneNumber? phone, Language language, CancellationToken ct)
    {
        var attempt = new Guid(SHA256.HashData([.. whole.Row.Id.ToByteArray(), .. chosen.Row.Id.ToByteArray(), .. BitConverter.GetBytes(whole.Attempts.Count)]).AsSpan(0, 16));
        if (await RecordAsync(organisation, whole.Row, chosen, attempt, new(attempt.ToString("D"), Link: null, clock.GetUtcNow() + Prompted)) is { } refusal) return new(null, refusal.Code);
        try
        {
            await chosen.Gateway.OpenAsync(chosen.Account, await AskedAsync(organisation, whole.Row, chosen, attempt, phone, language, ct), ct);
            return new(null);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            return new(null); // The phone may be asking already; the gateway will say.
        }
        catch (ProviderException e)
        {
            await streams.HandleAsync(new PaymentId(whole.Row.Id), new ReportPayment(attempt, AttemptOutcome.Refused, Code: e.Reason), Actor.System(organisation), CancellationToken.None);
            throw;
        }
    }

    private async Task<PaymentAsked> AskedAsync(
        OrganisationId organisation, PaymentRow row, GatewayAccounts.Usable chosen, Guid attempt, PhoneNumber? phone, Language language, CancellationToken ct)
    {
        var traits = chosen.Gateway.Traits;
        return new(
            new(attempt), row.Of(row.Amount), row.Title, (await colleagues.AtAsync(organisation, ct)).Name, language,
            doors.Return(organisation, row.Id),
            traits.HasOneAddress ? doors.Notify(traits.Provider, Door.Account, organisation, chosen.Row.Id) : doors.Notify(traits.Provider, Door.Payment, organisation, row.Id),
            phone);
    }

    /// <summary>Even if the customer's browser leaves: the gateway knows of it.</summary>
    private async Task<Refusal?> RecordAsync(OrganisationId organisation, PaymentRow row, GatewayAccounts.Usable chosen, Guid attempt, OpenedPayment opened) => (await streams.HandleAsync(
        new PaymentId(row.Id),
        new OpenPayment(attempt, chosen.Row.Id, chosen.Row.Gateway, opened.ProviderId, opened.Link?.AbsoluteUri, opened.Until, opened.Proof),
        Actor.Customer(organisation),
        CancellationToken.None)).Refusal;

    private bool IsGood(AttemptRow attempt) => attempt.IsOpen && !(attempt.Until < clock.GetUtcNow() + Margin);
}
