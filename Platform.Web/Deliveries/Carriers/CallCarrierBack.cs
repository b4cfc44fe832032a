using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>Tells a delivery service that nobody need come: the seller wants the parcel back, or the delivery was cancelled.</summary>
public sealed class CallCarrierBack(Streams streams, DeliveryQueries deliveries, CarrierAccounts accounts) : IReaction<ServiceRecalled>, IReaction<DeliveryCancelled>, IReaction<ServiceBooked>
{
    public const string TooLate = "too_late";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    public Task ReactAsync(Recorded<ServiceRecalled> recorded, CancellationToken ct) => CallAsync(recorded.Organisation, new(recorded.Stream), recorded.Fact.Service, recorded.Fact.Reference, ct);

    public Task ReactAsync(Recorded<DeliveryCancelled> recorded, CancellationToken ct) => CallOffAsync(recorded, ct);

    /// <summary>The order may have been cancelled while the service was being asked.</summary>
    public Task ReactAsync(Recorded<ServiceBooked> recorded, CancellationToken ct) => CallOffAsync(recorded, ct);

    private async Task CallOffAsync<TFact>(Recorded<TFact> recorded, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new(recorded.Stream), ct) is { Stage: DeliveryStage.Cancelled, Service: { } service, Reference: { } reference, HasLeftShop: false } row)
            await CallAsync(recorded.Organisation, row.Key, service, reference, ct);
    }

    private async Task CallAsync(OrganisationId organisation, DeliveryId delivery, string service, string reference, CancellationToken ct)
    {
        if (await accounts.FindAsync(organisation, service, ct) is not { } with) return;
        var refusal = await AskAsync(with, reference, ct);
        await streams.HandleAsync(delivery, new EndRecall(reference, refusal), Actor.System(organisation), ct);
    }

    private static async Task<string?> AskAsync(CarrierAccounts.Usable with, string reference, CancellationToken ct)
    {
        try
        {
            return await with.Carrier.CancelAsync(with.Account, reference, ct) ? null : TooLate;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Retry && Lease.Current is { IsLastAttempt: false })
        {
            throw new LaterException(Pause);
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }
    }
}
