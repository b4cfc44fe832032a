using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Store;

/// <summary>Outside work that a fact asks for. It may run twice: the second time must change nothing.</summary>
public interface IReaction<TFact>
{
    Task ReactAsync(Recorded<TFact> recorded, CancellationToken ct);
}

/// <summary>Outside work that no fact asks for, about a row of its slice.</summary>
public interface IErrand
{
    Task RunAsync(Guid subject, CancellationToken ct);
}

/// <summary>This work can never succeed as it is: a person has to look.</summary>
public sealed class ParkException(string reason) : Exception(reason);

/// <summary>It is not time yet. Coming back costs no attempt.</summary>
public sealed class LaterException(TimeSpan wait) : Exception
{
    public TimeSpan Wait => wait;
}

/// <summary>Which work each fact asks for, and how a to-do row is turned back into it.</summary>
public sealed class Reactions(IEnumerable<Reactions.Definition> definitions)
{
    /// <param name="Fact">Null for an errand.</param>
    /// <param name="After">How long after the fact.</param>
    /// <param name="When">Which of these facts ask for it; null for all.</param>
    public sealed record Definition(
        string Name, Type? Fact, Func<IServiceProvider, OrganisationId?, StoredFact?, Guid, CancellationToken, Task> RunAsync, TimeSpan After = default, Func<object, bool>? When = null);

    private readonly ILookup<Type, Definition> byFact = definitions.Where(d => d.Fact is not null).ToLookup(d => d.Fact!);
    private readonly Dictionary<(string, Type?), Definition> byName = definitions.ToDictionary(d => (d.Name, d.Fact));

    public Definition? Find(string name, Type? fact) => byName.GetValueOrDefault((name, fact));

    /// <summary>When the first work these facts ask for is due.</summary>
    internal IEnumerable<TimeSpan> Delays<TEvent>(IEnumerable<Recorded<TEvent>> recorded) where TEvent : class =>
        recorded.SelectMany(r => AskedBy(r.Fact), (_, definition) => definition.After).Distinct();

    private IEnumerable<Definition> AskedBy(object fact) => byFact[fact.GetType()].Where(definition => definition.When?.Invoke(fact) is not false);

    internal void AddTodos<TEvent>(Batch batch, IReadOnlyList<Recorded<TEvent>> recorded) where TEvent : class
    {
        var asked = recorded.SelectMany(r => AskedBy(r.Fact), (r, d) => (r.Version, d.Name, d.After)).ToList();
        if (asked is []) return;

        var (organisation, stream) = (recorded[0].Organisation.Value, recorded[0].Stream);
        batch.Add($"""
            insert into todo (organisation_id, reaction, stream, version, due)
            select {organisation}, t.reaction, {stream}, t.version, now() + t.after
            from unnest({asked.Select(a => a.Name).ToArray()}, {asked.Select(a => a.Version).ToArray()}, {asked.Select(a => a.After).ToArray()}) t(reaction, version, after)
            """);
    }
}

public static class ReactionRegistration
{
    public static IServiceCollection AddReaction<TReaction, TFact>(this IServiceCollection services, TimeSpan after = default, Func<TFact, bool>? when = null)
        where TReaction : class, IReaction<TFact>
        where TFact : class => services
        .AddScopedOnce<TReaction>()
        .AddSingleton(new Reactions.Definition(Naming.SnakeCase(typeof(TReaction).Name), typeof(TFact), async (scope, organisation, stored, _, ct) =>
        {
            if (stored is null || organisation is not { } of) throw new ParkException("fact_missing");
            var facts = await scope.GetRequiredService<Facts>().ReadAsync<TFact>(of, [stored], ct);
            var recorded = facts is [var only] ? only : throw new ParkException("fact_unknown");
            await scope.GetRequiredService<TReaction>().ReactAsync(recorded, ct);
        }, after, when is null ? null : fact => when((TFact)fact)));

    public static IServiceCollection AddErrand<TErrand>(this IServiceCollection services) where TErrand : class, IErrand => services
        .AddScopedOnce<TErrand>()
        .AddSingleton(new Reactions.Definition(Naming.SnakeCase(typeof(TErrand).Name), null, (scope, _, _, subject, ct) =>
            scope.GetRequiredService<TErrand>().RunAsync(subject, ct)));

    private static IServiceCollection AddScopedOnce<T>(this IServiceCollection services) where T : class
    {
        if (services.All(service => service.ServiceType != typeof(T))) services.AddScoped<T>();
        return services;
    }
}
