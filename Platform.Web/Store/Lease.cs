namespace Platform.Web.Store;

/// <summary>
/// The right to do one to-do row for a while. Whatever is recorded while doing it is recorded in a transaction that checks the token,
/// so a worker that was asleep past its lease cannot add to what another already did.
/// </summary>
public sealed record Lease(long Todo, long Token, int Attempt)
{
    /// <summary>After this attempt the work is parked, so whoever can end it honestly should do so now.</summary>
    public bool IsLastAttempt => Attempt >= TodoWorker.MostAttempts;

    private static readonly AsyncLocal<Lease?> Held = new();

    public static Lease? Current
    {
        get => Held.Value;
        set => Held.Value = value;
    }
}
