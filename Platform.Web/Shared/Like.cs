namespace Platform.Web.Shared;

/// <summary>What people type, as a pattern for `ilike` in which every sign stands for itself.</summary>
public static class Like
{
    public static string Containing(string words) =>
        $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
