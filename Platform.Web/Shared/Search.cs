using System.Globalization;
using Microsoft.Extensions.Localization;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Shared;

/// <summary>Something the search palette can go to, or do.</summary>
/// <param name="Posted">What is sent to the address to do it; nothing when it is a place to go to.</param>
public sealed record Found(string Group, string Title, string Href, string Icon, string? Detail = null, Found.Field? Posted = null)
{
    public sealed record Field(string Name, string Value);

    /// <summary>As people type: without capitals and accents.</summary>
    public bool Matches(string words) => CultureInfo.CurrentCulture.CompareInfo
        .IndexOf(Title, words.Trim(), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>Whatever can be found from everywhere: each slice brings its own.</summary>
public interface ISearchSource
{
    Task<IReadOnlyList<Found>> FindAsync(Actor by, string words, CancellationToken ct);
}

/// <summary>The pages of the person's menu.</summary>
internal sealed class PageSearch(IStringLocalizer<Texts> words) : ISearchSource
{
    public Task<IReadOnlyList<Found>> FindAsync(Actor by, string text, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Found>>([.. Navigation.For(by.Role)
            .Select(e => new Found(words["Pages"], words[e.Word], e.Path, e.Icon))
            .Where(f => f.Matches(text))]);
}
