using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Domain.Conversations;

/// <summary>What can be said of a message after it was sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Mark>))]
public enum Mark { Reaction, Edit, Revoke }

/// <summary>The last word on each of the messages that were lately reacted to, edited or taken back.</summary>
public sealed record Marks(ImmutableList<Marks.Last> Lasts)
{
    private const int Remembered = 50;

    public static Marks None { get; } = new(ImmutableList<Last>.Empty);

    /// <param name="ProviderMessage">What said it; the same one twice is one.</param>
    public sealed record Last(Mark Mark, string Target, string ProviderMessage, DateTimeOffset At);

    public bool Knows(Mark mark, string target, string providerMessage, DateTimeOffset at) =>
        Lasts.Find(last => last.Mark == mark && last.Target == target) is { } known && (known.ProviderMessage == providerMessage || known.At > at);

    public Marks With(Mark mark, string target, string providerMessage, DateTimeOffset at)
    {
        var others = Lasts.RemoveAll(last => last.Mark == mark && last.Target == target);
        return new((others.Count < Remembered ? others : others.RemoveAt(0)).Add(new(mark, target, providerMessage, at)));
    }
}
