using System.Diagnostics;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Configuration.Memory;
using Platform.Web.Store.Postgres;

namespace Platform.Web.Health;

/// <summary>What the product says of itself to whoever runs it: alive, ready, what it measures, and how it leaves.</summary>
public static class HealthFeature
{
    public static void AddHealth(this WebApplicationBuilder builder, bool demo)
    {
        builder.SpeakToOperators(demo);
        builder.Services
            .AddSingleton<Drain>()
            .AddSingleton<OpenPages>()
            .AddSingleton<CircuitHandler>(static services => services.GetRequiredService<OpenPages>())
            .AddSingleton<Lateness>()
            .AddHostedService(static services => services.GetRequiredService<Lateness>())
            .AddHostedService<Telemetry>()
            .AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Readiness.Tag])
            .AddCheck<LatenessCheck>("work", tags: [Readiness.Tag])
            .AddCheck<Drain>("drain", tags: [Readiness.Tag]);

        // A node with a PostgreSQL of its own is alone: there is nobody to hand the open pages to.
        if (PostgresFeature.IsOutside(builder.Configuration)) builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
    }

    /// <summary>Balancers ask every few seconds: their questions make no traces.</summary>
    public static void UseHealth(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/health") && Activity.Current is { } asked) asked.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        return next(http);
    });

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = static _ => false }).AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains(Readiness.Tag), ResponseWriter = Readiness.WriteAsync })
            .AllowAnonymous().DisableHttpMetrics();
    }

    /// <summary>For machines one JSON object a line, with trace ids; for a person trying the demo only what matters.</summary>
    private static void SpeakToOperators(this WebApplicationBuilder builder, bool demo)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = nameof(LogLevel.Information),
                ["Logging:LogLevel:Microsoft"] = nameof(LogLevel.Warning),
                // Who asks for readiness gets the answer; a log line per question says no more.
                ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = nameof(LogLevel.None),
                ["Logging:LogLevel:Quartz"] = nameof(LogLevel.Warning),
                ["Logging:LogLevel:System"] = nameof(LogLevel.Warning),
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = demo ? nameof(LogLevel.Warning) : nameof(LogLevel.Information),
            },
        });
        // Addresses carry what letters carry: codes, tokens, an email. However loud an operator turns the rest, they stay unwritten.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        if (demo) return;

        builder.Logging.ClearProviders().AddJsonConsole(static options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "O";
        });
    }
}
