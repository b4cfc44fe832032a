using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Channels;
using Platform.Web.Channels;
using Platform.Web.Identity;

namespace Platform.Tests.Channels;

/// <summary>What the operator writes into the environment is a channel after the next start.</summary>
public sealed class ConfiguredChannelsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Every_provider_of_the_environment_becomes_a_channel_of_the_first_organisation_and_follows_it()
    {
        await StartAsync(
            ("WHATSAPP_PHONE_NUMBER_ID", "990000000000001"), ("WHATSAPP_BUSINESS_ACCOUNT_ID", "990000000000002"), ("WHATSAPP_API_TOKEN", "first"),
            ("TWILIO_ACCOUNT_SID", "AC990000000000000000000000000000aa"), ("TWILIO_AUTH_TOKEN", "secret"), ("TWILIO_WHATSAPP_FROM", "whatsapp:+212522990099"),
            ("WATI_API_URL", "https://live-mt-server.wati.io/990099"), ("WATI_API_KEY", "key"), ("WATI_ACCOUNT_ID", "990099"), ("WATI_WEBHOOK_SECRET", "door"));
        Assert.Equal("first", (await AccountAsync("whatsapp", "990000000000001")).AccessToken);
        Assert.Equal("AC990000000000000000000000000000aa", (await AccountAsync("twilio", "+212522990099")).AccountId);
        Assert.Equal("door", (await AccountAsync("wati", "990099")).WebhookSecret);

        await StartAsync(("WHATSAPP_PHONE_NUMBER_ID", "990000000000001"), ("WHATSAPP_ACCESS_TOKEN", "second"));
        Assert.Equal("second", (await AccountAsync("whatsapp", "990000000000001")).AccessToken);
        Assert.Equal("1", await app.TextAsync("select count(*) from channels where external_id = '990000000000001'"));
    }

    [Theory]
    [InlineData("WHATSAPP_ENABLED", "false")]
    [InlineData("WHATSAPP_ACCESS_TOKEN", "")]
    public async Task What_is_switched_off_or_half_named_becomes_nothing(string name, string value)
    {
        await StartAsync([("WHATSAPP_PHONE_NUMBER_ID", "990000000000009"), .. name is "WHATSAPP_ENABLED" ? [("WHATSAPP_ACCESS_TOKEN", "token")] : Array.Empty<(string, string)>(), (name, value)]);
        Assert.Equal("0", await app.TextAsync("select count(*) from channels where external_id = '990000000000009'"));
    }

    private Task StartAsync(params IEnumerable<(string Name, string Value)> environment)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(environment.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
        return ActivatorUtilities.CreateInstance<ConfiguredChannels>(app.Get<IServiceProvider>(), configuration).EnsureAsync(CancellationToken.None);
    }

    private async Task<Integrations.Messaging.ChannelAccount> AccountAsync(string provider, string externalId)
    {
        var found = await app.Get<ChannelDirectory>().FindAsync(provider, externalId, CancellationToken.None);
        Assert.Equal(DemoPeople.AtlasSneakers, found?.Organisation);
        return (await app.Get<ChannelDirectory>().AccountAsync(DemoPeople.AtlasSneakers, found!.Channel, CancellationToken.None))!.Credentials;
    }
}
