using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Demo;

/// <summary>A shop of the demo and its emulated number.</summary>
/// <param name="Word">In the demo page's address.</param>
/// <param name="Face">What stands for a logo on a phone.</param>
public sealed record DemoLine(string Word, OrganisationId Shop, ChannelId Channel, string NumberId, string AccountId, string Number, string Name, string Face, TimeZoneInfo Zone)
{
    public static DemoLine Atlas { get; } = new(
        "atlas", DemoPeople.AtlasSneakers, DemoShop.Channel, DemoMode.NumberId, DemoMode.AccountId, DemoMode.Number, "Atlas Sneakers", "AS", TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca"));

    public static DemoLine Dakar { get; } = new(
        "dakar", DemoPeople.DakarMode, new(new Guid("0192f000-0000-7000-8000-0000000cda4a")), "106540352242933", "102290129340409", "+221338400400", "Dakar Mode", "DM", TimeZoneInfo.FindSystemTimeZoneById("Africa/Dakar"));

    public static IReadOnlyList<DemoLine> All { get; } = [Atlas, Dakar];
}

/// <summary>Connects a shop of the demo to its emulated number, and gives the emulator back what its phones showed before a restart.</summary>
public sealed class DemoLines(PlatformDbs dbs, Keyring keyring, RootKey root, ChannelDirectory directory, InboxQueries inbox, ThreadQueries thread, WhatsAppEmulator emulator, TimeProvider clock)
{
    /// <returns>Whether the shop was empty until now.</returns>
    public async Task<bool> OpenAsync(DemoLine line, Uri self, CancellationToken ct)
    {
        var token = Convert.ToHexStringLower(root.Derive(line == DemoLine.Atlas ? "demo whatsapp token" : $"demo whatsapp token {line.Word}"));
        emulator.Register(new(line.NumberId, line.AccountId, line.Number, token, new Uri(self, "/api/whatsapp/webhook")));

        await using var db = dbs.Open(line.Shop);
        if (await db.Set<Channel>().AnyAsync(channel => channel.OrganisationId == line.Shop.Value && channel.Id == line.Channel.Value, ct)) return false;

        await directory.AddAsync(line.Shop, new Channel
        {
            OrganisationId = line.Shop.Value,
            Id = line.Channel.Value,
            Provider = "whatsapp",
            ExternalId = line.NumberId,
            AccountId = line.AccountId,
            DisplayName = line.Name,
            DisplayNumber = line.Number,
            Secrets = await keyring.SealAsync(line.Shop, token, ct),
            Quality = "GREEN",
            PeopleADay = 2_000,
            State = ChannelState.Live,
            CreatedAt = clock.GetUtcNow(),
        }, ct);
        return true;
    }

    /// <summary>The emulated Meta forgets at every start: who connected a number through its dialog stays connected.</summary>
    public async Task ReconnectAsync(Uri self, CancellationToken ct)
    {
        foreach (var (shop, channel) in await directory.LiveAsync(ct))
        {
            if (await directory.AccountAsync(shop, channel, ct) is not { Provider: WhatsAppRegistration.Provider, Credentials: { AccountId: { } account } credentials }) continue;

            await using var db = dbs.Open(shop);
            var row = await db.Set<Channel>().AsNoTracking().FirstAsync(c => c.OrganisationId == shop.Value && c.Id == channel.Value, ct);
            emulator.Register(new(row.ExternalId, account, row.DisplayNumber ?? row.ExternalId, credentials.AccessToken, new Uri(self, "/api/whatsapp/webhook")) { Name = row.DisplayName });
        }
    }

    public async Task RestoreAsync(DemoLine line, CancellationToken ct)
    {
        foreach (var filter in new[] { InboxFilter.Open, InboxFilter.Closed })
        foreach (var row in await inbox.PageAsync(line.Shop, filter, member: null, ct: ct))
        {
            if (row is not { Phone: { } phone, Name: { } name }) continue;
            var lines = await thread.PageAsync(line.Shop, new ConversationId(row.Conversation), ct: ct);
            emulator.Phone(line.NumberId, phone, name).Restore(lines.AsEnumerable().Reverse().Where(told => told.By is not Speaker.Nobody && told.State is not (ReplyState.Queued or ReplyState.Dispatched or ReplyState.Withdrawn or ReplyState.Scheduled or ReplyState.Held)).Select(Shown));
        }
    }

    private static EmulatedPhone.Line Shown(ThreadRow row) => new(
        row.ProviderMessage ?? row.Message.ToString("D"),
        row.By is Speaker.Customer,
        row.Text,
        row.At,
        row.State switch
        {
            ReplyState.Read => EmulatedPhone.Receipt.Read,
            ReplyState.Failed => EmulatedPhone.Receipt.Failed,
            _ => EmulatedPhone.Receipt.Delivered,
        },
        row.By is Speaker.Customer ? null : row.Message.ToString("D"));
}
