using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Platform.Web.Shared;

/// <summary>Line drawings on a 24-unit grid, named for what they mean here. Those in <see cref="Pointing"/> turn round in Arabic.</summary>
internal static class Icons
{
    private static readonly HashSet<string> Pointing =
    [
        "arrow", "back", "chevron-end", "chevron-start", "log-out", "rail", "reply", "send",
    ];

    private static readonly ConcurrentDictionary<(string Name, int Size), MarkupString> Drawn = new();
    private static readonly ConcurrentDictionary<(string Name, string Word), MarkupString> Named = new();

    /// <summary>One string for everybody: in a list of hundreds, an icon costs its page a reference.</summary>
    public static MarkupString Of(string name, int size = 20) => Drawn.GetOrAdd((name, size), static icon => new($"""
        <svg class="{(Pointing.Contains(icon.Name) ? "icon pointing" : "icon")}" viewBox="0 0 24 24" width="{icon.Size}" height="{icon.Size}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{Drawing(icon.Name)}</svg>
        """));

    /// <summary>With its word beside it, in the menus that every open page holds.</summary>
    public static MarkupString With(string name, string word) => Named.GetOrAdd((name, word), static entry => new(
        $"""{Of(entry.Name).Value}<span class="word">{HtmlEncoder.Default.Encode(entry.Word)}</span>"""));

    private static string Drawing(string name) => Drawings.TryGetValue(name, out var drawing)
        ? drawing
        : throw new ArgumentException($"No icon is called '{name}'", nameof(name));

    private static readonly Dictionary<string, string> Drawings = new()
    {
        ["alert"] = """<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.2M12 17v.01"/>""",
        ["arrow"] = """<path d="M5 12h14m-5.5-5.5L19 12l-5.5 5.5"/>""",
        ["arrow-down"] = """<path d="M12 5v14m5.5-5.5L12 19l-5.5-5.5"/>""",
        ["back"] = """<path d="M19 12H5m5.5-5.5L5 12l5.5 5.5"/>""",
        ["bell"] = """<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5L19 18H5ZM10.2 21h3.6"/>""",
        ["bolt"] = """<path d="M13 3 5 13.5h6L10.5 21 19 10.5h-6.200Z"/>""",
        ["building"] = """<path d="M5 21V4.5h9V21m0-11h5v11M3 21h18M8.5 8.5h2m-2 4h2m-2 4h2"/>""",
        ["chart"] = """<path d="M4 4v16h16M8.5 16v-4m4 4V8m4 8v-6"/>""",
        ["card"] = """<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M6.5 15h4"/>""",
        ["check"] = """<path d="m4.5 12.5 5 5 10-11"/>""",
        ["check-list"] = """<path d="m4 6.5 1.500 1.500L8 5.500M4 12.5l1.500 1.500L8 11.500M4 18.500l1.500 1.500L8 17.500M11.500 7h8.500M11.500 13h8.500M11.500 19h8.500"/>""",
        ["chevron-down"] = """<path d="m6 9.5 6 6 6-6"/>""",
        ["chevron-end"] = """<path d="m9.5 6 6 6-6 6"/>""",
        ["chevron-start"] = """<path d="m14.5 6-6 6 6 6"/>""",
        ["clock"] = """<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>""",
        ["copy"] = """<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 5.5V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h.5"/>""",
        ["double-tick"] = """<path d="m2.5 12.5 4 4 8-9M12 16.5l8.5-9.5M10.5 15l1.5 1.5"/>""",
        ["download"] = """<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15"/>""",
        ["edit"] = """<path d="m14.5 5.5 4 4L9 19H5v-4ZM12.5 7.5l4 4"/>""",
        ["external"] = """<path d="M13 5h6v6m0-6-8.5 8.5M17 14v5H5V7h5"/>""",
        ["eye"] = """<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>""",
        ["globe"] = """<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.3 3.5 5.1 3.5 8.5s-1 6.2-3.5 8.5c-2.5-2.3-3.5-5.1-3.5-8.5s1-6.2 3.5-8.5Z"/>""",
        ["help"] = """<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.800a2.5 2.5 0 1 1 3.6 2.200c-.8.4-1.1.9-1.1 1.700M12 16.800v.01"/>""",
        ["home"] = """<path d="M4 10.5 12 4l8 6.5V20h-5.5v-5.5h-5V20H4Z"/>""",
        ["inbox"] = """<path d="M4 5h16v11.5h-9L7 20v-3.5H4Z"/>""",
        ["info"] = """<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.800v.01"/>""",
        ["invoice"] = """<path d="M6 3.500h12v17l-3-2-3 2-3-2-3 2ZM9 8h6M9 12h6"/>""",
        ["key"] = """<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8.5-8.5M16 7.5l3 3M13.5 10l2 2"/>""",
        ["keyboard"] = """<rect x="2.5" y="6" width="19" height="12" rx="2"/><path d="M6.5 10v.01M10 10v.01M14 10v.01M17.5 10v.01M8.5 14h7"/>""",
        ["link"] = """<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1"/>""",
        ["offline"] = """<path d="m3.5 3.5 17 17M12 19v.01M8.6 15.6a5 5 0 0 1 6.8 0M5.2 12a9.8 9.8 0 0 1 4.3-2.5M2 8.4a14.6 14.6 0 0 1 4-2.7M14.2 9.4a9.8 9.8 0 0 1 4.6 2.6M10.6 4.1A14.6 14.6 0 0 1 22 8.4"/>""",
        ["lock"] = """<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>""",
        ["log-out"] = """<path d="M10 4.5H5v15h5M9.5 12H20m-4-4 4 4-4 4"/>""",
        ["mail"] = """<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m3.5 7.5 8.5 6 8.5-6"/>""",
        ["megaphone"] = """<path d="M4 10v4l10.5 4V6ZM14.5 9.5 19 8v8l-4.5-1.5M7 15v4h3v-2.9"/>""",
        ["menu"] = """<path d="M4 6.5h16M4 12h16M4 17.5h16"/>""",
        ["minus"] = """<path d="M5 12h14"/>""",
        ["moon"] = """<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z"/>""",
        ["more"] = """<path stroke-width="3" d="M5.5 12h.01M12 12h.01M18.5 12h.01"/>""",
        ["monitor"] = """<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M9 20h6m-3-3.5V20"/>""",
        ["orders"] = """<path d="M4 4.5h4.5v15H4ZM8.5 4.5h5.5v11H8.5M14 4.5h6v8h-6"/>""",
        ["paperclip"] = """<path d="m19 11.5-7.200 7.200a4.5 4.5 0 0 1-6.4-6.400l7.700-7.700a3 3 0 0 1 4.3 4.300l-7.600 7.600a1.5 1.5 0 0 1-2.200-2.200l6.900-6.800"/>""",
        ["phone"] = """<rect x="7" y="2.5" width="10" height="19" rx="2.5"/><path d="M11 18.5h2"/>""",
        ["play"] = """<path d="M7 4.5v15l12-7.5Z"/>""",
        ["plug"] = """<path d="M9 3.5V8m6-4.5V8M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0ZM12 17v4"/>""",
        ["plus"] = """<path d="M12 5v14M5 12h14"/>""",
        ["rail"] = """<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M9.5 5v14m6-9-2 2 2 2"/>""",
        ["refresh"] = """<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.400L19.5 9M19.5 4.5V9H15"/>""",
        ["reply"] = """<path d="M10 6 4 12l6 6m-6-6h9.5a6 6 0 0 1 6 6"/>""",
        ["search"] = """<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>""",
        ["send"] = """<path d="M4 4.5 20.5 12 4 19.5 7 12ZM7 12h6"/>""",
        ["settings"] = """<path d="M4 7h8m4 0h4M4 17h4m4 0h8"/><circle cx="14" cy="7" r="2"/><circle cx="10" cy="17" r="2"/>""",
        ["shield"] = """<path d="M12 3.5 5 6v6c0 4 2.8 6.8 7 8.5 4.2-1.7 7-4.5 7-8.5V6ZM9 12l2.2 2.200L15 10.3"/>""",
        ["smile"] = """<circle cx="12" cy="12" r="8.5"/><path d="M8.5 14a4 4 0 0 0 7 0M9 9.500v.01M15 9.500v.01"/>""",
        ["spark"] = """<path d="m12 3 2.2 6.800L21 12l-6.8 2.200L12 21l-2.2-6.800L3 12l6.8-2.200Z"/>""",
        ["sun"] = """<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2m0 15v2m9.5-9.5h-2m-15 0h-2m16.2-6.7-1.4 1.400M6.7 17.300l-1.4 1.400m13.4 0-1.4-1.400M6.7 6.7 5.3 5.3"/>""",
        ["tag"] = """<path d="M4 4.5h7.5L20 13l-7 7-8.5-8.5ZM8 8.5h.01"/>""",
        ["tick"] = """<path d="m5.5 12.5 4 4 9-10"/>""",
        ["tools"] = """<path d="M14.5 6.5a4 4 0 0 1 5-1.5l-2.7 2.7 1.5 1.5L21 6.5a4 4 0 0 1-5.4 4.900L8 19l-3-3 7.6-7.600a4 4 0 0 1 1.9-1.900Z"/>""",
        ["trash"] = """<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5m3-5v5"/>""",
        ["truck"] = """<path d="M3 6h11v10.5H9.5M3 6v10.5h1.5M14 9.5h4l3 3.5v3.5h-1.5M14 16.5h.5"/><circle cx="7" cy="17" r="2.2"/><circle cx="17" cy="17" r="2.2"/>""",
        ["upload"] = """<path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 19.5h15"/>""",
        ["user"] = """<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20c.7-4 3.6-6 7.5-6s6.8 2 7.5 6"/>""",
        ["users"] = """<circle cx="9" cy="8.5" r="3.3"/><path d="M2.5 19.5c.6-3.6 3-5.3 6.5-5.300s5.9 1.7 6.5 5.300M15.5 5.5a3.3 3.3 0 0 1 0 6M18 14.800c2 .8 3.1 2.3 3.5 4.7"/>""",
        ["wifi-off"] = """<path d="m3 3 18 18M8.5 15.5a5 5 0 0 1 6.5-.4M5 12a10 10 0 0 1 4-2.400M13 9.200a10 10 0 0 1 6 2.800M2 8.5a14.5 14.5 0 0 1 4-2.600M10.5 4.600A14.5 14.5 0 0 1 22 8.5M12 19v.01"/>""",
        ["x"] = """<path d="m6 6 12 12M18 6 6 18"/>""",
    };
}
