using System.Security.Claims;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity;
using Platform.Web.Identity.Organisations;

namespace Platform.Web.Shared;

/// <summary>Whom the shell greets, as whom their commands are given, and where they could work instead.</summary>
public sealed record SignedInPerson(string Name, Actor Actor, IReadOnlyList<OrganisationSwitch.Place> Places)
{
    public OrganisationSwitch.Place Place { get; } = Places.First(place => place.Organisation == Actor.Organisation.Value);

    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(Place.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    public static async Task<SignedInPerson?> OfAsync(ClaimsPrincipal user, OrganisationSwitch organisations, CancellationToken ct = default)
    {
        if (CurrentActor.Of(user) is not { Id: { } id } actor) return null;

        var places = await organisations.PlacesOfAsync(id, ct);
        return places.Exists(place => place.Organisation == actor.Organisation.Value)
            ? new(user.FindFirstValue(ClaimNames.Name) ?? "", actor, places)
            : null;
    }
}
