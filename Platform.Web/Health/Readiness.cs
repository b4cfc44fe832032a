using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Web.Health;

/// <summary>The answer of `/health/ready`: names and measures, never an exception or an address.</summary>
internal static class Readiness
{
    public const string Tag = "ready";

    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = Word(entry.Value.Status), entry.Value.Data }),
        }, JsonSerializerOptions.Web));
    }

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
