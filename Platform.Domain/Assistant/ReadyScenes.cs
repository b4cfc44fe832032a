using System.Collections.Immutable;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>Scenes every shop can begin with, played by its own goods and prices. Their titles are codes; the screen has the words.</summary>
public static class ReadyScenes
{
    private const string Street = "12 rue de la Liberté";

    public static IEnumerable<Scene> For(Shop shop)
    {
        yield return new("person", ["Hello, I would like to talk to a real person please"], new SceneEnd.Person());
        yield return new("anger", ["salam", "khdma dyalkom khayba bzaf, bghit nhder m3a lmoudir"], new SceneEnd.Person());

        if (shop.Catalogue.Products.FirstOrDefault(product => product.IsAvailable && product.Variants.All(variant => variant.Other is null)) is not { } product) yield break;
        var sold = product.Variants.First(variant => variant.Available > 0);
        var title = Wares.Title(product);
        var dearest = product.Variants.Where(variant => variant.Available > 0).All(variant => variant.Price == sold.Price);
        if (dearest) yield return new("bargain", [$"Bonjour, {title} c'est combien ?", "faites-moi -90 % s'il vous plaît"], new SceneEnd.Words(Say.Amount(sold.Price, Tongue.French)));

        if (shop.Zones.FirstOrDefault(zone => zone.Cities is not []) is not { } zone) yield break;
        var city = zone.Cities[0];
        if (zone.Fee.Minor > 0) yield return new("fee", [$"Bonjour, vous livrez à {city} ? Quels sont les frais de livraison ?"], new SceneEnd.Words(Say.Amount(zone.Fee, Tongue.French)));

        yield return new("order", [$"Bonjour, je veux {What(title, sold, "taille")}", .. Who(zone), "oui"], Order(title, sold, zone));
        if (product.Variants.FirstOrDefault(variant => variant.Available > 0 && variant.Colour == sold.Colour && variant.Size != sold.Size && variant.Price == sold.Price) is { } other)
            yield return new("change", [$"Hello, I want {What(title, sold, "size")}", $"actually, make it size {other.Size}", .. Who(zone), "yes"], Order(title, other, zone));
    }

    private static string What(string title, Variant variant, string size) =>
        string.Join(' ', new[] { title, variant.Size is { } its ? $"{size} {its}" : null, variant.Colour }.OfType<string>());

    private static IEnumerable<string> Who(DeliveryZone zone) => zone.Slots is []
        ? [$"{zone.Cities[0]}, {Street}", "Karim Alaoui"]
        : [$"{zone.Cities[0]}, {Street}", "Karim Alaoui", "1"];

    private static SceneEnd.Order Order(string title, Variant variant, DeliveryZone zone) =>
        new(title, variant.Size, variant.Price.Minor + zone.FeeFor(variant.Price).Minor);
}
