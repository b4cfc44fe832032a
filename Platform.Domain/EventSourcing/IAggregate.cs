namespace Platform.Domain.EventSourcing;

/// <summary>Something the business decides about: facts make its state, a command and that state make new facts.</summary>
public interface IAggregate<TSelf, TCommand, TEvent> where TSelf : IAggregate<TSelf, TCommand, TEvent>
{
    static abstract TSelf Initial { get; }
    static abstract TSelf Evolve(TSelf state, TEvent fact);
    static abstract Decision<TEvent> Decide(TSelf state, TCommand command, DateTimeOffset now);
}

/// <summary>Knows which aggregate it opens, so callers never write type arguments.</summary>
public interface IStreamId<TAggregate, TCommand, TEvent>
{
    Guid Value { get; }
}
