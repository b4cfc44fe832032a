using Microsoft.Extensions.Localization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Shared;

/// <summary>What the profile menu does, for whoever would rather type: appearance, language, leaving.</summary>
internal sealed class ActionSearch(IStringLocalizer<Texts> words) : ISearchSource
{
    public Task<IReadOnlyList<Found>> FindAsync(Actor by, string text, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Found>>(text is "" ? [] : [.. All().Where(f => f.Matches(text))]);

    private IEnumerable<Found> All() =>
    [
        Theme("ThemeDark", "moon", "dark"),
        Theme("ThemeLight", "sun", "light"),
        Theme("ThemeSystem", "monitor", ""),
        .. Languages.All.Where(l => l != Preferences.CurrentLanguage)
            .Select(l => new Found(words["Actions"], $"{words["Language"]}: {l.OwnName()}", "/langue", "globe", Posted: new("language", l.Code()))),
        new(words["Actions"], words["SignOut"], "/deconnexion", "log-out", Posted: new("returnUrl", "/")),
    ];

    private Found Theme(string word, string icon, string value) =>
        new(words["Actions"], words["ThemeDo", words[word]], "/apparence", icon, Posted: new("theme", value));
}
