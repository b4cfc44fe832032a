using Platform.Domain.Common;

namespace Platform.Web.Contacts;

/// <summary>The people a shop knows: who they are, what was agreed with them, and what happened so far.</summary>
public static class ContactsFeature
{
    public static IServiceCollection AddContacts(this IServiceCollection services) => services
        .AddSingleton<ContactAddresses>()
        .AddSingleton<ContactSearch>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<ContactFields>()
        .AddSingleton<ContactDesk>()
        .AddSingleton<ContactStory>()
        .AddSingleton<Erasure>()
        .AddScoped<ErasureDesk>();

    public static void MapContacts(this IEndpointRouteBuilder app) =>
        app.MapGet("/contacts/{id:guid}/export.json", ContactExport.DownloadAsync).RequireAuthorization(policy => policy.RequireRole(nameof(Role.Owner), nameof(Role.Admin), nameof(Role.Agent)));
}
