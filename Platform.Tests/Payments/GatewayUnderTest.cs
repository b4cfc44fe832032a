using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Integrations.Payments;
using Platform.Integrations.Payments.Emulation;

namespace Platform.Tests.Payments;

/// <summary>A gateway as the contract sees it: how it is registered, what money it takes, and what it does not do.</summary>
/// <param name="Setting">The environment's name for where it is.</param>
/// <param name="Path">Where its emulator is.</param>
/// <param name="Lacks">`refused`, `cancelled`: acts that leave the page open. `amount`: takes nothing but what was asked. `unknown`: cannot tell a payment it never saw from one nobody has begun. `signature`, `told refund`.</param>
public sealed record GatewayUnderTest(
    string Provider, string Setting, string Path, Currency Currency, Func<IServiceCollection, IConfiguration, IServiceCollection> Add, Func<TimeProvider, IEmulatedGateway> Emulator, params string[] Lacks)
{
    public bool Has(string what) => !Lacks.Contains(what);

    public override string ToString() => Provider;
}
