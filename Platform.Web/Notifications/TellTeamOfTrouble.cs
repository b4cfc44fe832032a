using System.Globalization;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Web.Deliveries;
using Platform.Web.Deliveries.Carriers;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>Money that did not come as it should, and parcels nobody wants to carry.</summary>
public sealed class TellTeamOfTrouble(TeamNotices notices, PaymentQueries payments, DeliveryQueries deliveries, CarrierAccounts carriers)
    : IReaction<PaymentRefused>, IReaction<PaymentMismatched>, IReaction<RefundFailed>, IReaction<CouriersExhausted>, IReaction<ServiceDeclined>, IReaction<ServiceGaveBack>
{
    public Task ReactAsync(Recorded<PaymentRefused> recorded, CancellationToken ct) => TellOfMoneyAsync(recorded, ct);

    public Task ReactAsync(Recorded<PaymentMismatched> recorded, CancellationToken ct) => TellOfMoneyAsync(recorded, ct);

    public Task ReactAsync(Recorded<RefundFailed> recorded, CancellationToken ct) => TellOfMoneyAsync(recorded, ct);

    /// <summary>While a delivery service is asked by itself there is nothing to decide yet.</summary>
    public async Task ReactAsync(Recorded<CouriersExhausted> recorded, CancellationToken ct)
    {
        if (await carriers.AskedByItselfAsync(recorded.Organisation, ct) is not null) return;
        await TellOfParcelAsync(recorded, row => [row.Number, recorded.Fact.Asked.ToString(CultureInfo.InvariantCulture)], ct);
    }

    public Task ReactAsync(Recorded<ServiceDeclined> recorded, CancellationToken ct) => TellOfParcelAsync(recorded, row => ["declined", row.Number, DeliveryRow.NameOf(recorded.Fact.Service)!], ct);

    /// <summary>Whoever called it back knows.</summary>
    public Task ReactAsync(Recorded<ServiceGaveBack> recorded, CancellationToken ct) => recorded.Fact.IsRecalled
        ? Task.CompletedTask
        : TellOfParcelAsync(recorded, row => ["gave_back", row.Number, DeliveryRow.NameOf(recorded.Fact.Service)!], ct);

    /// <summary>The link leads to the card, where each way out is one tap.</summary>
    private async Task TellOfParcelAsync<T>(Recorded<T> recorded, Func<DeliveryRow, IReadOnlyList<string>> words, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new DeliveryId(recorded.Stream), ct) is not { IsOpen: true } row) return;
        await notices.TellAsync(recorded.Organisation, NoticeKind.NoCourier, Key(recorded), $"livraisons#{row.Id}", words(row), ct: ct);
    }

    /// <summary>A trial of the settings belongs to no order, and whoever made it is looking at it.</summary>
    private async Task TellOfMoneyAsync<T>(Recorded<T> recorded, CancellationToken ct)
    {
        if ((await payments.FindAsync(recorded.Organisation, new PaymentId(recorded.Stream), ct))?.Row is not { OrderId: { } order } row) return;
        await notices.TellAsync(recorded.Organisation, NoticeKind.PaymentFailed, Key(recorded), $"commandes/{order}", [row.Title], ct: ct);
    }

    private static string Key<T>(Recorded<T> recorded) => $"{recorded.Stream} {recorded.Version}";
}
