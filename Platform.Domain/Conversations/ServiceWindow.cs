namespace Platform.Domain.Conversations;

/// <summary>Channels accept free text only for a day after the customer last wrote; after that, templates.</summary>
public static class ServiceWindow
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    public static bool IsOpen(DateTimeOffset? lastHeardAt, DateTimeOffset now) => lastHeardAt is { } heard && now - heard < Length;

    public static TimeSpan Left(DateTimeOffset? lastHeardAt, DateTimeOffset now) =>
        IsOpen(lastHeardAt, now) ? Length - (now - lastHeardAt!.Value) : TimeSpan.Zero;
}
