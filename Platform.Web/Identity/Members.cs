using Platform.Domain.Common;

namespace Platform.Web.Identity;

/// <summary>The roles of people who work in a seller's organisation, as pages ask for them.</summary>
public static class Members
{
    public const string All = $"{nameof(Role.Viewer)},{nameof(Role.Campaigns)},{nameof(Role.Agent)},{nameof(Role.Admin)},{nameof(Role.Owner)}";

    /// <summary>Those who answer customers, and so make, change and move orders.</summary>
    public const string Answering = $"{nameof(Role.Agent)},{nameof(Role.Admin)},{nameof(Role.Owner)}";
}
