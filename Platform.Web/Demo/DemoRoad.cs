using System.Text.Json.Nodes;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Sms.Emulator;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Identity;

namespace Platform.Web.Demo;

/// <summary>Who brings the demo shop's parcels, with the phones they do it by, and the texts their providers have approved.</summary>
public sealed class DemoRoad(CourierDesk desk, CourierBook book, WhatsAppEmulator emulator, AfricasTalkingEmulator texts)
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    private sealed record Rider(int N, string Name, string Phone, Vehicle Vehicle, int Fee, string[] Zones);

    private static readonly Rider[] Riders =
    [
        new(1, "Blaise Kouassi", "+212661700101", Vehicle.Motorbike, 22, ["Maârif", "Gauthier", "Casablanca"]),
        new(2, "Youssef Amrani", "+212661700102", Vehicle.Motorbike, 25, ["Casablanca"]),
        new(3, "Hamid Zerouali", "+212661700103", Vehicle.Car, 35, ["Rabat", "Salé", "Témara", "Mohammedia"]),
        new(4, "Samira Lahlou", "+212661700104", Vehicle.Van, 45, ["Marrakech", "Tanger", "Fès", "Agadir"]),
    ];

    public static IReadOnlyList<EmulatedPhone> PhonesOf(WhatsAppEmulator emulator) => [.. Riders.Select(rider => emulator.Phone(DemoMode.NumberId, rider.Phone, rider.Name))];

    public async Task PrepareAsync(Uri self, CancellationToken ct)
    {
        (texts.TextDoor, texts.VoiceDoor) = (new Uri(self, $"/api/texts/africastalking/{DemoMode.TextSecret}"), new Uri(self, $"/api/calls/africastalking/{DemoMode.TextSecret}"));
        Approve();
        var known = (await book.AllAsync(Shop, ct)).Select(courier => courier.Phone).ToHashSet();
        foreach (var rider in Riders.Where(rider => !known.Contains(rider.Phone)))
        {
            var row = new CourierRow
            {
                OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Name = rider.Name, Phone = rider.Phone, Vehicle = rider.Vehicle, Fee = rider.Fee * 100L, Zones = rider.Zones,
            };
            if (await desk.SaveAsync(Actor.System(Shop), row, [], ct) is { } refusal) throw new InvalidOperationException($"The demo cannot be filled: {refusal.Code}");
        }
    }

    private void Approve()
    {
        foreach (var (account, language) in from line in DemoLine.All from language in Languages.All select (line.AccountId, language))
        {
            var body = new JsonObject { ["type"] = "BODY", ["text"] = "{{1}}" };
            var (accept, refuse) = (CourierWords.In(language, "course.accept"), CourierWords.In(language, "course.refuse"));
            var buttons = new JsonObject { ["type"] = "BUTTONS", ["buttons"] = new JsonArray(Press(accept), Press(refuse)) };
            Add(account, CourierTemplates.Offer, language, [body.DeepClone(), buttons]);
            Add(account, CourierTemplates.News, language, [body.DeepClone()]);
            Add(account, TellCustomer.Template, language, [body]);
        }
    }

    private void Add(string account, string name, Language language, JsonArray components) => emulator.AddTemplate(account, name, language.Code(), "UTILITY", components.ToJsonString());

    private static JsonObject Press(string title) => new() { ["type"] = "QUICK_REPLY", ["text"] = title };
}
