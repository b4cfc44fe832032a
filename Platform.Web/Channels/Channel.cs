using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Platform.Web.Channels;

/// <summary>A seller's number or account at a provider. Its token is sealed with the organisation's key.</summary>
[Table("channels"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class Channel
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Provider { get; init; }
    public required string ExternalId { get; init; }
    public string? AccountId { get; init; }

    /// <summary>Where the account lives, at a provider that spreads its customers over servers.</summary>
    public string? Server { get; set; }
    public required string DisplayName { get; set; }
    public string? DisplayNumber { get; set; }
    public required byte[] Secrets { get; set; }
    public required ChannelState State { get; set; }

    /// <summary>The provider's code for what keeps it from working; put into the seller's words where it is shown.</summary>
    public string? Problem { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public enum ChannelState { Live, Broken }
