using System.Text.Json.Nodes;

namespace Platform.Integrations.OfflineModel;

/// <summary>One question to the desk, and its answer once there is one.</summary>
internal sealed class DeskCall(string tool, params IReadOnlyList<(string Name, string? Value)> arguments)
{
    public string Tool => tool;

    public Dictionary<string, object?> Arguments { get; } = arguments.Where(argument => argument.Value is { Length: > 0 }).ToDictionary(argument => argument.Name, argument => (object?)argument.Value);

    /// <summary>The same question has the same key.</summary>
    public string Key => KeyOf(Tool, Arguments);

    /// <summary>The talk may go on as if this had been granted: a refusal is told, and changes nothing of what is asked next.</summary>
    public bool MayBeAssumed => Tool switch
    {
        "set_detail" => Field is "size" or "colour" or "quantity" or "quarter" or "address" or "name" or "phone",
        "zones_and_fees" or "check_stock" => true,
        _ => false,
    };

    /// <summary>Asked in one breath with what goes before, for it does not depend on its answer.</summary>
    public bool MayFollow => Tool is "set_detail" && Field is not "doubt" || Tool is "zones_and_fees" or "check_stock";

    public JsonObject Answer { get; set; } = [];

    private string? Field => Arguments.GetValueOrDefault("field") as string;

    public static string KeyOf(string tool, IEnumerable<KeyValuePair<string, object?>> arguments) =>
        $"{tool}({string.Join(", ", arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => $"{argument.Key}={argument.Value}"))})";

    public bool IsDone => (bool?)Answer["ok"] ?? false;
    public string? Text => (string?)Answer["text"];

    public IEnumerable<string> Texts(string key) => (Answer[key] as JsonArray ?? []).Select(node => (string?)node).OfType<string>();
}
