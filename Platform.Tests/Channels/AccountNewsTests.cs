using System.Text.Json.Nodes;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Channels;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Channels;

/// <summary>The provider's decisions about an account change its channel, and its owner hears of the bad ones once.</summary>
public sealed class AccountNewsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_ban_stops_the_channel_and_mails_the_owner_once_and_a_pardon_ends_it()
    {
        await AnnounceAsync("phone_number_quality_update", $$"""{"display_phone_number":"{{DemoMode.Number.TrimStart('+')}}","event":"FLAGGED","current_limit":"TIER_1K"}""");
        await AnnounceAsync("account_update", """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE","waba_ban_date":"2026-12-01"}}""");
        await AnnounceAsync("account_update", """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE","waba_ban_date":"2026-12-01"}}""");
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("Broken/account_blocked/RED/1000", await app.TextAsync($"select state || '/' || problem || '/' || quality || '/' || people_a_day from channels where id = '{DemoShop.Channel.Value}'"));
        Assert.Equal("account_blocked", (await AccountAsync())!.Stopped);
        Assert.Equal("1", await app.TextAsync("select (select count(*) from mailbox where subject like '%Atlas Sneakers%') + (select count(*) from outgoing_emails where subject like '%Atlas Sneakers%')"));

        await AnnounceAsync("account_update", """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE"}}""");
        await SixAtOnce.ReadAsync(app);
        Assert.Null((await AccountAsync())!.Stopped);
    }

    [Fact]
    public async Task A_number_that_is_carried_faster_is_used_faster()
    {
        Assert.Equal(SendingRules.FromOneNumber, (await AccountAsync())!.Pace);
        await AnnounceAsync("phone_number_quality_update", $$"""{"display_phone_number":"{{DemoMode.Number.TrimStart('+')}}","event":"THROUGHPUT_UPGRADE","current_limit":"TIER_UNLIMITED"}""");
        await SixAtOnce.ReadAsync(app);
        Assert.Equal(SendingRules.FromOneFastNumber, (await AccountAsync())!.Pace);
    }

    private Task<ChannelDirectory.Account?> AccountAsync() => app.Get<ChannelDirectory>().AccountAsync(DemoPeople.AtlasSneakers, DemoShop.Channel, CancellationToken.None);

    private Task AnnounceAsync(string field, string value) => app.Get<WhatsAppEmulator>().AnnounceAsync(DemoMode.NumberId, field, JsonNode.Parse(value)!.AsObject());
}
