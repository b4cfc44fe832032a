using System.Collections;
using System.Runtime.CompilerServices;

namespace Platform.Domain.EventSourcing;

/// <summary>Either the facts that now hold, or a refusal a person can act on. Empty means nothing to do.</summary>
[CollectionBuilder(typeof(Decision), nameof(Decision.Of))]
public readonly record struct Decision<TEvent>(IReadOnlyList<TEvent> Facts, Refusal? Refusal = null) : IEnumerable<TEvent>
{
    public static implicit operator Decision<TEvent>(TEvent fact) => new([fact]);
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);

    public IEnumerator<TEvent> GetEnumerator() => Facts.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Decision
{
    public static Decision<TEvent> Of<TEvent>(ReadOnlySpan<TEvent> facts) => new(facts.ToArray());
}

/// <summary>Why something a sensible person tried is not possible now. The code is translated where it is shown.</summary>
public sealed record Refusal(string Code);
