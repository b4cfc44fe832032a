namespace Platform.Domain.Conversations;

/// <summary>One question after a conversation was closed, answered by pressing one of five.</summary>
public static class Satisfaction
{
    /// <summary>Nobody is asked again within these days.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    public const int Best = 5;

    /// <summary>The same in every language. Some providers give back the title only.</summary>
    public static IReadOnlyList<PressedButton> Choices { get; } = [.. Enumerable.Range(1, Best).Reverse().Select(score => new PressedButton($"note-{score}", $"{score} {new string('★', score)}"))];

    public static int? ScoreOf(PressedButton? pressed) =>
        pressed is not null && Choices.FirstOrDefault(choice => choice.Title == pressed.Title || choice.Id == pressed.Id) is { } chosen ? chosen.Title[0] - '0' : null;
}
