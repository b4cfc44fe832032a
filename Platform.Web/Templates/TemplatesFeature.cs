using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>The approved texts: the only way to write to someone who has been silent for a day.</summary>
public static class TemplatesFeature
{
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services
        .AddSingleton<TemplateQueries>()
        .AddSingleton<TemplateShelf>()
        .AddSingleton<Approved>()
        .AddTransient<TemplateDesk>()
        .AddSingleton<TemplateTraces>()
        .AddScoped<TemplateChanges>()
        .AddErrand<ReadTemplates>()
        .AddTimer<ReadTemplatesJob>("0 25 * * * ?");
}
