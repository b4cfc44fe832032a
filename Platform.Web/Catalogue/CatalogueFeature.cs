namespace Platform.Web.Catalogue;

/// <summary>What the seller sells, with prices, pictures and the shelf.</summary>
public static class CatalogueFeature
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueQueries>()
        .AddSingleton<ShelfQueries>()
        .AddSingleton<CatalogueDesk>()
        .AddSingleton<GoodsFile>();

    public static void MapCatalogue(this IEndpointRouteBuilder app) => app.MapCatalogueFiles();
}
