using System.Globalization;
using Microsoft.Extensions.Localization;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Shared;

/// <summary>Something the search palette can go to.</summary>
public sealed record Found(string Group, string Title, string Href, string Icon, string? Detail = null);

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
            .Where(f => Contains(f.Title, text))]);

    private static bool Contains(string title, string text) => CultureInfo.CurrentCulture.CompareInfo
        .IndexOf(title, text.Trim(), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
