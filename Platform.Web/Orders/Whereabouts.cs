using Platform.Domain.Assistant.Understanding;

namespace Platform.Web.Orders;

/// <summary>Where a parcel goes, in one line.</summary>
public static class Whereabouts
{
    /// <summary>From the door to the city. Customers often write the quarter with the street; what stands between commas already is not said again.</summary>
    public static string Line(params IEnumerable<string?> parts)
    {
        var line = new List<string>();
        foreach (var part in parts.OfType<string>().Where(part => part.Trim().Length > 0))
            if (!line.SelectMany(Places).Contains(Writing.Fold(part.Trim())))
                line.Add(part.Trim());
        return string.Join(", ", line);
    }

    private static IEnumerable<string> Places(string said) => said.Split([',', ';', '،', '\n'], StringSplitOptions.TrimEntries).Select(Writing.Fold);
}
