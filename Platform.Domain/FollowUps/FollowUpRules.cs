namespace Platform.Domain.FollowUps;

/// <summary>How a seller wants customers who fell silent to be reminded.</summary>
/// <param name="First">After the customer's last words; so is the second.</param>
/// <param name="Most">How many reminders one silence may bring.</param>
/// <param name="QuietFrom">From then until the other hour, on the seller's clock, nobody is written to.</param>
public sealed record FollowUpRules(bool IsOn, TimeSpan First, TimeSpan Second, int Most, TimeOnly QuietFrom, TimeOnly QuietUntil, TimeZoneInfo Zone)
{
    /// <summary>Channels take free words only this long after the customer's last.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>When the reminder of this step is due; null where there is none.</summary>
    public DateTimeOffset? Due(DateTimeOffset heardAt, int step) =>
        step >= Most || step > 1 ? null : OutOfQuiet(heardAt + (step == 0 ? First : Second));

    /// <summary>What is to become of a planned reminder, as the chat stands now.</summary>
    public FollowUpVerdict Consider(Prospect chat, PlannedFollowUp planned, DateTimeOffset now)
    {
        if (!IsOn) return new FollowUpVerdict.Never("off");
        if (planned.Step >= Most) return new FollowUpVerdict.Never("enough");
        if (chat.Obstacle(planned.Heard) is { } why) return new FollowUpVerdict.Never(why);
        if (chat.LastHeardAt is not { } heard || now - heard >= Window) return new FollowUpVerdict.Never("window");
        if (now < planned.Due) return new FollowUpVerdict.Wait(planned.Due);
        if (OutOfQuiet(now) is var awake && awake > now) return awake - heard >= Window ? new FollowUpVerdict.Never("window") : new FollowUpVerdict.Wait(awake);
        return new FollowUpVerdict.Send();
    }

    private DateTimeOffset OutOfQuiet(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (QuietFrom == QuietUntil || !time.IsBetween(QuietFrom, QuietUntil)) return at;

        // Night may begin before midnight and end after it.
        var wake = local.Date.Add(QuietUntil.ToTimeSpan());
        if (wake <= local.DateTime) wake = wake.AddDays(1);
        return new DateTimeOffset(wake, Zone.GetUtcOffset(wake)).ToUniversalTime();
    }
}

/// <summary>A chat, as far as it matters to whoever would remind the customer.</summary>
/// <param name="Heard">How many messages the customer has written.</param>
/// <param name="IsAnswered">Nothing they wrote is still without an answer.</param>
public sealed record Prospect(
    DateTimeOffset? LastHeardAt, int Heard, bool IsAnswered, bool IsClosed, bool IsHandled, bool IsEscalated, bool HasStopped, bool HasOrdered)
{
    /// <param name="heard">How many they had written when the reminder was planned.</param>
    public string? Obstacle(int heard) => this switch
    {
        { HasStopped: true } => "stopped",
        { HasOrdered: true } => "ordered",
        _ when Heard != heard => "answered",
        { IsClosed: true } => "closed",
        { IsHandled: true } => "handled",
        { IsEscalated: true } => "escalated",
        { IsAnswered: false } => "waiting",
        _ => null,
    };
}

/// <param name="Step">0 is the first.</param>
public readonly record struct PlannedFollowUp(int Heard, int Step, DateTimeOffset Due);

public abstract record FollowUpVerdict
{
    public sealed record Send : FollowUpVerdict;
    public sealed record Wait(DateTimeOffset Until) : FollowUpVerdict;

    /// <param name="Why">A code the thread has words for.</param>
    public sealed record Never(string Why) : FollowUpVerdict;
}
