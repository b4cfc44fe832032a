using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Channels;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Channels;

public sealed class SignUpDialogTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task In_the_demo_a_seller_walks_through_the_dialog_and_back_with_a_code()
    {
        var (onboarding, back) = (app.Get<WhatsAppOnboarding>(), new Uri(app.Address, "/onboarding/callback"));
        using var browser = app.Client();
        browser.DefaultRequestHeaders.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var dialog = onboarding.Dialog(back, "our-state", new("Atlas Sneakers"));
        Assert.Contains("Atlas Sneakers", await browser.GetStringAsync(dialog), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["redirect_uri"] = back.AbsoluteUri, ["state"] = "our-state", ["business"] = "Atlas Sneakers", ["number"] = "+212522123456", ["answer"] = "accept",
        });
        using var answered = await browser.PostAsync(dialog, form);

        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        var query = QueryHelpers.ParseQuery(answered.Headers.Location!.Query);
        var grant = await onboarding.ExchangeAsync(query["code"].ToString(), back, CancellationToken.None);
        var account = Assert.Single((await onboarding.InspectAsync(grant.Token, CancellationToken.None)).Accounts);
        Assert.Equal("+212522123456", Assert.Single(await onboarding.ReadNumbersAsync(grant.Token, account, CancellationToken.None)).Display);
    }

    [Fact]
    public async Task A_number_that_was_connected_in_the_demo_outlives_the_memory_of_the_emulator()
    {
        var emulator = app.Get<WhatsAppEmulator>();
        var owner = new Actor(DemoPeople.AtlasSneakers, ActorKind.Member, Role.Owner, Guid.CreateVersion7());
        emulator.Register(new("900100200300", "900100200301", "+212522123457", "EAAG-lives-on", new Uri(app.Address, "/api/whatsapp/webhook")));
        Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(owner, new(WhatsAppRegistration.Provider, "900100200300", "Chez Zoé", new("EAAG-lives-on")) { AccountId = "900100200301", DisplayNumber = "+212522123457" }, null, CancellationToken.None));
        var channel = (await app.Get<ChannelDirectory>().FindAsync(WhatsAppRegistration.Provider, "900100200300", CancellationToken.None))!.Channel;
        emulator.Revoke("EAAG-lives-on");

        await app.Get<DemoLines>().ReconnectAsync(app.Address, CancellationToken.None);

        Assert.Null(await app.Get<ChannelDesk>().TryAsync(owner, channel, "06 61 00 07 79", "Essai", CancellationToken.None));
    }
}
