using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;
using Platform.Web.Assistant;

namespace Platform.Web.Deliveries;

/// <summary>When a second visit could be: the next hours the seller delivers in that city.</summary>
public sealed class NextHours(ShopBook shops, TimeProvider clock)
{
    /// <summary>As many as there is room for buttons.</summary>
    private const int Proposed = 3;

    public sealed record Choice(DateOnly Date, string? Slot);

    public async Task<IReadOnlyList<Choice>> ForAsync(OrganisationId organisation, string city)
    {
        var page = await shops.OpenAsync(organisation);
        var tomorrow = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), page.Zone).DateTime).AddDays(1);
        string?[] slots = ZoneOf(page.Shop, city) is { Slots: [_, ..] some } ? [.. some] : [null];
        return [.. Enumerable.Range(0, Proposed).Select(tomorrow.AddDays).SelectMany(day => slots.Select(slot => new Choice(day, slot))).Take(Proposed)];
    }

    private static DeliveryZone? ZoneOf(Shop shop, string city) =>
        shop.Zones.FirstOrDefault(zone => zone.Cities.Any(named => Writing.Fold(named) == Writing.Fold(city))) ?? shop.Zones.FirstOrDefault(zone => zone.Cities.IsDefaultOrEmpty);
}
