using System.Text.Json.Nodes;

namespace Platform.Integrations.OfflineModel;

/// <summary>One question to the desk, and its answer once there is one.</summary>
internal sealed class DeskCall(string tool, params IReadOnlyList<(string Name, string? Value)> arguments)
{
    public string Tool => tool;

    public Dictionary<string, object?> Arguments { get; } = arguments.Where(argument => argument.Value is { Length: > 0 }).ToDictionary(argument => argument.Name, argument => (object?)argument.Value);

    public JsonObject Answer { get; set; } = [];

    public bool IsDone => (bool?)Answer["ok"] ?? false;
    public string? Text => (string?)Answer["text"];

    public IEnumerable<string> Texts(string key) => (Answer[key] as JsonArray ?? []).Select(node => (string?)node).OfType<string>();
}
