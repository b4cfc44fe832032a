using Quartz;

namespace Platform.Web.Store;

/// <summary>
/// What is done by the clock. Quartz keeps its state in the database: of several nodes one fires, and another takes over from one that died.
/// Only for few and light things; volume goes through to-do rows.
/// </summary>
public static class Timers
{
    public static IServiceCollection AddTimers(this IServiceCollection services) => services
        .AddQuartz(static quartz =>
        {
            quartz.ConfigureScheduler(static scheduler => (scheduler.InstanceName, scheduler.GenerateInstanceId, scheduler.DefaultTimeZone) = ("relais", true, TimeZoneInfo.Utc));
            // A start that replaced the stored timers would lose what came due while nobody ran.
            quartz.ConfigureOptions<QuartzOptions>(static options => options.Scheduling.IgnoreDuplicates = true);
            quartz.UsePersistentStore(static store =>
            {
                store.UsePostgres(static source => source.DataSourceFactory = static services => services.GetRequiredService<Databases>().Across);
                // A node that died holds the timer it was about to fire; couriers must not wait half a minute for the next.
                store.UseClustering(static cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)));
                store.UseSystemTextJsonSerializer();
            });
        })
        .AddQuartzHostedService(static hosted => hosted.WaitForJobsToComplete = true)
        .AddHostedService<StoppedTimers>();

    /// <param name="cron">With seconds first, in UTC. However often it was missed, it fires once.</param>
    public static IServiceCollection AddTimer<TJob>(this IServiceCollection services, string cron) where TJob : IJob
    {
        // The stored timer carries its time in its name, so that another time is another timer.
        var trigger = new TriggerKey(cron, typeof(TJob).Name);
        return services
            .AddSingleton(new Timer(trigger))
            .AddQuartz(quartz => quartz.ScheduleJob<TJob>(
                when => when.WithIdentity(trigger).WithCronSchedule(cron, static schedule => schedule.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                static job => job.WithIdentity(typeof(TJob).Name)));
    }

    internal sealed record Timer(TriggerKey Key);
}
