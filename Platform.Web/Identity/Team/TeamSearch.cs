using Microsoft.Extensions.Localization;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Identity.Team;

/// <summary>Leaders invite from anywhere.</summary>
internal sealed class TeamSearch(IStringLocalizer<Texts> texts, IStringLocalizer<Shared.Texts> words) : ISearchSource
{
    public Task<IReadOnlyList<Found>> FindAsync(Actor by, string text, CancellationToken ct)
    {
        var invite = new Found(words["Actions"], texts["TeamInvite"], "/reglages/equipe", "users");
        return Task.FromResult<IReadOnlyList<Found>>(text is not "" && TeamRules.GivenBy(by.Role).Any() && invite.Matches(text) ? [invite] : []);
    }
}
