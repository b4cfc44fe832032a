using System.Globalization;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Web.Deliveries;
using Platform.Web.Payments;
using Platform.Web.Store;

namespace Platform.Web.Notifications;

/// <summary>Money that did not come as it should, and parcels nobody wants to carry.</summary>
public sealed class TellTeamOfTrouble(TeamNotices notices, PaymentQueries payments, DeliveryQueries deliveries)
    : IReaction<PaymentRefused>, IReaction<PaymentMismatched>, IReaction<RefundFailed>, IReaction<CouriersExhausted>
{
    public Task ReactAsync(Recorded<PaymentRefused> recorded, CancellationToken ct) => TellOfMoneyAsync(recorded, ct);

    public Task ReactAsync(Recorded<PaymentMismatched> recorded, CancellationToken ct) => TellOfMoneyAsync(recorded, ct);

    public Task ReactAsync(Recorded<RefundFailed> recorded, CancellationToken ct) => TellOfMoneyAsync(recorded, ct);

    public async Task ReactAsync(Recorded<CouriersExhausted> recorded, CancellationToken ct)
    {
        if (await deliveries.FindAsync(recorded.Organisation, new DeliveryId(recorded.Stream), ct) is not { } row) return;
        await notices.TellAsync(recorded.Organisation, NoticeKind.NoCourier, Key(recorded), $"commandes/{row.OrderId}", [row.Number, recorded.Fact.Asked.ToString(CultureInfo.InvariantCulture)], ct: ct);
    }

    /// <summary>A trial of the settings belongs to no order, and whoever made it is looking at it.</summary>
    private async Task TellOfMoneyAsync<T>(Recorded<T> recorded, CancellationToken ct)
    {
        if ((await payments.FindAsync(recorded.Organisation, new PaymentId(recorded.Stream), ct))?.Row is not { OrderId: { } order } row) return;
        await notices.TellAsync(recorded.Organisation, NoticeKind.PaymentFailed, Key(recorded), $"commandes/{order}", [row.Title], ct: ct);
    }

    private static string Key<T>(Recorded<T> recorded) => $"{recorded.Stream} {recorded.Version}";
}
