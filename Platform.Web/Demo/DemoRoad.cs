using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Sms.Emulator;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Identity;

namespace Platform.Web.Demo;

/// <summary>Who brings the demo shop's parcels, with the phones they do it by.</summary>
public sealed class DemoRoad(CourierDesk desk, CourierBook book, AfricasTalkingEmulator texts)
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    private sealed record Rider(int N, string Name, string Phone, Vehicle Vehicle, int Fee, string[] Zones, ContactWay Way = ContactWay.WhatsApp);

    private static readonly Rider[] Riders =
    [
        new(1, "Blaise Kouassi", "+212661700101", Vehicle.Motorbike, 22, ["Maârif", "Gauthier", "Casablanca"]),
        new(2, "Youssef Amrani", "+212661700102", Vehicle.Motorbike, 25, ["Casablanca"]),
        new(3, "Hamid Zerouali", "+212661700103", Vehicle.Car, 35, ["Rabat", "Salé", "Témara", "Mohammedia"]),
        new(4, "Samira Lahlou", "+212661700104", Vehicle.Van, 45, ["Marrakech", "Tanger", "Fès", "Agadir"]),
        new(5, "Omar Sabri", "+212661700105", Vehicle.Motorbike, 40, ["Meknès"], ContactWay.Sms),
        new(6, "Nadia Berrada", "+212661700106", Vehicle.Car, 38, ["Kénitra"], ContactWay.Call),
    ];

    public static IReadOnlyList<EmulatedPhone> PhonesOf(WhatsAppEmulator emulator) => [.. Riders.Select(rider => emulator.Phone(DemoMode.NumberId, rider.Phone, rider.Name))];

    public async Task PrepareAsync(Uri self, CancellationToken ct)
    {
        (texts.TextDoor, texts.VoiceDoor) = (new Uri(self, $"/api/texts/africastalking/{DemoMode.TextSecret}"), new Uri(self, $"/api/calls/africastalking/{DemoMode.TextSecret}"));
        var known = (await book.AllAsync(Shop, ct)).Select(courier => courier.Phone).ToHashSet();
        foreach (var rider in Riders.Where(rider => !known.Contains(rider.Phone)))
        {
            var row = new CourierRow
            {
                OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Name = rider.Name, Phone = rider.Phone, Vehicle = rider.Vehicle, Fee = rider.Fee * 100L, Zones = rider.Zones, Way = rider.Way,
            };
            if (await desk.SaveAsync(Actor.System(Shop), row, [], ct: ct) is { } refusal) throw new InvalidOperationException($"The demo cannot be filled: {refusal.Code}");
        }
    }
}
