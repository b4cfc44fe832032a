using Platform.Web.Reports.Running;
using Platform.Web.Store;

namespace Platform.Web.Reports;

/// <summary>The figures of a shop: counted from its facts, shown by period, each with the list behind it.</summary>
public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<FigureRuns>()
        .AddSingleton<FigureQueries>()
        .AddHostedService<FigureKeeper>()
        .AddSingleton<Conditions>()
        .AddSingleton<Incidents>()
        .AddErrand<TellIncident>()
        .AddTimer<IncidentsJob>("50 * * * * ?");
}
