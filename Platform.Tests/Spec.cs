using Platform.Domain.EventSourcing;

namespace Platform.Tests;

/// <summary>Given facts, when a command, then facts.</summary>
public sealed class Spec<TAggregate, TCommand, TEvent> where TAggregate : IAggregate<TAggregate, TCommand, TEvent>
{
    private Decision<TEvent> decision;

    public TAggregate State { get; private set; } = TAggregate.Initial;

    public Spec<TAggregate, TCommand, TEvent> Given(params TEvent[] facts)
    {
        State = facts.Aggregate(State, TAggregate.Evolve);
        return this;
    }

    public Spec<TAggregate, TCommand, TEvent> When(TCommand command, DateTimeOffset at = default)
    {
        decision = TAggregate.Decide(State, command, at);
        State = decision.Facts.Aggregate(State, TAggregate.Evolve);
        return this;
    }

    public Spec<TAggregate, TCommand, TEvent> Then(params TEvent[] facts)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts);
        return this;
    }

    public Spec<TAggregate, TCommand, TEvent> ThenNothing() => Then();

    public void ThenRefused(string code)
    {
        Assert.Equal(code, decision.Refusal?.Code);
        Assert.Empty(decision.Facts);
    }
}
