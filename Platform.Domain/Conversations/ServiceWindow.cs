namespace Platform.Domain.Conversations;

/// <summary>Channels accept free text only for a day after the customer last wrote, or three after an advert brought them; after that, templates.</summary>
public static class ServiceWindow
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);
    public static readonly TimeSpan AfterAdvert = TimeSpan.FromHours(72);

    public static bool IsOpen(DateTimeOffset? lastHeardAt, DateTimeOffset now) => IsOpen(lastHeardAt, advertAt: null, now);

    public static bool IsOpen(DateTimeOffset? lastHeardAt, DateTimeOffset? advertAt, DateTimeOffset now) =>
        now < lastHeardAt + Length || now < advertAt + AfterAdvert;

    public static TimeSpan Left(DateTimeOffset? lastHeardAt, DateTimeOffset now) =>
        IsOpen(lastHeardAt, now) ? Length - (now - lastHeardAt!.Value) : TimeSpan.Zero;
}
