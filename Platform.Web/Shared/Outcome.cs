using Platform.Domain.EventSourcing;

namespace Platform.Web.Shared;

/// <summary>What became of the last press: nothing yet, done, or why not.</summary>
public readonly record struct Outcome(Refusal? Refusal, bool IsDone)
{
    /// <summary>Of what shows by itself when it is done: a line that is gone, a photo that is there.</summary>
    public static Outcome Quietly(Refusal? refusal) => new(refusal, IsDone: false);

    public static implicit operator Outcome(Refusal? refusal) => new(refusal, refusal is null);
}
