using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Web.Health;

/// <summary>
/// Leaving without anybody noticing: first this node says it is not ready, so that the balancer sends new visits elsewhere;
/// then open pages load themselves again, which takes them there; then it stops.
/// </summary>
public sealed class Drain(OpenPages pages, IConfiguration configuration, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan LongestMove = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource moving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan notice = TimeSpan.FromSeconds(configuration.Number("PLATFORM_DRAIN_SECONDS", otherwise: 10, least: 0, most: 600));

    public bool IsDraining { get; private set; }

    /// <summary>Ends when open pages should move to another node.</summary>
    public Task Moving => moving.Task;

    public async Task RunAsync(CancellationToken ct)
    {
        IsDraining = true;
        await Task.Delay(notice, clock, ct);

        moving.TrySetResult();
        var last = clock.GetUtcNow() + LongestMove;
        while (pages.Connected > 0 && clock.GetUtcNow() < last) await Task.Delay(Look, clock, ct);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsDraining ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
