using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Platform.Web.Channels;

/// <summary>A seller's number or account at a provider. Its token is sealed with the organisation's key.</summary>
[Table("channels"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class Channel
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Provider { get; set; }
    public required string ExternalId { get; set; }
    public string? AccountId { get; set; }
    public required string DisplayName { get; set; }
    public string? DisplayNumber { get; set; }
    public required byte[] Secrets { get; set; }
    public required ChannelState State { get; set; }

    /// <summary>What is wrong, in the words all providers share; put into the seller's where it is shown.</summary>
    public string? Problem { get; set; }
    public string? ProblemUntil { get; set; }
    public DateTimeOffset? ProblemAt { get; set; }

    /// <summary>The seller still writes in the WhatsApp Business app of their phone as well.</summary>
    public bool KeepsPhoneApp { get; set; }

    /// <summary>The provider has raised what it carries in a second.</summary>
    public bool IsFast { get; set; }

    /// <summary>As the provider rates it: `GREEN`, `YELLOW`, `RED`.</summary>
    public string? Quality { get; set; }

    /// <summary>How many people may be written to first in a day; -1 for as many as they like.</summary>
    public int? PeopleADay { get; set; }
    public DateTimeOffset? TokenExpiresAt { get; set; }

    /// <summary>When its templates were last read whole, and why they could not be since.</summary>
    public DateTimeOffset? TemplatesReadAt { get; set; }
    public string? TemplatesProblem { get; set; }

    /// <summary>The one that is meant when nobody says which.</summary>
    public bool IsDefault { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A broken one waits for its owner to put something right at the provider; a paused one for whoever paused it.</summary>
public enum ChannelState { Live, Broken, Paused }
