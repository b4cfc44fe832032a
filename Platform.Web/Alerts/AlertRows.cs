using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Web.Shared;

namespace Platform.Web.Alerts;

/// <summary>When a seller wants to be warned.</summary>
[Table("alert_settings"), PrimaryKey(nameof(OrganisationId))]
public sealed class AlertSettings : IKept
{
    public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public bool WatchesStock { get; set; } = true;

    /// <summary>So many pieces left, or fewer, is low; unless the article has a threshold of its own.</summary>
    public int LowStock { get; set; } = 2;

    public bool WatchesOrders { get; set; } = true;

    /// <summary>So long after the yes, an order that is not delivered is late.</summary>
    public int LateHours { get; set; } = 72;
}

[Table("stock_thresholds"), PrimaryKey(nameof(OrganisationId), nameof(Variant))]
public sealed record StockThreshold(Guid OrganisationId, Guid Variant, int Threshold);

/// <summary>Somebody who is warned on their phone and has no account: the warehouse, a partner.</summary>
[Table("alert_phones"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record AlertPhone(Guid OrganisationId, Guid Id, string Name, string Phone);

[Table("alert_announcements"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record AlertAnnouncement(Guid OrganisationId, Guid Id, AlertKind Kind, int Count, string List, DateTimeOffset At);

/// <summary>What is watched. The names are stored.</summary>
public enum AlertKind { OutOfStock, LowStock, LateOrder }
