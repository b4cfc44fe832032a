using Platform.Domain.Common;

namespace Platform.Web.Notifications;

/// <summary>What a team can be told of. The names are stored, and are keys of the texts.</summary>
public enum NoticeKind { NewOrder, OrderCancelled, PaymentReceived, PaymentFailed, NoCourier, DeliveryFailed, LateOrder, Escalation, LowStock, ChannelBroken, Trouble, TroubleOver, TemplateStopped, TemplateMissing }

public enum NoticeWay { Bell, Email, WhatsApp, Push }

public static class NoticeKinds
{
    public static IReadOnlyList<NoticeKind> All { get; } = Enum.GetValues<NoticeKind>();

    public static IReadOnlyList<NoticeWay> Ways { get; } = Enum.GetValues<NoticeWay>();

    /// <summary>What somebody in this role can do something about.</summary>
    public static IEnumerable<NoticeKind> For(Role? role) => All.Where(kind => role is Role.Owner or Role.Admin || kind is not (NoticeKind.TemplateStopped or NoticeKind.TemplateMissing));

    public static string Icon(this NoticeKind kind) => kind switch
    {
        NoticeKind.NewOrder => "orders",
        NoticeKind.PaymentReceived or NoticeKind.TroubleOver => "check",
        NoticeKind.PaymentFailed => "card",
        NoticeKind.DeliveryFailed or NoticeKind.NoCourier => "truck",
        NoticeKind.LateOrder => "clock",
        NoticeKind.Escalation => "user",
        NoticeKind.LowStock => "tag",
        NoticeKind.ChannelBroken => "plug",
        NoticeKind.TemplateStopped or NoticeKind.TemplateMissing => "mail",
        _ => "alert",
    };

    public static string Tone(this NoticeKind kind) => kind switch
    {
        NoticeKind.NewOrder or NoticeKind.PaymentReceived or NoticeKind.TroubleOver => "good",
        NoticeKind.Escalation or NoticeKind.LowStock or NoticeKind.LateOrder or NoticeKind.TemplateStopped or NoticeKind.TemplateMissing => "warn",
        _ => "bad",
    };

    /// <summary>Somebody has to decide something: its slice rings the bell as long as that is so, and a message of the moment it began would only say it again.</summary>
    public static bool Lasts(this NoticeKind kind) => kind is NoticeKind.NoCourier or NoticeKind.DeliveryFailed;

    /// <summary>How people hear of it who never chose: always by the bell and where they subscribed; by email what cannot wait until they look.</summary>
    public static IReadOnlyList<NoticeWay> Proposed(this NoticeKind kind) => kind switch
    {
        NoticeKind.Trouble or NoticeKind.TroubleOver => [NoticeWay.Bell, NoticeWay.Push, NoticeWay.Email, NoticeWay.WhatsApp],
        NoticeKind.NoCourier => [NoticeWay.Bell, NoticeWay.Push, NoticeWay.Email, NoticeWay.WhatsApp],
        NoticeKind.DeliveryFailed or NoticeKind.PaymentFailed => [NoticeWay.Bell, NoticeWay.Push, NoticeWay.Email],
        _ => [NoticeWay.Bell, NoticeWay.Push],
    };
}
