using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Web.Health;

/// <summary>Late work is worth a look but no reason to send people away from this node: another one would be just as late.</summary>
internal sealed class LatenessCheck(Lateness late) : IHealthCheck
{
    private static readonly TimeSpan LateTodo = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LateCursor = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>
        {
            ["todoAgeSeconds"] = Math.Round(late.Todo.TotalSeconds, 1),
            ["todoParked"] = late.Parked,
            ["cursorLagSeconds"] = Math.Round(late.Cursor.TotalSeconds, 1),
        };
        return Task.FromResult(late.Todo > LateTodo || late.Cursor > LateCursor
            ? HealthCheckResult.Degraded(data: data)
            : HealthCheckResult.Healthy(data: data));
    }
}
