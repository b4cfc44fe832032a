namespace Platform.Domain.Conversations;

/// <summary>
/// How fast and to how many people a number may write, so that no provider ever has to stop it.
/// When anything may be said at all is <see cref="ServiceWindow"/>'s; who asked for silence is kept in the conversation.
/// </summary>
public static class SendingRules
{
    /// <summary>Providers carry eighty messages a second in both directions together; customers write too.</summary>
    public static Pace FromOneNumber { get; } = new(TimeSpan.FromMilliseconds(20), 50);

    /// <summary>A busy seller's number, which the provider has raised to a thousand a second.</summary>
    public static Pace FromOneFastNumber { get; } = new(TimeSpan.FromMilliseconds(1.25), 200);

    /// <summary>A number that stays in the seller's phone app is carried more slowly.</summary>
    public static Pace FromOnePhoneApp { get; } = new(TimeSpan.FromMilliseconds(100), 10);

    /// <summary>One message in six seconds to the same person, after some lively minutes.</summary>
    public static Pace ToOnePerson { get; } = new(TimeSpan.FromSeconds(6), 45);

    public static Pace From(bool isInPhoneApp, bool isFast) => (isInPhoneApp, isFast) switch
    {
        (true, _) => FromOnePhoneApp,
        (_, true) => FromOneFastNumber,
        _ => FromOneNumber,
    };

    /// <summary>Over so long a provider counts the people who were written to first.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);
}

/// <param name="Burst">So many may go at once before the rest keep their distance.</param>
public readonly record struct Pace(TimeSpan Every, int Burst);
