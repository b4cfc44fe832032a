using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Web.Shared;

namespace Platform.Web.Identity.Organisations;

/// <summary>A seller's business, an influencer's, or the platform's own.</summary>
[Table("organisations")]
public sealed class Organisation : IKept
{
    public required Guid Id { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required OrganisationKind Kind { get; init; }
    public required string Name { get; set; }
    public required string Country { get; set; }
    public required Currency Currency { get; set; }
    public required string TimeZone { get; set; }
    public required string[] Languages { get; set; }
    public required string Phone { get; set; }

    /// <summary>Changes with every logo, so that browsers may keep one for ever; none when there is no logo.</summary>
    public long? LogoVersion { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public enum OrganisationKind { Seller, Influencer, Staff }

/// <summary>What brands want to know about an influencer.</summary>
[Table("influencers"), PrimaryKey(nameof(OrganisationId))]
public sealed class InfluencerProfile : IKept
{
    public required Guid OrganisationId { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required string Niche { get; set; }
    public required string Audience { get; set; }
    public required string[] Networks { get; set; }
}
