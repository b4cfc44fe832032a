using Microsoft.Extensions.Localization;

namespace Platform.Web.Deliveries.Carriers;

/// <summary>How the troubles of delivery services are said wherever they are shown.</summary>
public static class CarrierWords
{
    /// <summary>What happened and the one thing to do.</summary>
    public static string Problem(IStringLocalizer texts, string problem) => texts[$"unserved.{problem}"] is { ResourceNotFound: false } known ? known : texts["unserved.refused"];
}
