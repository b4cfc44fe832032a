using Microsoft.Extensions.Localization;
using Platform.Web.Shared;

namespace Platform.Web.Conversations;

internal static class Calling
{
    /// <summary>What a customer is called on every screen: by name, else by the number as people read it out.</summary>
    public static string Called(this IStringLocalizer texts, string? name, string? phone) =>
        name ?? (phone is null ? texts["Unknown"].Value : PhoneText.Format(phone));
}
