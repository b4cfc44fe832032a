using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Web.Health;

/// <summary>Late work is worth a look but no reason to send people away from this node: another one would be just as late.</summary>
internal sealed class BacklogCheck(Backlog backlog) : IHealthCheck
{
    private static readonly TimeSpan LateTodo = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LateCursor = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>
        {
            ["todoAgeSeconds"] = Math.Round(backlog.Todo.TotalSeconds, 1),
            ["todoParked"] = backlog.Parked,
            ["cursorLagSeconds"] = Math.Round(backlog.Cursor.TotalSeconds, 1),
        };
        return Task.FromResult(backlog.Todo > LateTodo || backlog.Cursor > LateCursor
            ? HealthCheckResult.Degraded(data: data)
            : HealthCheckResult.Healthy(data: data));
    }
}
