using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Assistant;
using Platform.Web.Catalogue;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Invoices;

namespace Platform.Web.Demo;

/// <summary>The demo's second shop: clothes in Dakar, in francs without centimes, paid by mobile money before the door.</summary>
public sealed class DemoDakar(DemoLines lines, CatalogueDesk catalogue, AssistantDesk assistant, CourierDesk couriers, InvoiceSettingsDesk papers, IConfiguration configuration)
{
    private static readonly DemoLine Line = DemoLine.Dakar;
    private static readonly Actor System = Actor.System(DemoLine.Dakar.Shop);

    private const string Rider = "+221771700201", RiderName = "Modou Fall";

    private static readonly (string Name, string Phone)[] Customers = [("Aminata Sow", "+221771000011"), ("Cheikh Ndiaye", "+221771000012")];

    private sealed record Ware(string Title, string Category, string Tags, int Price, string Colours, string Sizes, string Description);

    private static readonly Ware[] Wares =
    [
        new("Boubou brodé", "Boubous", "grand boubou, bazin, broderie", 25_000, "Blanc, Bleu", "M, L, XL", "Bazin riche, broderie à la main."),
        new("Robe wax Ngor", "Robes", "wax, pagne, robe", 18_000, "Bleu, Rouge", "S, M, L", "Coton wax, coupe droite."),
        new("Ensemble Téranga", "Ensembles", "ensemble, deux pièces", 22_500, "Vert, Noir", "S, M, L, XL", "Tunique et pantalon assortis."),
        new("Foulard en soie", "Accessoires", "foulard, moussor, soie", 6_500, "Rose, Doré", "", "Deux mètres, tombé souple."),
        new("Babouches cuir", "Chaussures", "babouches, cuir, sandales", 9_500, "Marron, Noir", "38, 39, 40, 41, 42", "Cuir cousu à Mbour."),
    ];

    private static readonly (string Question, string Answer)[] Knowledge =
    [
        ("Comment payer ?", "Vous payez par Orange Money, Wave ou carte avec un lien, ou en espèces à la livraison."),
        ("Peut-on échanger ?", "Oui, l'échange est gratuit pendant 5 jours si l'article n'a pas été porté."),
        ("Où êtes-vous ?", "Notre atelier est à Mermoz, rue MZ-12, Dakar."),
        ("Quels sont vos horaires ?", "Nous sommes ouverts du lundi au samedi, de 9 h à 19 h."),
    ];

    /// <summary>What the shop's advert shows.</summary>
    public static (string Title, string Price) Advertised => (Wares[0].Title, $"{Wares[0].Price:#,0} FCFA".Replace(',', '\u202F'));

    public static IReadOnlyList<EmulatedPhone> PhonesOf(WhatsAppEmulator emulator) => [.. Customers.Select(customer => emulator.Phone(Line.NumberId, customer.Phone, customer.Name))];

    public static IReadOnlyList<EmulatedPhone> RidersOf(WhatsAppEmulator emulator) => [emulator.Phone(Line.NumberId, Rider, RiderName)];

    public async Task PrepareAsync(Uri self, CancellationToken ct)
    {
        if (await lines.OpenAsync(Line, self, ct))
        {
            await FillAsync(ct);
            await SayWhoSellsAsync(ct);
            Held(await couriers.SaveAsync(System, new() { OrganisationId = Line.Shop.Value, Id = Guid.CreateVersion7(), Name = RiderName, Phone = Rider, Vehicle = Vehicle.Motorbike, Fee = 1_500, Zones = ["Dakar"] }, [], ct: ct));
        }

        await lines.RestoreAsync(Line, ct);
    }

    private async Task FillAsync(CancellationToken ct)
    {
        foreach (var (ware, n) in Wares.Select((ware, n) => (ware, n))) Held(await catalogue.SaveAsync(System, Form(ware, n), ct));
        Held(await assistant.SaveAsync(System, new AssistantSettings
        {
            OrganisationId = Line.Shop.Value, Name = "Aïda", IsOn = configuration["PLATFORM_DEMO_ASSISTANT"] is not "off", MaximumDiscount = 0, Greeting = "Bonjour et bienvenue chez Dakar Mode 🧵",
        }, ct));
        Held(await assistant.SaveAsync(System, Zone(0, "Dakar", ["Dakar"], 1_500, 0, 1, ["9h-13h", "15h-19h"]), ct));
        Held(await assistant.SaveAsync(System, Zone(1, "Reste du Sénégal", [], 4_000, 2, 4, []), ct));
        foreach (var ((question, answer), n) in Knowledge.Select((pair, n) => (pair, n)))
            Held(await assistant.SaveAsync(System, new KnowledgeRow { OrganisationId = Line.Shop.Value, Id = Guid.CreateVersion7(), Position = n, Question = question, Answer = answer }, ct));
    }

    /// <summary>Without it no invoice may be issued. The numbers are nobody's.</summary>
    private async Task SayWhoSellsAsync(CancellationToken ct)
    {
        var settings = new InvoiceSettings { OrganisationId = Line.Shop.Value, LegalName = "Dakar Mode SUARL", LegalForm = "SUARL au capital de 1 000 000 FCFA", Address = "Rue MZ-12, Mermoz, Dakar" };
        settings.Say(new Dictionary<string, string> { ["NINEA"] = "005123456 2V3", ["RCCM"] = "SN-DKR-2021-B-12345" });
        Held(await papers.SaveAsync(System, settings, ct));
    }

    private static ZoneRow Zone(int position, string name, string[] cities, int fee, int min, int max, string[] slots) => new()
    {
        OrganisationId = Line.Shop.Value, Id = Guid.CreateVersion7(), Position = position, Name = name, Cities = cities, Fee = fee, FreeFrom = null, MinDays = min, MaxDays = max, Slots = slots,
    };

    private static ProductForm Form(Ware ware, int n) => new()
    {
        Title = ware.Title,
        Category = ware.Category,
        Tags = ware.Tags,
        Description = ware.Description,
        Variants =
        [
            .. ware.Colours.Split(", ").SelectMany(colour => ware.Sizes.Split(", ").Select(size => (colour, size))).Select((option, i) => new VariantForm
            {
                Colour = option.colour, Size = option.size, Price = $"{ware.Price}", Sku = $"DM{n + 1}-{i + 1:00}", Stock = 6,
            }),
        ],
    };

    private static void Held(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"The demo cannot be filled: {refusal.Code}");
    }
}
