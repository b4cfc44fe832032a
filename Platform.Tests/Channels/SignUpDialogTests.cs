using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Integrations.Messaging.WhatsApp;

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
}
