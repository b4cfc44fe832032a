using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Conversations;

namespace Platform.Web.Demo;

/// <summary>What the demo page shows of a shop while its phones are being played.</summary>
public sealed class DemoStage(InboxQueries inbox, WhatsAppEmulator emulator)
{
    public sealed record Scene(int Open, int Waiting, int Unread, IReadOnlyList<InboxRow> Latest);

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
            await inbox.PageAsync(line.Shop, InboxFilter.Open, member: null, size: 6, ct: ct));
    }
}
