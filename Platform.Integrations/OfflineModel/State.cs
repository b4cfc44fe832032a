using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Integrations.OfflineModel;

/// <summary>The sale as the desk last described it.</summary>
internal sealed class State(JsonObject seen)
{
    private readonly JsonObject known = seen["known"] as JsonObject ?? [];

    public Tongue Tongue { get; } = Tongues.All.FirstOrDefault(tongue => tongue.Code() == (string?)seen["tongue"]);
    public Question? Asked { get; } = Enum.TryParse<Question>((string?)seen["asked"], out var asked) ? asked : null;
    public IReadOnlyList<string> Offers { get; } = [.. (seen["offers"] as JsonArray ?? []).Select(offer => (string?)offer).OfType<string>()];
    public bool IsFirst => (string?)seen["heard"] == "first";
    public bool IsRecapPending => (bool?)seen["recapPending"] ?? false;
    public string? Subject => (string?)seen["subject"];
    public string? Greeting => (string?)seen["greeting"];
    public bool IsPlain => (string?)seen["tone"] == nameof(Tone.Plain);
    public string Shop => (string?)seen["shop"] ?? "";
    public string Agent => (string?)seen["agent"] ?? "";
    public int Orders => (int?)seen["orders"] ?? 0;
    public string? WishedSize => (string?)seen["wished"];
    public bool HasDropped => (int?)seen["dropped"] > 0;
    public bool IsDoubtful => (bool?)seen["doubtful"] ?? false;
    public bool Owes => (bool?)seen["owes"] ?? false;
    public int Placed => (int?)seen["placed"] ?? 0;

    public IReadOnlyList<JsonObject> Lines => [.. (known["lines"] as JsonArray ?? []).OfType<JsonObject>()];
    public JsonObject? Current => Lines is [.., var last] ? last : null;
    public JsonObject Known => known;
    public string? City => (string?)known["city"];
    public string? Address => (string?)known["address"];

    public Moment Moment(IEnumerable<int> taken) => new(
        DateOnly.ParseExact((string)seen["today"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Country.Find((string?)seen["country"]) ?? Country.All[0],
        Tongue,
        Asked,
        City,
        Asked is Question.Product or Question.Date or Question.Slot ? Offers.Count : 0,
        [.. (Current?["sizes"] as JsonArray ?? []).Select(size => (string?)size).OfType<string>()],
        [.. taken]) { IsUnavailable = (bool?)seen["unavailable"] ?? false };
}
