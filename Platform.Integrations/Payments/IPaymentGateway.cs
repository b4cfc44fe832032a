using Platform.Domain.Common;

namespace Platform.Integrations.Payments;

/// <summary>A way customers pay over the network. What is behind it the rest of the product does not care.</summary>
public interface IPaymentGateway
{
    GatewayTraits Traits { get; }

    /// <summary>Whether an account can be paid in this currency: a wallet has one country, and a country one currency.</summary>
    bool Takes(SellerAccount account, Currency currency);

    RefundWays Refunds(SellerAccount account);

    /// <summary>Asks for something harmless, so that credentials that do not work are known before they are kept.</summary>
    Task ProveAsync(SellerAccount account, CancellationToken ct);

    /// <summary>Opens a page or a prompt on which the customer pays. Asking again for the same attempt never makes the customer pay twice.</summary>
    /// <exception cref="ProviderException">Says whether it may have been opened all the same.</exception>
    Task<OpenedPayment> OpenAsync(SellerAccount account, PaymentAsked asked, CancellationToken ct);

    /// <summary>How it stands, by the gateway's own books: the only word that is believed.</summary>
    Task<PaymentReport> AskAsync(SellerAccount account, PaymentSought sought, CancellationToken ct);

    /// <summary>What nobody wants any more can no longer be paid. Where the gateway has no way to say so, its page runs out by itself.</summary>
    /// <exception cref="ProviderException">Final, when there is nothing left to close: it was paid, or is over.</exception>
    Task CloseAsync(SellerAccount account, PaymentSought sought, CancellationToken ct) => Task.CompletedTask;

    Task<RefundReport> RefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct);

    /// <summary>What became of a refund. <see cref="RefundState.Untold"/> where the gateway has no way to say: then nobody asks for it a second time.</summary>
    Task<RefundReport> AskRefundAsync(SellerAccount account, RefundAsked asked, CancellationToken ct);

    /// <summary>Whether the gateway really sent this. Where it proves nothing, the address alone must have been unguessable.</summary>
    bool IsAuthentic(GatewayNotice notice, SellerAccount account, string? proof);

    /// <summary>Whose payment this is about. Never throws and never says what became of it: that is asked.</summary>
    PaymentHint Read(ReadOnlyMemory<byte> body);
}
