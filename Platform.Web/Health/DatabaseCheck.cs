using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Platform.Web.Store;

namespace Platform.Web.Health;

/// <summary>The database answers and has the schema this version was built for.</summary>
internal sealed class DatabaseCheck(Databases databases) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var applied = databases.Across.CreateCommand("select name from schema_files");
            await using var reader = await applied.ExecuteReaderAsync(patience.Token);
            var names = new HashSet<string>();
            while (await reader.ReadAsync(patience.Token)) names.Add(reader.GetString(0));

            var missing = Schema.Files.Select(Schema.Name).Where(file => !names.Contains(file)).ToArray();
            return missing is []
                ? HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["schema"] = Schema.Name(Schema.Files[^1]) })
                : HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { ["missing"] = missing });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
