using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Notifications;
using Platform.Web.Shared;

namespace Platform.Web.Payments;

/// <summary>Money that came wrongly, twice or late, refunds that did not go through, and gateways that stopped working.</summary>
public sealed class PaymentNotices(PaymentQueries payments, GatewayAccounts accounts, TimeProvider clock, IStringLocalizer<Texts> texts) : INoticeSource
{
    private const int AtMost = 6;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    public async Task<IReadOnlyList<Notice>> LatestAsync(Actor by, CancellationToken ct)
    {
        if (by.Role is not (Role.Agent or Role.Admin or Role.Owner)) return [];

        var now = clock.GetUtcNow();
        var alerts = await payments.AlertsAsync(by.Organisation, now - Remembered, AtMost, ct);
        var told = alerts.Select(row => new Notice(
            "card", row.Alert is PaymentAlerts.Late or PaymentAlerts.Again ? "warn" : "bad", texts[$"Alert.{row.Alert}", row.Title.Isolated()],
            row.OrderId is { } order ? $"commandes/{order}" : "paiements", row.AlertAt ?? row.RequestedAt,
            row.Alert is PaymentAlerts.Late or PaymentAlerts.Again ? null : NoticeKind.PaymentFailed));
        if (by.Role is Role.Agent) return [.. told];

        var broken = (await accounts.ListAsync(by.Organisation, ct)).Where(row => row is { IsOn: true, Problem: not null });
        return [.. told, .. broken.Select(row => new Notice("plug", "bad", texts["GatewayBroken", texts[$"Gateway.{row.Gateway}"]], "reglages/paiements", row.ProblemAt ?? row.CreatedAt))];
    }
}
