using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Notifications;

namespace Platform.Web.Deliveries;

/// <summary>Parcels nobody brings, and visits that came to nothing: what somebody at the shop has to decide.</summary>
public sealed class DeliveryNotices(DeliveryQueries deliveries, IStringLocalizer<Texts> texts) : INoticeSource
{
    private const int AtMost = 6;

    public async Task<IReadOnlyList<Notice>> LatestAsync(Actor by, CancellationToken ct)
    {
        if (by.Role is not (Role.Agent or Role.Admin or Role.Owner)) return [];

        var open = await deliveries.OpenAsync(by.Organisation, ct: ct);
        return [.. open.Where(row => row.Stage is DeliveryStage.Unclaimed or DeliveryStage.Failed).OrderByDescending(row => row.ChangedAt).Take(AtMost).Select(Of)];
    }

    private Notice Of(DeliveryRow row) => row.Stage is DeliveryStage.Unclaimed
        ? new("truck", "bad", row.Declined is { } service ? texts["NoticeDeclined", row.Number, DeliveryRow.NameOf(service)!] : texts["NoticeUnclaimed", row.Number], $"livraisons#{row.Id}", row.ChangedAt, NoticeKind.NoCourier)
        : new("truck", "warn", texts["NoticeFailed", row.Number], $"livraisons#{row.Id}", row.ChangedAt, NoticeKind.DeliveryFailed);
}
