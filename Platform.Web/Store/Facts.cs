using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Store.Keys;

namespace Platform.Web.Store;

/// <summary>A fact as the table holds it.</summary>
public sealed record StoredFact(Guid Stream, long Version, string Type, byte[] Data, DateTimeOffset At, byte[]? Headers);

/// <summary>Turns stored rows into facts and back; the persons' keys are fetched on the way.</summary>
public sealed class Facts(Keyring keyring)
{
    /// <summary>Facts this version does not know are left out: they belong to a newer node or to another tool.</summary>
    public ValueTask<List<Recorded<TEvent>>> ReadAsync<TEvent>(OrganisationId organisation, IReadOnlyList<StoredFact> rows, CancellationToken ct) where TEvent : class =>
        PersonalScope.RunAsync(keyring, organisation, make: false, () =>
        {
            var facts = new List<Recorded<TEvent>>(rows.Count);
            foreach (var row in rows)
            {
                if (Read<TEvent>(row.Type, row.Data) is not { } fact) continue;
                facts.Add(new(organisation, row.Stream, row.Version, row.At, Headers.Read(organisation, row.Headers), fact));
            }

            return facts;
        }, ct);

    /// <summary>The facts alone, for folding a state.</summary>
    public ValueTask<List<TEvent>> ReadAsync<TEvent>(OrganisationId organisation, IReadOnlyList<(string Type, byte[] Data)> rows, CancellationToken ct) where TEvent : class =>
        PersonalScope.RunAsync(keyring, organisation, make: false, () =>
        {
            var facts = new List<TEvent>(rows.Count);
            foreach (var (type, data) in rows)
                if (Read<TEvent>(type, data) is { } fact)
                    facts.Add(fact);

            return facts;
        }, ct);

    public ValueTask<byte[][]> WriteAsync<TEvent>(OrganisationId organisation, IReadOnlyList<TEvent> facts, CancellationToken ct) where TEvent : class =>
        PersonalScope.RunAsync(keyring, organisation, make: true, () =>
        {
            var written = new byte[facts.Count][];
            for (var i = 0; i < written.Length; i++) written[i] = JsonSerializer.SerializeToUtf8Bytes(facts[i], facts[i].GetType(), FactTypes.Json);
            return written;
        }, ct);

    /// <summary>A state may hold personal words too, and keeps them sealed like the facts they came from.</summary>
    public ValueTask<byte[]> WriteStateAsync<TState>(OrganisationId organisation, TState state, CancellationToken ct) where TState : class =>
        PersonalScope.RunAsync(keyring, organisation, make: true, () => JsonSerializer.SerializeToUtf8Bytes(state, FactTypes.Json), ct);

    public ValueTask<TState> ReadStateAsync<TState>(OrganisationId organisation, byte[] state, CancellationToken ct) where TState : class =>
        PersonalScope.RunAsync(keyring, organisation, make: false, () => JsonSerializer.Deserialize<TState>(state, FactTypes.Json)!, ct);

    private static TEvent? Read<TEvent>(string type, byte[] data) where TEvent : class =>
        FactTypes.TypeOf(type) is { } known ? JsonSerializer.Deserialize(data, known, FactTypes.Json) as TEvent : null;
}

/// <summary>Who recorded a fact and on which node, as Marten's headers hold it.</summary>
public static class Headers
{
    public static string Write(Actor by, Guid node) => JsonSerializer.Serialize(new Stored(by.Id?.ToString("D"), by.Kind.ToString(), by.Role.ToString(), node), FactTypes.Json);

    public static Actor Read(OrganisationId organisation, byte[]? headers)
    {
        var stored = headers is null ? null : JsonSerializer.Deserialize<Stored>(headers, FactTypes.Json);
        return new Actor(
            organisation,
            Enum.TryParse<ActorKind>(stored?.kind, out var kind) ? kind : ActorKind.System,
            Enum.TryParse<Role>(stored?.role, out var role) ? role : Role.None,
            Guid.TryParse(stored?.user, out var id) ? id : null);
    }

#pragma warning disable IDE1006 // Header names are lower case, as Marten's own tools write them.
    private sealed record Stored(string? user, string? kind, string? role, Guid? node);
#pragma warning restore IDE1006
}
