using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Platform.Web.Demo;

namespace Platform.Tests.Security;

/// <summary>
/// Who may what: every door of the app, knocked on by everybody over real HTTP. The approved table has a row for each;
/// a new endpoint, page or command fails here until somebody has read what it answers to whom.
/// </summary>
public sealed partial class MatrixTests(App app) : IClassFixture<App>
{
    /// <summary>What the world may see without signing in. Everything else must turn nobody away.</summary>
    private static readonly string[] Public =
    [
        "/", "/connexion", "/connexion/code", "/inscription", "/inscription/vendeur", "/inscription/influenceur", "/invitation", "/confirmer-email",
        "/mot-de-passe-oublie", "/reinitialiser", "/reglages/profil/nouvelle-adresse", "/erreur/{Code:int}", "/hors-ligne", "/health/live", "/health/ready",
        "/payer/{Token}", "/payer/retour/{Token}", "/demo", "/demo/boite", "/demo/boite/{id:guid}/message",
    ];

    [Fact]
    public async Task Every_endpoint_answers_each_caller_as_approved()
    {
        using var callers = await Callers.GatherAsync(app);
        var conversation = await Callers.ConversationAsync(app);
        var (table, faults) = (new StringBuilder(), new List<string>());

        foreach (var (method, route) in Doors())
        {
            table.Append(method).Append(' ').Append(route).Append('\n');
            var answers = new List<(string Name, string Answer)>();
            foreach (var caller in callers.All)
            {
                var (answer, body) = await caller.AskAsync(method, PathOf(route, conversation), IsApi(route));
                answers.Add((caller.Name, answer.Replace(conversation.ToString("D"), "{id}", StringComparison.Ordinal)));
                Judge(method, route, caller, answer, body, faults);
            }

            foreach (var same in answers.GroupBy(a => a.Answer))
                table.Append("    ").Append(same.Key).Append(" — ").AppendJoin(", ", same.Select(a => a.Name)).Append('\n');
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Snapshot.Match(table.ToString());
    }

    [Fact]
    public void Every_page_is_among_the_endpoints()
    {
        var doors = Doors().Select(door => door.Route).ToHashSet();
        var pages = typeof(Web.App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>(), (type, route) => (type, route.Template));
        Assert.DoesNotContain(pages, page => !doors.Contains(page.Template));
    }

    [Fact]
    public async Task Files_are_for_everybody_and_are_only_files_of_the_build()
    {
        var files = Endpoints().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).Select(e => e.RoutePattern.RawText!).Distinct().ToList();
        Assert.DoesNotContain(files, file => !File().IsMatch(file));

        using var client = app.Client();
        foreach (var file in files.Where(file => !file.StartsWith("_content", StringComparison.Ordinal)))
        {
            using var response = await client.GetAsync(file);
            Assert.True(response.IsSuccessStatusCode, $"{file}: {response.StatusCode}");
            Assert.False(response.Headers.Contains("Set-Cookie"), file);
        }
    }

    /// <summary>Rules that no approval may bend.</summary>
    private static void Judge(string method, string route, Caller caller, string answer, string body, List<string> faults)
    {
        var said = $"{method} {route} as {caller.Name}: {answer}";
        if (answer.StartsWith('5')) faults.Add($"{said}: nobody may break it");
        if (caller.Name is "nobody" && answer.StartsWith('2') && !Public.Contains(route) && !route.StartsWith("/_", StringComparison.Ordinal)) faults.Add($"{said}: open to the world");
        if (caller.Name is "other shop" && route.StartsWith("/api/conversations/{", StringComparison.Ordinal) && answer is not "404") faults.Add($"{said}: what is another shop's does not exist");
        if (!caller.IsInside && !Public.Contains(route) && body.Contains("Salma Bennani", StringComparison.Ordinal)) faults.Add($"{said}: shows another shop's customer");
        if (method is "POST" && !IsApi(route) && (answer.StartsWith('2') || answer.StartsWith('3') && !answer.Contains("/connexion", StringComparison.Ordinal)) && !route.StartsWith("/_", StringComparison.Ordinal) && !route.StartsWith("/health/", StringComparison.Ordinal))
            faults.Add($"{said}: taken without an anti-forgery token");
    }

    private IEnumerable<RouteEndpoint> Endpoints() => app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private List<(string Method, string Route)> Doors() =>
    [
        .. Endpoints()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(e => Methods(e), (e, method) => (method, "/" + e.RoutePattern.RawText!.TrimStart('/')))
            .Distinct()
            .OrderBy(door => door.Item2, StringComparer.Ordinal).ThenBy(door => door.method, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } some ? some : ["GET", "POST"];

    private static bool IsApi(string route) => route.StartsWith("/api/", StringComparison.Ordinal) || route.StartsWith("/auth/", StringComparison.Ordinal) || route.StartsWith("/emulators/", StringComparison.Ordinal);

    /// <summary>An address somebody could type: another shop's id wherever an id is asked for.</summary>
    private static string PathOf(string route, Guid conversation) => Parameter().Replace(route, found => found.Groups[1].Value switch
    {
        "version" => found.Value.Contains("long", StringComparison.Ordinal) ? "1" : "v21.0",
        "number" => DemoMode.NumberId,
        "Code" => "404",
        "Step" => "codes-de-secours",
        "id" or "Id" or "Selected" or "photo" or "message" => conversation.ToString("D"),
        _ => "x",
    });

    [GeneratedRegex(@"\{\*{0,2}(\w+)(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.(css|js|svg|png|ico|woff2?|webmanifest|txt|map|json|html|md)(\.(br|gz))?$|^_framework/|^_content/")]
    private static partial Regex File();
}
