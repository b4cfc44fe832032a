using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Domain.Conversations;

/// <summary>How far each of our recent replies has come. Old ones that arrived are forgotten, so a long thread stays light.</summary>
public sealed record Replies(ImmutableSortedDictionary<Guid, ReplyState> States)
{
    private const int Remembered = 200;

    public static Replies None { get; } = new(ImmutableSortedDictionary<Guid, ReplyState>.Empty);

    public ReplyState? this[MessageId message] => States.TryGetValue(message.Value, out var state) ? state : null;

    public Replies With(MessageId message, ReplyState state)
    {
        var states = States.SetItem(message.Value, state);
        return new(states.Count <= Remembered ? states : states.Remove(Oldest(states)));
    }

    /// <summary>Our ids grow with time, so the first settled one is the oldest.</summary>
    private static Guid Oldest(ImmutableSortedDictionary<Guid, ReplyState> states)
    {
        foreach (var (message, state) in states)
            if (state is ReplyState.Read or ReplyState.Delivered or ReplyState.Failed or ReplyState.Withdrawn)
                return message;

        return states.First().Key;
    }
}

[JsonConverter(typeof(JsonStringEnumConverter<ReplyState>))]
public enum ReplyState { Queued, Dispatched, Doubted, Sent, Failed, Delivered, Read, Withdrawn, Scheduled, Held }

public static class ReplyStates
{
    /// <summary>Receipts only climb. A failure is final unless the message is known to have arrived.</summary>
    public static int Rank(this ReplyState state) => state switch
    {
        ReplyState.Sent => 1,
        ReplyState.Failed => 2,
        ReplyState.Delivered => 3,
        ReplyState.Read => 4,
        ReplyState.Withdrawn => 5,
        _ => 0,
    };

    public static ReplyState State(this Receipt receipt) => receipt switch
    {
        Receipt.Sent => ReplyState.Sent,
        Receipt.Failed => ReplyState.Failed,
        Receipt.Delivered => ReplyState.Delivered,
        _ => ReplyState.Read,
    };
}
