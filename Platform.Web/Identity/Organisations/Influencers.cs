using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.SignUp;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Identity.Organisations;

/// <summary>What an influencer tells brands about themselves.</summary>
public sealed class Influencers(PlatformDbs dbs)
{
    public async Task<InfluencerProfile> OfAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<InfluencerProfile>().AsNoTracking().FirstAsync(profile => profile.OrganisationId == organisation.Value, ct);
    }

    public async Task<Refusal?> SaveAsync(Actor by, InfluencerProfile profile, CancellationToken ct = default)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Influencer }) return new("forbidden");
        if (!Registration.Niches.Contains(profile.Niche) || !Registration.Audiences.Contains(profile.Audience)) return new("Required");
        if (profile.Networks is [] || profile.Networks.Except(Registration.Networks).Any()) return new("NetworksRequired");

        await using var db = dbs.Open(by.Organisation);
        return await db.KeepAsync(profile, ct);
    }

    /// <summary>A network as it writes itself.</summary>
    public static string NameOf(string network) => network switch
    {
        "tiktok" => "TikTok",
        "youtube" => "YouTube",
        "whatsapp" => "WhatsApp",
        _ => char.ToUpperInvariant(network[0]) + network[1..],
    };
}
