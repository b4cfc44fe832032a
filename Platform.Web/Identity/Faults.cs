using Microsoft.Extensions.Localization;

namespace Platform.Web.Identity;

/// <summary>What is wrong with a form: field names and the keys of the texts that say so.</summary>
public sealed class Faults
{
    private readonly Dictionary<string, string> keys = [];

    public bool Any => keys.Count > 0;

    public string? this[string field] => keys.GetValueOrDefault(field);

    public string? Say(IStringLocalizer texts, string field) => this[field] is { } key ? texts[key].Value : null;

    /// <summary>The first fault of a field stands.</summary>
    public void Add(string field, string key) => keys.TryAdd(field, key);

    public void Require(string field, string? value, int longest = 200)
    {
        if (string.IsNullOrWhiteSpace(value)) Add(field, "Required");
        else if (value.Length > longest) Add(field, "TooLong");
    }

    public void RequireEmail(string field, string? value)
    {
        Require(field, value, longest: 254);
        if (!EmailAddress.IsPlausible(value)) Add(field, "EmailWrong");
    }
}
