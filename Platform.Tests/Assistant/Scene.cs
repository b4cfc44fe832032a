using System.Globalization;
using System.Runtime.CompilerServices;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Tests.Assistant;

/// <summary>A scripted customer of `Corpus/*.txt`: what they write, turn by turn, and how it has to end.</summary>
/// <param name="Expected">"order …", "escalate …", "answer …" or "stop"; all of them have to hold.</param>
internal sealed record Scene(string File, string Title, string Shop, IReadOnlyList<string[]> Turns, IReadOnlyList<string> Expected)
{
    public override string ToString() => $"{File}: {Title}";

    public static IEnumerable<Scene> All(string pattern = "*.txt") =>
        Directory.EnumerateFiles(Path.Combine(Here(), "Corpus"), pattern).Order(StringComparer.Ordinal).SelectMany(Read);

    internal static IEnumerable<Scene> Read(string path)
    {
        var (title, shop) = ("", "atlas");
        List<List<string>> turns = [];
        List<string> expected = [];

        foreach (var line in System.IO.File.ReadLines(path).Append("# "))
        {
            switch (line)
            {
                case ['#', ' ', .. var next]:
                    if (turns.Count > 0) yield return new(Path.GetFileNameWithoutExtension(path), title, shop, [.. turns.Select(turn => turn.ToArray())], [.. expected]);
                    (title, shop, turns, expected) = (next, "atlas", [], []);
                    break;
                case ['@', ' ', .. var name]:
                    shop = name;
                    break;
                case ['>', ' ', .. var said]:
                    turns.Add([said]);
                    break;
                case ['+', ' ', .. var more]:
                    turns[^1].Add(more);
                    break;
                case ['=', ' ', .. var end]:
                    expected.Add(end);
                    break;
            }
        }
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>How a scene ended beside how it should have.</summary>
internal sealed class Verdict
{
    public Verdict(Scene scene, Chat chat)
    {
        foreach (var expected in scene.Expected)
        {
            var (kind, rest) = expected.Split(' ', 2) is [var one, var two] ? (one, two) : (expected, "");
            switch (kind)
            {
                case "order":
                    Order(rest, chat);
                    break;
                case "escalate" when chat.HandOvers is [] || (rest.Length > 0 && chat.HandOvers[^1].Reason != rest):
                    Wrong.Add($"no hand-over for {rest}: {string.Join(", ", chat.HandOvers.Select(handOver => handOver.Reason))}");
                    break;
                case "answer" when !rest.Split(" & ").All(part => chat.Replies.Any(reply => Writing.Clean(reply).Contains(part, StringComparison.OrdinalIgnoreCase))):
                    Wrong.Add($"never said: {rest}");
                    break;
                case "never" when chat.Replies.Any(reply => Writing.Clean(reply).Contains(rest, StringComparison.OrdinalIgnoreCase)):
                    Wrong.Add($"said: {rest}");
                    break;
                case "stop" when !chat.IsStopped:
                    Wrong.Add("not stopped");
                    break;
                case "none" when chat.Orders.Count > 0:
                    Wrong.Add("an order nobody wanted");
                    IsDangerous = true;
                    break;
            }
        }

        if (scene.Expected.All(expected => !expected.StartsWith("order", StringComparison.Ordinal)) && chat.Orders.Count > 0) IsDangerous = true;
        if (scene.Expected.All(expected => !expected.StartsWith("escalate", StringComparison.Ordinal)) && chat.HandOvers.Count > 0) Wrong.Add($"handed over for {chat.HandOvers[0].Reason}");
    }

    public List<string> Wrong { get; } = [];
    public int Slots { get; private set; }
    public int RightSlots { get; private set; }

    /// <summary>An order was placed that is not the one the customer wanted.</summary>
    public bool IsDangerous { get; private set; }

    public bool IsRight => Wrong.Count == 0 && !IsDangerous;

    /// <summary>`order Adidas Samba OG/42/Noir x2 + Adidas Gazelle/38/Bleu; city=Casablanca; total=829; name=Karim`.</summary>
    private void Order(string expected, Chat chat)
    {
        var order = chat.Orders.LastOrDefault();
        if (order is null) Wrong.Add("no order");

        foreach (var part in expected.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is [var field, var value])
            {
                Slot(field, value, field switch
                {
                    "city" => order?.Details.City,
                    "quarter" => order?.Details.Quarter,
                    "address" => order?.Details.Address,
                    "name" => order?.Details.Name,
                    "phone" => order?.Details.Phone,
                    "date" => order?.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    "slot" => order?.Details.Slot,
                    "total" => order?.Total.Amount.ToString("0.##", CultureInfo.InvariantCulture),
                    _ => throw new InvalidOperationException($"{field}?"),
                }, field == "address");
                continue;
            }

            var lines = part.Split(" + ");
            if (order is not null && order.Lines.Length != lines.Length) Wrong.Add($"{order.Lines.Length} lines");
            for (var i = 0; i < lines.Length; i++)
            {
                var (wanted, quantity) = lines[i].Split(" x") is [var what, var count] ? (what, int.Parse(count, CultureInfo.InvariantCulture)) : (lines[i], 1);
                var line = order?.Lines.ElementAtOrDefault(i);
                Slot("line", wanted, line is null ? null : string.Join('/', new[] { line.Title, line.Size, line.Colour }.OfType<string>()));
                Slot("quantity", quantity.ToString(CultureInfo.InvariantCulture), line?.Quantity.ToString(CultureInfo.InvariantCulture));
            }
        }

        IsDangerous = order is not null && Wrong.Count > 0;
    }

    private void Slot(string slot, string expected, string? actual, bool isPart = false)
    {
        Slots++;
        if (actual is not null && (isPart ? actual.Contains(expected, StringComparison.OrdinalIgnoreCase) : string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))) RightSlots++;
        else Wrong.Add($"{slot} is {actual ?? "missing"}, not {expected}");
    }
}
