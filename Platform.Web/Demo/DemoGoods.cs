using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Assistant;
using Platform.Web.Catalogue;
using Platform.Web.Identity;

namespace Platform.Web.Demo;

/// <summary>What the demo's sneaker shop sells, where it delivers and what it tells people who ask.</summary>
public sealed class DemoGoods(CatalogueDesk catalogue, AssistantDesk assistant, IConfiguration configuration)
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    /// <summary>What the shop's advert shows.</summary>
    public static (string Title, string Price) Advertised => (Wares[0].Title, $"{Wares[0].Price} MAD");

    /// <param name="Sizes">From and to, with whole steps; null for goods without sizes.</param>
    private sealed record Ware(string Title, string Category, string Tags, int Price, int? CompareAt, string Colours, (int From, int To)? Sizes, string Description);

    private static readonly Ware[] Wares =
    [
        new("Air Max 90", "Baskets", "nike, airmax, am90, basket nike", 899, 1099, "Blanc, Noir", (38, 45), "La semelle à bulle d'air, cuir et mesh."),
        new("Air Max 270", "Baskets", "nike, airmax, am270", 1099, null, "Noir, Rouge", (39, 45), "Grande bulle au talon, très souple en ville."),
        new("Air Max Plus TN", "Baskets", "nike, requin, tn, airmax plus", 1290, 1490, "Noir, Bleu", (39, 45), "La « requin », dégradé et nervures."),
        new("Air Force 1", "Baskets", "nike, af1, air force", 849, null, "Blanc, Noir", (36, 45), "Le classique en cuir pleine fleur."),
        new("Air Jordan 1 Mid", "Baskets", "nike, jordan, aj1", 1190, null, "Rouge, Noir, Bleu", (38, 45), "Tige mi-haute, cuir et toile."),
        new("Air Jordan 4", "Baskets", "nike, jordan, aj4", 1690, 1890, "Noir, Blanc", (40, 45), "Empiècements en filet et œillets ailés."),
        new("Dunk Low", "Baskets", "nike, dunk, panda", 990, null, "Noir, Vert, Gris", (36, 44), "Basse, cuir bicolore."),
        new("Blazer Mid 77", "Baskets", "nike, blazer", 890, null, "Blanc, Beige", (37, 44), "Montante, style des années 70."),
        new("Pegasus 41", "Running", "nike, course, running", 1190, null, "Noir, Orange", (39, 45), "Pour courir tous les jours, amorti réactif."),
        new("Cortez", "Baskets", "nike, cortez", 790, null, "Blanc, Bleu", (36, 43), "Fine et légère, semelle à chevrons."),
        new("Samba OG", "Baskets", "adidas, samba", 949, null, "Blanc, Noir", (36, 45), "Cuir et bout en daim, semelle gomme."),
        new("Gazelle", "Baskets", "adidas, gazelle", 899, 990, "Bleu, Rose, Vert", (36, 44), "Daim et trois bandes."),
        new("Campus 00s", "Baskets", "adidas, campus", 949, null, "Gris, Noir, Vert", (36, 45), "Daim épais et lacets larges."),
        new("Superstar", "Baskets", "adidas, superstar", 799, null, "Blanc, Noir", (36, 45), "Bout coquille."),
        new("Stan Smith", "Baskets", "adidas, stan smith", 749, null, "Blanc, Vert", (36, 45), "Cuir blanc, talon de couleur."),
        new("Spezial", "Baskets", "adidas, spezial, handball", 899, null, "Bleu, Bordeaux", (36, 44), "Née dans les salles de handball."),
        new("Ultraboost Light", "Running", "adidas, ultraboost, course", 1590, 1790, "Noir, Blanc", (39, 45), "Semelle Boost, très souple."),
        new("Forum Low", "Baskets", "adidas, forum", 849, null, "Blanc, Bleu", (37, 44), "Basse, bride à la cheville."),
        new("574 Core", "Baskets", "new balance, nb, 574", 899, null, "Gris, Bleu, Beige", (36, 45), "Daim et mesh, confortable toute la journée."),
        new("530", "Baskets", "new balance, nb, 530", 990, null, "Blanc, Gris", (36, 45), "Style course des années 2000."),
        new("327", "Baskets", "new balance, nb, 327", 949, null, "Beige, Vert", (36, 44), "Grand N et semelle crantée."),
        new("2002R", "Baskets", "new balance, nb, 2002", 1390, null, "Gris, Noir", (39, 45), "Daim premium, amorti épais."),
        new("Chuck Taylor All Star", "Toile", "converse, all star, chuck", 549, null, "Noir, Blanc, Rouge", (35, 45), "Montante en toile."),
        new("Chuck 70", "Toile", "converse, chuck 70", 749, null, "Noir, Beige", (36, 44), "Toile plus épaisse, semelle vernie."),
        new("Old Skool", "Toile", "vans, old skool", 649, null, "Noir, Bleu", (36, 45), "La bande sur le côté."),
        new("Sk8-Hi", "Toile", "vans, sk8", 699, null, "Noir, Rouge", (37, 44), "Montante, cheville rembourrée."),
        new("Authentic", "Toile", "vans, authentic", 499, null, "Noir, Blanc", (35, 44), "Toile simple et légère."),
        new("Suede Classic", "Baskets", "puma, suede", 649, null, "Noir, Rouge, Bleu", (36, 45), "Daim, bande Formstrip."),
        new("RS-X", "Baskets", "puma, rsx", 890, 990, "Blanc, Noir", (38, 45), "Semelle épaisse, couleurs franches."),
        new("Palermo", "Baskets", "puma, palermo", 790, null, "Vert, Rose", (36, 43), "Fine, languette en T."),
        new("Club C 85", "Baskets", "reebok, club c", 690, null, "Blanc, Vert", (36, 45), "Tennis en cuir souple."),
        new("Gel-Kayano 14", "Running", "asics, kayano, gel", 1490, null, "Gris, Blanc", (38, 45), "Maintien et gel au talon."),
        new("Gel-1130", "Running", "asics, gel 1130", 1090, null, "Blanc, Noir", (36, 45), "Course des années 2000, très aérée."),
        new("Claquettes Adilette", "Claquettes", "adidas, claquettes, sandales, sandale", 299, null, "Noir, Bleu, Blanc", (36, 46), "Pour la plage et la maison."),
        new("Claquettes Offcourt", "Claquettes", "nike, claquettes, sandales, sandale", 349, null, "Noir, Gris", (38, 46), "Semelle en mousse douce."),
        new("Chaussettes sport (lot de 3)", "Accessoires", "chaussettes, socks, tqacher", 99, null, "Blanc, Noir", null, "Trois paires, coton épais."),
        new("Kit d'entretien daim", "Accessoires", "entretien, nettoyage, produit, brosse, suede cleaning kit", 149, null, "", null, "Brosse, gomme et protection."),
        new("Lacets plats 120 cm", "Accessoires", "lacets", 39, null, "Blanc, Noir, Rouge", null, "La paire."),
        new("Semelles confort", "Accessoires", "semelles, insoles", 129, null, "", (36, 45), "Mousse à mémoire de forme."),
        new("Sac à chaussures", "Accessoires", "sac, bag", 119, null, "Noir", null, "Imperméable, une paire."),
    ];

    public async Task FillAsync(CancellationToken ct)
    {
        var by = Actor.System(Shop);
        foreach (var form in Forms()) Held(await catalogue.SaveAsync(by, form, ct));
        Held(await assistant.SaveAsync(by, Settings(configuration["PLATFORM_DEMO_ASSISTANT"] is not "off"), ct));
        foreach (var (zone, n) in Zones().Select((zone, n) => (zone, n)))
        {
            zone.Position = n;
            Held(await assistant.SaveAsync(by, zone, ct));
        }

        foreach (var ((question, answer), n) in Knowledge.Select((pair, n) => (pair, n)))
            Held(await assistant.SaveAsync(by, new KnowledgeRow { OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Position = n, Question = question, Answer = answer }, ct));
    }

    internal static IEnumerable<ProductForm> Forms() => Wares.Select(Form);

    internal static AssistantSettings Settings(bool isOn) => new()
    {
        OrganisationId = Shop.Value, Name = "Lina", IsOn = isOn, MaximumDiscount = 5, EscalateOn = ["commande en gros", "facture"],
        Greeting = "Bonjour et bienvenue chez Atlas Sneakers 👟",
    };

    internal static readonly (string Question, string Answer)[] Knowledge =
    [
        ("Comment payer ?", "Vous payez à la livraison, en espèces."),
        ("Peut-on échanger la taille ?", "Oui, l'échange de taille est gratuit pendant 7 jours si la paire n'a pas été portée."),
        ("Les paires sont-elles authentiques ?", "Oui, toutes nos paires sont d'origine, avec leur boîte et leur facture."),
        ("Où êtes-vous ?", "Notre boutique est au 14 rue Ibn Mounir, Maârif, Casablanca."),
        ("Quels sont vos horaires ?", "La boutique est ouverte du lundi au samedi, de 10 h à 20 h."),
        ("Y a-t-il une garantie ?", "Un défaut de fabrication est repris pendant 30 jours."),
    ];

    internal static IEnumerable<ZoneRow> Zones()
    {
        yield return Zone("Casablanca", ["Casablanca"], 30, 800, 0, 1, ["10h-14h", "16h-19h"]);
        yield return Zone("Rabat et environs", ["Rabat", "Salé", "Témara", "Mohammedia"], 40, null, 1, 2, []);
        yield return Zone("Reste du Maroc", [], 45, null, 2, 4, []);
    }

    private static ZoneRow Zone(string name, string[] cities, int fee, int? from, int min, int max, string[] slots) => new()
    {
        OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Position = 0, Name = name, Cities = cities, Fee = fee * 100, FreeFrom = from * 100L, MinDays = min, MaxDays = max, Slots = slots,
    };

    private static ProductForm Form(Ware ware, int n)
    {
        var colours = ware.Colours.Split(", ", StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } some ? some : [""];
        var sizes = ware.Sizes is var (from, to) ? Enumerable.Range(from, to - from + 1).Select(size => $"{size}") : [""];
        return new()
        {
            Title = ware.Title,
            Category = ware.Category,
            Tags = ware.Tags,
            Description = ware.Description,
            Variants =
            [
                .. colours.SelectMany(colour => sizes.Select(size => (colour, size))).Select((option, i) => new VariantForm
                {
                    Colour = option.colour, Size = option.size, Price = $"{ware.Price}", CompareAt = $"{ware.CompareAt}", Sku = $"AS{n + 1:00}-{i + 1:00}", Stock = (i * 7 + n * 3) % 9,
                }),
            ],
        };
    }

    private static void Held(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"The demo cannot be filled: {refusal.Code}");
    }
}
