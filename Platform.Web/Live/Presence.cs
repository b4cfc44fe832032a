using System.Collections.Concurrent;
using Platform.Domain.Common;

namespace Platform.Web.Live;

/// <summary>
/// Who looks at what, and who types. Nothing of it is kept: it is gone with the page.
/// People on other nodes are not seen; a shop's people come to the same one through sticky routing or see each other by what they write.
/// </summary>
public sealed class Presence(LiveUpdates live, TimeProvider clock)
{
    public const string Kind = "Presence";
    public static readonly TimeSpan Typing = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<(OrganisationId Organisation, Guid Subject), ConcurrentDictionary<Guid, Seat>> rooms = new();

    public sealed record Seat(Guid Member, DateTimeOffset? TypedAt);

    /// <param name="page">Of one open page: the same person may have two.</param>
    public void Enter(OrganisationId organisation, Guid subject, Guid page, Guid member)
    {
        rooms.GetOrAdd((organisation, subject), _ => new())[page] = new(member, null);
        live.Publish(new(organisation, Kind, subject));
    }

    public void Type(OrganisationId organisation, Guid subject, Guid page, Guid member)
    {
        rooms.GetOrAdd((organisation, subject), _ => new())[page] = new(member, clock.GetUtcNow());
        live.Publish(new(organisation, Kind, subject));
    }

    public void Leave(OrganisationId organisation, Guid subject, Guid page)
    {
        if (!rooms.TryGetValue((organisation, subject), out var room) || !room.TryRemove(page, out _)) return;
        if (room.IsEmpty) rooms.TryRemove((organisation, subject), out _);
        live.Publish(new(organisation, Kind, subject));
    }

    /// <summary>The others here, each once.</summary>
    public IReadOnlyList<(Guid Member, bool IsTyping)> Others(OrganisationId organisation, Guid subject, Guid me)
    {
        var now = clock.GetUtcNow();
        return rooms.TryGetValue((organisation, subject), out var room)
            ? [.. room.Values.Where(seat => seat.Member != me).GroupBy(seat => seat.Member).Select(seats => (seats.Key, seats.Any(seat => seat.TypedAt is { } at && now - at < Typing)))]
            : [];
    }
}
