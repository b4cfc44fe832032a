namespace Platform.Integrations.Carriers;

/// <summary>A company that brings parcels for sellers who have an account there: within the hour across a city, or in a day or two across a country.</summary>
public interface ICarrier
{
    CarrierTraits Traits { get; }

    /// <summary>Asks for something harmless, so that credentials that do not work are known before they are kept.</summary>
    Task ProveAsync(SellerAccount account, CancellationToken ct);

    /// <summary>Where it can fetch this seller's parcels.</summary>
    Task<IReadOnlyList<CarrierPlace>> PickupsAsync(SellerAccount account, CancellationToken ct);

    /// <summary>Its own list of cities or districts; empty where it goes by the address alone.</summary>
    Task<IReadOnlyList<CarrierPlace>> ZonesAsync(SellerAccount account, CancellationToken ct);

    /// <summary>What it would cost now.</summary>
    /// <exception cref="ProviderException">With a word of <see cref="Unserved"/> when it does not bring this one.</exception>
    Task<CarrierQuote> QuoteAsync(SellerAccount account, ShipmentAsked asked, CancellationToken ct);

    /// <summary>Books it. Asking again for the same reference with the same quote finds what was booked and never makes a second one.</summary>
    /// <param name="quote">As it was named by <see cref="QuoteAsync"/>.</param>
    Task<Shipment> BookAsync(SellerAccount account, ShipmentAsked asked, string? quote, CancellationToken ct);

    /// <summary>How it stands, by the carrier's own books: the only word that is believed.</summary>
    Task<Shipment> LookAsync(SellerAccount account, string reference, CancellationToken ct);

    /// <returns>Whether it let go of the parcel; false when that is too late.</returns>
    Task<bool> CancelAsync(SellerAccount account, string reference, CancellationToken ct);

    /// <summary>Asks to be told at this address, where the carrier can be asked; otherwise the seller enters it there.</summary>
    Task ListenAsync(SellerAccount account, Uri door, CancellationToken ct);

    /// <summary>Whether the carrier really sent this. Where it proves nothing, the address alone must have been unguessable.</summary>
    bool IsAuthentic(CarrierNotice notice, SellerAccount account);

    /// <summary>Which shipment a notification is about. Never throws and never says what became of it: that is asked.</summary>
    string? Read(ReadOnlyMemory<byte> body);
}
