using Microsoft.AspNetCore.Routing;

namespace Platform.Integrations.Payments.Emulation;

/// <summary>A gateway's side of the wire, as tests and the demonstration hold it.</summary>
public interface IEmulatedGateway
{
    EmulatedTill Till { get; }

    /// <summary>An account a seller could have there.</summary>
    /// <param name="webhook">The one address for all its notifications, at gateways that have such a setting.</param>
    SellerAccount Register(string merchant, Uri webhook);

    void Map(IEndpointRouteBuilder app);
}
