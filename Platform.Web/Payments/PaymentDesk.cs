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
        if ((await payments.OfAsync(by.Organisation, new OrderId(order.Id), ct)).Exists(one => one.Row.Id != payment.Value && one.Row.IsPayable(now))) return new("payment.already_asked");

        var command = new RequestPayment(
            new OrderId(order.Id), order.Number, new ContactId(order.Contact), order.Conversation is { } chat ? new ConversationId(chat) : null, due, now + Lifetime);
        return (await streams.HandleAsync(payment, command, by, ct)).Refusal;
    }

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
            return await OpenAsync(organisation, whole, chosen, phone, language, ct);
        }
        catch (ProviderException e)
        {
            if (e.Fault is ProviderFault.Fix) await accounts.BreakAsync(organisation, account, e.Reason, CancellationToken.None);
            return new(null, e.Reason);
        }
    }

    private async Task<Opened> OpenAsync(OrganisationId organisation, PaymentQueries.Whole whole, GatewayAccounts.Usable chosen, PhoneNumber? phone, Language language, CancellationToken ct)
    {
        var (row, traits) = (whole.Row, chosen.Gateway.Traits);
        var attempt = AttemptId(whole, chosen);
        var asked = new PaymentAsked(
            new(attempt), row.Of(row.Amount), row.Title, (await colleagues.AtAsync(organisation, ct)).Name, language,
            doors.Return(organisation, row.Id),
            traits.HasOneAddress ? doors.Notify(traits.Provider, Door.Account, organisation, chosen.Row.Id) : doors.Notify(traits.Provider, Door.Payment, organisation, row.Id),
            phone);
        var opened = await chosen.Gateway.OpenAsync(chosen.Account, asked, ct);

        // From here on the gateway knows of it, so it is recorded even if the customer's browser leaves.
        var recorded = await streams.HandleAsync(
            new PaymentId(row.Id), new OpenPayment(attempt, chosen.Row.Id, traits.Provider, opened.ProviderId, opened.Link?.AbsoluteUri, opened.Until, opened.Proof), Actor.Customer(organisation), CancellationToken.None);
        return new(opened.Link, recorded.Refusal?.Code);
    }

    /// <summary>
    /// A prompt reaches the customer whether or not its answer reaches us, so two clicks must be one attempt, known by the same id.
    /// A page nobody saw can be left behind.
    /// </summary>
    private static Guid AttemptId(PaymentQueries.Whole whole, GatewayAccounts.Usable chosen) => chosen.Gateway.Traits.NeedsPhone
        ? new(SHA256.HashData([.. whole.Row.Id.ToByteArray(), .. chosen.Row.Id.ToByteArray(), .. BitConverter.GetBytes(whole.Attempts.Count)]).AsSpan(0, 16))
        : Guid.CreateVersion7();

    private bool IsGood(AttemptRow attempt) => attempt.IsOpen && !(attempt.Until < clock.GetUtcNow() + Margin);
}
