using System.Globalization;
using System.Text.Json;
using Platform.Integrations.Http;

namespace Platform.Integrations.Gemini;

/// <summary>Gemini gave no answer: why, whether another model may, and how long this one is to be left alone.</summary>
public sealed class GeminiException : ProviderException
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly TimeSpan AfterQuota = TimeSpan.FromSeconds(30), AfterRetirement = TimeSpan.FromHours(1);

    private GeminiException(string code, ProviderFault fault, string? detail) : base(code, fault, detail)
    {
    }

    public int Status { get; private init; }

    /// <summary>How long to wait, when it says so.</summary>
    public TimeSpan? RetryDelay { get; private init; }

    /// <summary>The quota of the whole day is used up.</summary>
    public bool IsForToday { get; private init; }

    public bool MayAnotherModel { get; private init; }

    /// <summary>Google counts its days by the clock of California.</summary>
    public DateTimeOffset? Rest(DateTimeOffset now) => Status switch
    {
        429 when IsForToday => Midnight(now),
        429 => now + (RetryDelay ?? AfterQuota),
        404 => now + AfterRetirement,
        _ => null,
    };

    internal static GeminiException Of(int status, JsonElement json)
    {
        var error = (json.ValueKind is JsonValueKind.Array ? json.EnumerateArray().FirstOrDefault() : json).Member("error") ?? default;
        var details = error.Items("details").ToList();
        var reason = details.Select(detail => detail.Text("reason")).OfType<string>().FirstOrDefault();
        var code = reason ?? error.Text("status") ?? $"http_{status}";

        // A new key would not have to wait, but another model of the same account may have its own quota.
        return new(code, FaultOf(status, reason), null)
        {
            Status = status,
            Reason = code,
            RetryDelay = details.Select(detail => Seconds(detail.Text("retryDelay"))).OfType<TimeSpan>().Cast<TimeSpan?>().FirstOrDefault(),
            IsForToday = details.SelectMany(detail => detail.Items("violations")).Any(violation => violation.Text("quotaId")?.Contains("PerDay", StringComparison.Ordinal) is true),
            MayAnotherModel = status is 404 or 408 or 429 or >= 500,
        };
    }

    internal static GeminiException Unusable(string code) => new(code, ProviderFault.Retry, null) { Status = 200, MayAnotherModel = true };

    private static ProviderFault FaultOf(int status, string? reason) => (status, reason) switch
    {
        (400, "API_KEY_INVALID") or (401 or 403, _) => ProviderFault.Fix,
        (404 or 408 or 429 or 499 or >= 500, _) => ProviderFault.Retry,
        _ => ProviderFault.Final,
    };

    private static DateTimeOffset Midnight(DateTimeOffset now)
    {
        var day = TimeZoneInfo.ConvertTime(now, Pacific).Date.AddDays(1);
        return new DateTimeOffset(day, Pacific.GetUtcOffset(day)).ToUniversalTime();
    }

    /// <summary>"26s" or "26.4s".</summary>
    private static TimeSpan? Seconds(string? text) =>
        text is [.. var figure, 's'] && double.TryParse(figure, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 86_400 ? TimeSpan.FromSeconds(seconds) : null;
}
