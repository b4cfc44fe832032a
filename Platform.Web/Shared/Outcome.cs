using Platform.Domain.EventSourcing;

namespace Platform.Web.Shared;

/// <summary>What became of the last press: nothing yet, done, or why not.</summary>
public readonly record struct Outcome(Refusal? Refusal, bool IsDone)
{
    public static implicit operator Outcome(Refusal? refusal) => new(refusal, refusal is null);
}
