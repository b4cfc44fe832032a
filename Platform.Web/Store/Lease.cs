namespace Platform.Web.Store;

/// <summary>
/// The right to do one to-do row for a while. Whatever is recorded while doing it is recorded in a transaction that checks the token,
/// so a worker that was asleep past its lease cannot add to what another already did.
/// </summary>
public sealed record Lease(long Todo, long Token, int Attempt)
{
    /// <summary>After this attempt the work is parked, so whoever can end it honestly should do so now.</summary>
    public bool IsLastAttempt => Attempt >= TodoWorker.MostAttempts;

    private static readonly AsyncLocal<Task<Lease>?> Held = new();

    /// <summary>Null for who works without one, and for who began before theirs is written down.</summary>
    public static Lease? Current
    {
        get => Held.Value is { IsCompletedSuccessfully: true } held ? held.Result : null;
        set => Held.Value = value is null ? null : Task.FromResult(value);
    }

    /// <summary>Work may begin while the commit that brings it is under way; it waits here before it records anything.</summary>
    public static async ValueTask<Lease?> HeldAsync() => Held.Value is { } held ? await held : null;

    internal static void Expect(Task<Lease> coming) => Held.Value = coming;
}
