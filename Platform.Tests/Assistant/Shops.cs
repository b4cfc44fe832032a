using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Assistant;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Web.Catalogue;
using Platform.Web.Demo;

namespace Platform.Tests.Assistant;

/// <summary>The shops in which the scripted customers buy.</summary>
internal static class Shops
{
    /// <summary>A Saturday.</summary>
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static Shop Atlas { get; } = Sneakers(maximumDiscount: 5);

    public static Shop Strict { get; } = Sneakers(maximumDiscount: 0);

    /// <summary>The shop of the demo, with its gaps on the shelf and its titles that look like sizes.</summary>
    public static Shop Demo { get; } = new(
        "Atlas Sneakers",
        Country.Find("MA")!,
        Currency.MAD,
        new CatalogueIndex(DemoGoods.Forms().Select(Shelved)),
        [.. DemoGoods.Zones().Select(zone => new DeliveryZone(zone.Name, [.. zone.Cities], new(zone.Fee, Currency.MAD), zone.FreeFrom is { } from ? new Money(from, Currency.MAD) : null, zone.MinDays, zone.MaxDays, [.. zone.Slots]))],
        [.. DemoGoods.Knowledge.Select(entry => new Answer(entry.Question, entry.Answer))],
        DemoGoods.Settings(isOn: true).Rules);

    public static Shop Akwa { get; } = new(
        "Mode Akwa",
        Country.Find("CM")!,
        Currency.XAF,
        new CatalogueIndex(
        [
            Product("Robe wax Ndop", "Robes", Currency.XAF, 18000, "wax, pagne", ["S", "M", "L", "XL"], ["Bleu", "Rouge"]),
            Product("Robe de soirée Étoile", "Robes", Currency.XAF, 35000, "soiree, evening", ["S", "M", "L"], ["Noir", "Doré"]),
            Product("Chemise lin Kribi", "Chemises", Currency.XAF, 15000, "linen", ["M", "L", "XL"], ["Blanc", "Beige"]),
            Product("Sac à main Bonapriso", "Sacs", Currency.XAF, 22000, "handbag", [], ["Noir", "Camel"]),
            Product("Parfum Oud Royal", "Parfums", Currency.XAF, 12500, "oud", [], []),
            Product("Sandales cuir Foumban", "Chaussures", Currency.XAF, 14000, "leather sandals", ["37", "38", "39", "40"], ["Marron", "Noir"]),
        ]),
        [
            new("Douala", ["Douala"], Francs(1500), Francs(50000), 1, 1, ["9h-12h", "14h-18h"]),
            new("Yaoundé", ["Yaoundé"], Francs(2500), null, 1, 2, []),
            new("Autres villes", ["Bafoussam", "Bamenda", "Kribi", "Garoua", "Buea", "Limbé"], Francs(4000), null, 3, 5, []),
        ],
        [
            new("Comment payer ? paiement", "Vous payez à la livraison en espèces, ou par Orange Money et MTN MoMo."),
            new("Échange, retour", "Échange possible sous 3 jours, article non porté."),
            new("Où est la boutique ?", "Nous sommes à Akwa, rue Joffre, Douala."),
        ],
        new("Mireille", Tone.Warm, null, 0, ["franchise"], [.. Tongues.All]));

    /// <summary>The demo's second shop: clothes in Dakar.</summary>
    public static Shop Dakar { get; } = new(
        "Dakar Mode",
        Country.Find("SN")!,
        Currency.XOF,
        new CatalogueIndex(
        [
            Product("Boubou brodé", "Boubous", Currency.XOF, 25000, "grand boubou, bazin, broderie", ["M", "L", "XL"], ["Blanc", "Bleu"]),
            Product("Robe wax Ngor", "Robes", Currency.XOF, 18000, "wax, pagne, robe", ["S", "M", "L"], ["Bleu", "Rouge"]),
            Product("Ensemble Téranga", "Ensembles", Currency.XOF, 22500, "ensemble, deux pièces", ["S", "M", "L", "XL"], ["Vert", "Noir"]),
            Product("Foulard en soie", "Accessoires", Currency.XOF, 6500, "foulard, moussor, soie", [], ["Rose", "Doré"]),
            Product("Babouches cuir", "Chaussures", Currency.XOF, 9500, "babouches, cuir, sandales", ["38", "39", "40", "41", "42"], ["Marron", "Noir"], except: [("42", "Noir")]),
        ]),
        [
            new("Dakar", ["Dakar"], Money.Of(1500, Currency.XOF), null, 0, 1, ["9h-13h", "15h-19h"]),
            new("Reste du Sénégal", [], Money.Of(4000, Currency.XOF), null, 2, 4, []),
        ],
        [
            new("Comment payer ?", "Vous payez par Orange Money, Wave ou carte avec un lien, ou en espèces à la livraison."),
            new("Peut-on échanger ?", "Oui, l'échange est gratuit pendant 5 jours si l'article n'a pas été porté."),
            new("Où êtes-vous ?", "Notre atelier est à Mermoz, rue MZ-12, Dakar."),
            new("Quels sont vos horaires ?", "Nous sommes ouverts du lundi au samedi, de 9 h à 19 h."),
        ],
        new("Aïda", Tone.Warm, null, 0, [], [.. Tongues.All]));

    /// <summary>As large as a big seller's, for the speed of searching and answering.</summary>
    public static Shop Large(int products) => Atlas with
    {
        Catalogue = new CatalogueIndex(Atlas.Catalogue.Products.Concat(Enumerable.Range(0, products - Atlas.Catalogue.Products.Length).Select(i =>
            Product($"{Makers[i % Makers.Length]} {Models[i / Makers.Length % Models.Length]} {100 + i}", Kinds[i % Kinds.Length], Currency.MAD, 200 + i % 900, "", ["40", "41", "42", "43"], ["Noir", "Blanc"])))),
    };

    private static readonly string[] Makers = ["Zenith", "Orbital", "Kasbah", "Toubkal", "Sirocco", "Mirage", "Atlantis", "Nomade", "Medina", "Safran"];
    private static readonly string[] Models = ["Runner", "Court", "Trail", "Street", "Vintage", "Boost", "Flex", "Urban", "Classic", "Elite", "Storm", "Drift", "Pulse", "Wave", "Peak"];
    private static readonly string[] Kinds = ["Baskets", "Sandales", "Bottes", "Mocassins"];

    /// <summary>A pair of which only the name matters.</summary>
    public static Product OfName(string title) => Product(title, "Baskets", Currency.MAD, 500, "", ["41", "42"], ["Noir", "Blanc"]);

    private static Shop Sneakers(int maximumDiscount) => new(
        "Atlas Sneakers",
        Country.Find("MA")!,
        Currency.MAD,
        new CatalogueIndex(
        [
            Product("Adidas Samba OG", "Baskets", Currency.MAD, 799, "samba", ["39", "40", "41", "42", "43", "44"], ["Noir", "Blanc"], except: [("44", "Blanc")]),
            Product("Adidas Gazelle", "Baskets", Currency.MAD, 749, "gazelle", ["36", "37", "38", "39", "40", "41"], ["Bleu", "Rouge", "Rose"]),
            Product("Nike Air Force 1", "Baskets", Currency.MAD, 949, "af1, airforce", ["38", "39", "40", "41", "42", "43", "44", "45"], ["Blanc", "Noir"]),
            Product("Nike Air Max 90", "Baskets", Currency.MAD, 899, "am90", ["40", "41", "42", "43", "44"], ["Blanc", "Noir", "Gris"], except: [("42", "Gris")], compareAt: 1099),
            Product("Nike Air Max 95", "Baskets", Currency.MAD, 1190, "am95", ["41", "42", "43"], ["Gris", "Noir"]),
            Product("New Balance 550", "Baskets", Currency.MAD, 999, "nb550, nb", ["40", "41", "42", "43"], ["Blanc/Vert", "Blanc/Bleu"]),
            Product("New Balance 530", "Baskets", Currency.MAD, 889, "nb530, nb", ["37", "38", "39", "40", "41"], ["Blanc", "Argent"]),
            Product("Puma Suede Classic", "Baskets", Currency.MAD, 649, "suede", ["40", "41", "42", "43"], ["Noir", "Bordeaux"]),
            Product("Converse Chuck Taylor", "Baskets", Currency.MAD, 599, "all star, allstar", ["36", "37", "38", "39", "40", "41", "42"], ["Noir", "Blanc", "Rouge"]),
            Product("Asics Gel Kayano", "Running", Currency.MAD, 1290, "running, kayano", ["41", "42", "43", "44"], ["Bleu"]),
            Product("Birkenstock Boston", "Sandales", Currency.MAD, 1150, "boston, mules", ["37", "38", "39", "40", "41", "42"], ["Beige", "Marron"]),
            Product("Claquettes Adidas Adilette", "Sandales", Currency.MAD, 299, "adilette, slides", ["39", "40", "41", "42", "43"], ["Bleu", "Noir"]),
            Product("Nike Dunk Low Panda", "Baskets", Currency.MAD, 1050, "dunk, panda", ["40", "41", "42"], ["Noir/Blanc"], stock: 0),
            Product("Casquette New Era", "Accessoires", Currency.MAD, 250, "cap", [], ["Noir", "Bleu"]),
            Product("Chaussettes Nike (lot de 3)", "Accessoires", Currency.MAD, 120, "socks", [], ["Blanc", "Noir"]),
        ]),
        [
            new("Casablanca", ["Casablanca", "Mohammedia"], Dirhams(30), Dirhams(1500), 1, 1, []),
            new("Rabat-Salé", ["Rabat", "Salé", "Témara"], Dirhams(35), null, 1, 2, []),
            new("Autres villes du Maroc", [], Dirhams(45), null, 2, 4, []),
        ],
        [
            new("Paiement ? comment payer", "Le paiement se fait en espèces à la livraison."),
            new("Échange et retour, si la taille ne va pas", "Échange gratuit sous 7 jours si la paire n'a pas été portée."),
            new("Ce sont des originales ? authentiques", "Toutes nos paires sont 100 % authentiques, avec facture."),
            new("Où êtes-vous ? adresse de la boutique", "Notre boutique est au 25 rue Jean Jaurès, Gauthier, Casablanca."),
            new("Horaires d'ouverture", "Nous répondons de 10h à 20h, du lundi au samedi."),
        ],
        new("Yasmine", Tone.Warm, null, maximumDiscount, ["commande en gros"], [.. Tongues.All]));

    private static Product Shelved(ProductForm form) => new(
        new(form.Id),
        form.Title,
        form.Description,
        form.Category,
        [.. form.ReadTags()],
        null,
        [
            .. form.Variants.Select(variant => new Variant(
                new(variant.Id), variant.Sku, Named(variant.Size), Named(variant.Colour), null,
                Dirhams(int.Parse(variant.Price, CultureInfo.InvariantCulture)), variant.CompareAt is "" ? null : Dirhams(int.Parse(variant.CompareAt, CultureInfo.InvariantCulture)), variant.Stock)),
        ]);

    private static string? Named(string option) => option is "" ? null : option;

    private static Product Product(
        string title, string category, Currency currency, int price, string tags, string[] sizes, string[] colours,
        (string Size, string Colour)[]? except = null, int stock = 4, int? compareAt = null) => new(
        new(IdOf(title)),
        title,
        $"{title}, confortable et solide.",
        category,
        [.. tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        null,
        [
            .. from size in sizes.Cast<string?>().DefaultIfEmpty()
               from colour in colours.Cast<string?>().DefaultIfEmpty()
               select new Variant(
                   new(IdOf($"{title}/{size}/{colour}")), null, size, colour, null, Money.Of(price, currency), compareAt is { } before ? Money.Of(before, currency) : null,
                   except?.Contains((size ?? "", colour ?? "")) == true ? 0 : stock),
        ]);

    private static Guid IdOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static Money Dirhams(int amount) => Money.Of(amount, Currency.MAD);
    private static Money Francs(int amount) => Money.Of(amount, Currency.XAF);
}
