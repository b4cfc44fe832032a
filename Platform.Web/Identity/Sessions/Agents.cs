namespace Platform.Web.Identity.Sessions;

/// <summary>The name of a browser and its system, as people say it: "Chrome, Android".</summary>
public static class Agents
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"), ("Postman", "Postman"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    public static string Describe(string agent)
    {
        var browser = Browsers.FirstOrDefault(b => agent.Contains(b.Mark, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(s => agent.Contains(s.Mark, StringComparison.Ordinal)).Name;
        return (browser, system) switch
        {
            ({ } b, { } s) => $"{b}, {s}",
            ({ } b, null) => b,
            (null, { } s) => s,
            _ => Printable(agent),
        };
    }

    private static string Printable(string agent) => new([.. agent.Where(c => c is >= ' ' and <= '~').Take(40)]);
}
