using System.Collections.Concurrent;
using Platform.Domain.Common;

namespace Platform.Web.Live;

/// <summary>
/// Who looks at what, and who types, on whichever node. Nothing of it is kept: it is gone with the page, and with the node some moments later.
/// What happens here is told to the other nodes by <see cref="PresenceTail"/>, and what happens there is heard from it.
/// </summary>
public sealed class Presence(LiveUpdates live, TimeProvider clock)
{
    public const string Kind = "Presence";
    public static readonly TimeSpan Typing = TimeSpan.FromSeconds(6);

    /// <summary>How long somebody elsewhere is believed to be there without a further word.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(40);

    /// <summary>Keys are pressed faster than anybody can look.</summary>
    private static readonly TimeSpan TypingPace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Room, ConcurrentDictionary<Guid, Seat>> rooms = new();
    private readonly ConcurrentDictionary<(Guid Subject, Guid Page), News> untold = new();
    private readonly Lock entrance = new();

    public enum What { Entered, Here, Typing, Left }

    /// <param name="Page">Of one open page: the same person may have two.</param>
    public sealed record News(OrganisationId Organisation, Guid Subject, Guid Page, Guid Member, What What);

    private readonly record struct Room(OrganisationId Organisation, Guid Subject);

    /// <param name="HeardAt">When another node last spoke of it; null for a page of this one.</param>
    private sealed record Seat(Guid Member, DateTimeOffset? TypedAt, DateTimeOffset? HeardAt);

    public void Enter(OrganisationId organisation, Guid subject, Guid page, Guid member) => Do(new(organisation, subject, page, member, What.Entered));

    public void Type(OrganisationId organisation, Guid subject, Guid page, Guid member)
    {
        if (rooms.GetValueOrDefault(new(organisation, subject))?.GetValueOrDefault(page) is { TypedAt: { } at } && clock.GetUtcNow() - at < TypingPace) return;
        Do(new(organisation, subject, page, member, What.Typing));
    }

    public void Leave(OrganisationId organisation, Guid subject, Guid page)
    {
        if (rooms.GetValueOrDefault(new(organisation, subject))?.GetValueOrDefault(page) is { } seat) Do(new(organisation, subject, page, seat.Member, What.Left));
    }

    /// <summary>The others here, each once.</summary>
    public IReadOnlyList<(Guid Member, bool IsTyping)> Others(OrganisationId organisation, Guid subject, Guid me)
    {
        var now = clock.GetUtcNow();
        return rooms.TryGetValue(new(organisation, subject), out var room)
            ?
            [
                .. room.Values.Where(seat => seat.Member != me && IsBelieved(seat, now)).GroupBy(seat => seat.Member)
                    .Select(seats => (seats.Key, seats.Any(seat => seat.TypedAt is { } at && now - at < Typing))),
            ]
            : [];
    }

    /// <summary>What the other nodes have not been told, the last word of each page about each subject.</summary>
    public IReadOnlyList<News> TakeUntold() => [.. untold.Keys.Select(seat => untold.TryRemove(seat, out var news) ? news : null).OfType<News>()];

    /// <summary>Everybody here, for nodes that came later; and whoever is no longer believed elsewhere is forgotten.</summary>
    public void SayAll()
    {
        var now = clock.GetUtcNow();
        foreach (var (room, seats) in rooms)
            foreach (var (page, seat) in seats)
            {
                if (seat.HeardAt is null) untold.TryAdd((room.Subject, page), new(room.Organisation, room.Subject, page, seat.Member, What.Here));
                else if (!IsBelieved(seat, now)) Put(new(room.Organisation, room.Subject, page, seat.Member, What.Left), heardAt: now);
            }
    }

    /// <summary>This node is going, and its pages with it.</summary>
    public void LeaveAll()
    {
        foreach (var (room, seats) in rooms)
            foreach (var (page, seat) in seats)
                if (seat.HeardAt is null)
                    Do(new(room.Organisation, room.Subject, page, seat.Member, What.Left));
    }

    /// <summary>Another node tells. Who enters is answered, so that they see us at once.</summary>
    public void Hear(News news)
    {
        Put(news, heardAt: clock.GetUtcNow());
        if (news.What is not What.Entered || rooms.GetValueOrDefault(new(news.Organisation, news.Subject)) is not { } seats) return;

        foreach (var (page, seat) in seats)
            if (seat.HeardAt is null)
                untold.TryAdd((news.Subject, page), news with { Page = page, Member = seat.Member, What = What.Here });
    }

    private void Do(News news)
    {
        Put(news, heardAt: null);
        untold[(news.Subject, news.Page)] = news;
    }

    private void Put(News news, DateTimeOffset? heardAt)
    {
        var (key, isNews) = (new Room(news.Organisation, news.Subject), true);
        lock (entrance)
        {
            // Nobody enters a room that is being taken away.
            var seats = rooms.GetOrAdd(key, _ => new());
            var before = seats.GetValueOrDefault(news.Page);
            if (news.What is What.Left) seats.TryRemove(news.Page, out _);
            else
            {
                seats[news.Page] = new(news.Member, news.What is What.Typing ? clock.GetUtcNow() : before?.TypedAt, heardAt);
                isNews = before is null || news.What is What.Typing;
            }

            if (seats.IsEmpty) rooms.TryRemove(key, out _);
        }

        if (isNews) live.Publish(new(news.Organisation, Kind, news.Subject));
    }

    private static bool IsBelieved(Seat seat, DateTimeOffset now) => seat.HeardAt is not { } heard || now - heard < Believed;
}
