using Platform.Domain.Deliveries;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Conversations;
using Platform.Web.Deliveries.Couriers;

namespace Platform.Web.Demo;

/// <summary>What the demo page shows of a shop while its phones are being played.</summary>
public sealed class DemoStage(InboxQueries inbox, WhatsAppEmulator emulator, CourierBook couriers)
{
    /// <param name="Plain">The numbers of couriers who are reached by text or by a call.</param>
    public sealed record Scene(int Open, int Waiting, int Unread, IReadOnlyList<InboxRow> Latest, IReadOnlySet<string> Plain);

    /// <summary>The customers whose phones may be held: those the shop knows, newest first.</summary>
    public IReadOnlyList<EmulatedPhone> Phones { get; } = [.. DemoChats.All.Reverse().Select(chat => emulator.Phone(DemoMode.NumberId, chat.Phone, chat.Name))];

    /// <summary>And those of the people who bring the parcels.</summary>
    public IReadOnlyList<EmulatedPhone> Riders { get; } = DemoRoad.PhonesOf(emulator);

    public IReadOnlyList<EmulatedPhone> PhonesOf(DemoLine line) => line == DemoLine.Atlas ? Phones : DemoDakar.PhonesOf(emulator);

    public IReadOnlyList<EmulatedPhone> RidersOf(DemoLine line) => line == DemoLine.Atlas ? Riders : DemoDakar.RidersOf(emulator);

    public async Task<Scene> LookAsync(DemoLine line, CancellationToken ct = default)
    {
        var counts = await inbox.CountsAsync(line.Shop, member: null, ct);
        return new(
            counts[InboxFilter.Open],
            counts[InboxFilter.Waiting],
            await inbox.UnreadAsync(line.Shop, ct),
            await inbox.PageAsync(line.Shop, InboxFilter.Open, member: null, size: 6, ct: ct),
            (await couriers.AllAsync(line.Shop, ct)).Where(courier => courier.Way is not ContactWay.WhatsApp).Select(courier => courier.Phone).ToHashSet());
    }
}
