using System.Collections.Immutable;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Domain.Assistant;

/// <summary>A customer the seller thought up: what they write, line by line, and what has to come of it.</summary>
public sealed record Scene(string Title, ImmutableArray<string> Lines, SceneEnd End)
{
    /// <summary>What went wrong; empty when the customer was served as they should be.</summary>
    public ImmutableArray<SceneFault> Judge(Rehearsed rehearsed) => End switch
    {
        SceneEnd.Order order => rehearsed.Orders is [.., var placed] ? Compare(order, placed) : [SceneFault.NoOrder],
        SceneEnd.Person => [.. Unwanted(rehearsed), .. rehearsed.HandOvers is [] ? [SceneFault.NoPerson] : Nothing],
        SceneEnd.Words words => [.. Unwanted(rehearsed), .. rehearsed.Answered(words.Text) ? Nothing : [SceneFault.MissingWords]],
        _ => [],
    };

    private static readonly SceneFault[] Nothing = [];

    private static ImmutableArray<SceneFault> Compare(SceneEnd.Order wanted, Recap placed)
    {
        var faults = ImmutableArray.CreateBuilder<SceneFault>();
        if (placed.Lines is not [var line]) return [SceneFault.OtherProduct];
        if (!string.Equals(line.Title, wanted.Product, StringComparison.OrdinalIgnoreCase)) faults.Add(SceneFault.OtherProduct);
        if (wanted.Size is { } size && !string.Equals(line.Size, size, StringComparison.OrdinalIgnoreCase)) faults.Add(SceneFault.OtherSize);
        if (wanted.Total is { } total && placed.Total.Minor != total) faults.Add(SceneFault.OtherTotal);
        return faults.ToImmutable();
    }

    /// <summary>An order nobody wanted is wrong however well the rest went.</summary>
    private static IEnumerable<SceneFault> Unwanted(Rehearsed rehearsed) => rehearsed.Orders is [] ? [] : [SceneFault.UnwantedOrder];
}

public abstract record SceneEnd
{
    /// <param name="Total">In the smallest unit of the shop's currency.</param>
    public sealed record Order(string Product, string? Size, long? Total) : SceneEnd;

    public sealed record Person : SceneEnd;

    /// <param name="Text">Has to stand in one of the answers.</param>
    public sealed record Words(string Text) : SceneEnd;
}

/// <summary>How a scene was played.</summary>
public sealed record Rehearsed(ImmutableArray<Line> Said, ImmutableArray<Recap> Orders, ImmutableArray<Deed.HandOver> HandOvers)
{
    public bool Answered(string text) => Said.Any(line => line.By is Speaker.Assistant && Plain(line.Text).Contains(Plain(text), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whoever writes a scene types a figure with a plain space.</summary>
    private static string Plain(string text) => Writing.Clean(text);
}

public enum SceneFault { NoOrder, OtherProduct, OtherSize, OtherTotal, UnwantedOrder, NoPerson, MissingWords }
