using Microsoft.AspNetCore.Routing;

namespace Platform.Integrations.Carriers.Emulation;

/// <summary>A carrier's side of the wire, as tests and the demonstration hold it.</summary>
public interface IEmulatedCarrier
{
    EmulatedDepot Depot { get; }

    /// <summary>An account a seller could have there.</summary>
    SellerAccount Register(string merchant);

    /// <summary>The words a parcel goes through until it is delivered, in order.</summary>
    IReadOnlyList<string> Road { get; }

    void Map(IEndpointRouteBuilder app);
}
