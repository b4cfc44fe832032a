using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>
/// What a customer's words were read as. It travels with the questions to the desk, so that words are read once
/// and not again with every answer that comes back; where it gets lost on the way, they are.
/// </summary>
internal sealed class Readings
{
    private readonly List<(string Words, Moment Moment, Understood Read)> known = [];

    public Understood Of(string words, Moment moment)
    {
        if (known.Find(reading => reading.Words == words && IsSame(reading.Moment, moment)).Read is { } read) return read;
        read = Reader.Read(words, moment);
        known.Add((words, moment, read));
        return read;
    }

    private static bool IsSame(Moment one, Moment other) =>
        one with { Sizes = other.Sizes, Taken = other.Taken } == other && one.Sizes.SequenceEqual(other.Sizes) && (one.Taken ?? []).SetEquals(other.Taken ?? []);
}
