using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Web.Assistant;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Store;

/// <summary>A server that lets nobody in for a while: nobody who works behind the screens may take the node down with them.</summary>
public sealed class AwayTests(App app) : IClassFixture<App>
{
    private static readonly string[] Behind = [nameof(TodoWorker), "ChangeTail", "FigureKeeper", "Lateness"];

    [Fact]
    public async Task A_node_lives_through_a_server_that_is_full()
    {
        var heard = new Warnings();
        await using var node = await app.StartNodeAsync(heard);
        var database = new NpgsqlConnectionStringBuilder(app.Owner).Database!;
        try
        {
            await app.TextAsync($"alter database {database} connection limit 0");
            await app.TextAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{database}' and pid <> pg_backend_pid() and usename <> current_user");
            await Eventually.TrueAsync(() => Behind.All(name => heard.From.Keys.Any(category => category.EndsWith(name, StringComparison.Ordinal))), "everybody having missed the database");
        }
        finally
        {
            await app.TextAsync($"alter database {database} connection limit -1");
        }

        Assert.False(node.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        using var visitor = new HttpClient { BaseAddress = node.Address };
        await Eventually.TrueAsync(async () => (await visitor.GetAsync("/health/ready")).StatusCode is HttpStatusCode.OK, "the node being ready again");
        await app.TextAsync("update todo set due = now(), attempts = 0 where parked_at is null returning 1");
        await Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from todo where due <= now() and parked_at is null"));
    }

    [Fact]
    public async Task Saving_to_a_server_that_is_away_can_be_tried_again_and_what_is_wrong_with_the_row_cannot()
    {
        var dbs = app.Get<PlatformDbs>();
        var shop = DemoPeople.AtlasSneakers;
        await using (await Server.TakeAwayAsync(app.Owner))
            for (var i = 0; i < 3; i++) // A line that broke, then none to be had.
                Assert.True((await Record.ExceptionAsync(() => SaveAsync(Guid.CreateVersion7())))!.WillPass());

        var zone = Guid.CreateVersion7();
        await SaveAsync(zone);
        Assert.False((await Record.ExceptionAsync(() => SaveAsync(zone)))!.WillPass());

        async Task SaveAsync(Guid id)
        {
            await using var db = dbs.Open(shop);
            db.Add(new ZoneRow { OrganisationId = shop.Value, Id = id, Position = 90, Name = "Ailleurs", Cities = [], Fee = 0, MinDays = 1, MaxDays = 2, Slots = [] });
            await db.SaveChangesAsync();
        }
    }

    [Fact]
    public void What_Entity_Framework_wraps_is_the_same_absence()
    {
        Assert.True(new InvalidOperationException("likely transient", new PostgresException("sorry, too many clients already", "FATAL", "FATAL", PostgresErrorCodes.TooManyConnections)).IsAway());
        Assert.False(new InvalidOperationException("a bug").IsAway());
        Assert.False(new ArgumentException("another").IsAway());
    }

    private sealed class Warnings : ILoggerProvider
    {
        public ConcurrentDictionary<string, bool> From { get; } = new();
        public ILogger CreateLogger(string categoryName) => new Ear(categoryName, From);
        public void Dispose() { }

        private sealed class Ear(string category, ConcurrentDictionary<string, bool> from) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;
            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (logLevel >= LogLevel.Warning) from[category] = true;
            }
        }
    }
}
