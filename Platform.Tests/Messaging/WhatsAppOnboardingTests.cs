using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Integrations.Messaging.WhatsApp.Emulator;

namespace Platform.Tests.Messaging;

/// <summary>A seller connects their number: the real calls against the emulator's dialog and Graph.</summary>
public sealed partial class WhatsAppOnboardingTests : IAsyncLifetime, IDisposable
{
    private static readonly Uri Back = new("https://relais.example/onboarding/callback");

    private readonly MovingClock clock = new();
    private readonly HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private ChannelHost host = null!;

    private WhatsAppOnboarding Onboarding => host.Services.GetRequiredService<WhatsAppOnboarding>();

    [Fact]
    public async Task From_the_dialog_to_a_number_that_sends()
    {
        var grant = await Onboarding.ExchangeAsync(await AcceptAsync(), Back, CancellationToken.None);
        var reach = await Onboarding.InspectAsync(grant.Token, CancellationToken.None);
        var account = Assert.Single(reach.Accounts);
        var number = Assert.Single(await Onboarding.ReadNumbersAsync(grant.Token, account, CancellationToken.None));

        Assert.True(reach is { IsValid: true, CanManage: true, CanMessage: true });
        Assert.Equal(clock.GetUtcNow().AddDays(60), grant.ExpiresAt!.Value, TimeSpan.FromMinutes(1));
        Assert.Equal(("Chaussures Awa", "+212522123456", "PENDING", "GREEN", "TIER_2K"), (number.Name, number.Display, number.Status, number.Quality, number.Limit));
        Assert.False(number.IsFast);
        Assert.Equal("Chaussures Awa", (await Onboarding.ReadAccountAsync(grant.Token, account, CancellationToken.None)).Name);
        Assert.Equal(["133010"], (await Onboarding.ReadHealthAsync(grant.Token, number.Id, CancellationToken.None)).Codes);
        Assert.Equal(Trouble.NumberNotRegistered, (await SendAsync(number, grant)).Reason);

        await Onboarding.RegisterAsync(grant.Token, number.Id, "123456", CancellationToken.None);
        Assert.False(await Onboarding.IsSubscribedAsync(grant.Token, account, CancellationToken.None));
        await Onboarding.SubscribeAsync(grant.Token, account, CancellationToken.None);

        Assert.True(await Onboarding.IsSubscribedAsync(grant.Token, account, CancellationToken.None));
        Assert.Equal("CONNECTED", (await Onboarding.ReadNumberAsync(grant.Token, number.Id, CancellationToken.None)).Status);
        Assert.Equal("AVAILABLE", (await Onboarding.ReadHealthAsync(grant.Token, number.Id, CancellationToken.None)).CanSend);
        Assert.NotEmpty(await host.Channel.SendAsync(
            new(number.Id, grant.Token), new(new(AddressKind.Phone, "+212612345678"), new Content.Text("Bonjour"), "reference"), CancellationToken.None));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = await AcceptAsync();
        await Onboarding.ExchangeAsync(code, Back, CancellationToken.None);

        Assert.Equal(Trouble.CodeExpired, await ReasonAsync(() => Onboarding.ExchangeAsync(code, Back, CancellationToken.None)));
    }

    [Fact]
    public async Task A_code_lives_thirty_seconds()
    {
        var code = await AcceptAsync();
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(Trouble.CodeExpired, await ReasonAsync(() => Onboarding.ExchangeAsync(code, Back, CancellationToken.None)));
    }

    [Fact]
    public async Task A_code_of_another_address_or_a_made_up_one_opens_nothing()
    {
        var code = await AcceptAsync();

        await Assert.ThrowsAsync<ProviderException>(() => Onboarding.ExchangeAsync(code, new("https://relais.example/elsewhere"), CancellationToken.None));
        await Assert.ThrowsAsync<ProviderException>(() => Onboarding.ExchangeAsync("AQmadeup", Back, CancellationToken.None));
    }

    [Theory]
    [InlineData("cancel", "error", "access_denied")]
    [InlineData("refuse", "error_message", "This business is not eligible.")]
    public async Task No_and_not_allowed_come_back_with_the_state_and_without_a_code(string answer, string member, string expected)
    {
        var query = await AnswerAsync(answer);

        Assert.Equal((expected, "our-state"), (query[member].ToString(), query["state"].ToString()));
        Assert.False(query.ContainsKey("code"));
    }

    [Fact]
    public async Task Whoever_withheld_the_permissions_reaches_no_account()
    {
        var grant = await Onboarding.ExchangeAsync((await AnswerAsync("partly"))["code"].ToString(), Back, CancellationToken.None);
        var reach = await Onboarding.InspectAsync(grant.Token, CancellationToken.None);

        Assert.False(reach.CanManage || reach.CanMessage);
        Assert.Empty(reach.Accounts);
    }

    [Fact]
    public async Task A_token_opens_its_own_account_only()
    {
        var grant = await Onboarding.ExchangeAsync(await AcceptAsync(), Back, CancellationToken.None);

        await Assert.ThrowsAsync<ProviderException>(() => Onboarding.ReadNumbersAsync(grant.Token, WhatsAppUnderTest.Business, CancellationToken.None));
        Assert.False((await Onboarding.InspectAsync("someone-elses", CancellationToken.None)).IsValid);
    }

    [Fact]
    public async Task A_number_with_a_pin_wants_that_pin_and_not_many_guesses()
    {
        var grant = await Onboarding.ExchangeAsync((await AnswerAsync("accept", pin: "246810"))["code"].ToString(), Back, CancellationToken.None);
        var account = (await Onboarding.InspectAsync(grant.Token, CancellationToken.None)).Accounts[0];
        var number = (await Onboarding.ReadNumbersAsync(grant.Token, account, CancellationToken.None))[0];
        Task Register(string pin) => Onboarding.RegisterAsync(grant.Token, number.Id, pin, CancellationToken.None);

        Assert.Equal(Trouble.PinWrong, await ReasonAsync(() => Register("111111")));
        await Register("246810");
        for (var guess = 0; guess < 5; guess++) Assert.Equal(Trouble.PinWrong, await ReasonAsync(() => Register("111111")));
        Assert.Equal(Trouble.RegistrationBusy, await ReasonAsync(() => Register("246810")));
    }

    [Fact]
    public async Task A_number_that_stays_in_the_phone_app_is_in_service_without_being_registered()
    {
        var grant = await Onboarding.ExchangeAsync((await AnswerAsync("accept", keepsPhoneApp: true))["code"].ToString(), Back, CancellationToken.None);
        var account = (await Onboarding.InspectAsync(grant.Token, CancellationToken.None)).Accounts[0];
        var number = (await Onboarding.ReadNumbersAsync(grant.Token, account, CancellationToken.None))[0];

        Assert.True(number is { InPhoneApp: true, Status: "CONNECTED" });
        await Onboarding.BringOverAsync(grant.Token, number.Id, PhoneAppData.History, CancellationToken.None);
    }

    [Fact]
    public async Task A_revoked_token_is_said_to_be_one()
    {
        host.Services.GetRequiredService<WhatsAppEmulator>().Revoke("token");
        var refused = await Assert.ThrowsAsync<ProviderException>(() => host.SendAsync(host.Phone(), "Oui"));
        Assert.Equal((Trouble.AccessExpired, ProviderFault.Fix), (refused.Reason, refused.Fault));
    }

    public async Task InitializeAsync() => host = await ChannelHost.StartAsync(new WhatsAppUnderTest(), clock);

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => browser.Dispose();

    private async Task<ProviderException> SendAsync(WhatsAppOnboarding.Number number, WhatsAppOnboarding.Grant grant) => await Assert.ThrowsAsync<ProviderException>(() => host.Channel.SendAsync(
        new(number.Id, grant.Token), new(new(AddressKind.Phone, "+212612345678"), new Content.Text("Bonjour"), "reference"), CancellationToken.None));

    private async Task<string> AcceptAsync() => (await AnswerAsync("accept"))["code"].ToString();

    /// <summary>Opens the dialog as the seller's browser does, fills it in and presses a button.</summary>
    private async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> AnswerAsync(string answer, string pin = "", bool keepsPhoneApp = false)
    {
        var dialog = Onboarding.Dialog(Back, "our-state", new("Chaussures Awa", KeepsPhoneApp: keepsPhoneApp));
        var page = await browser.GetStringAsync(dialog);
        Assert.Contains("value=\"Chaussures Awa\"", page, StringComparison.Ordinal);

        var fields = Hidden().Matches(page).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        (fields["business"], fields["number"], fields["pin"], fields["answer"]) = ("Chaussures Awa", "+212522123456", pin, answer);
        using var form = new FormUrlEncodedContent(fields);
        using var response = await browser.PostAsync(dialog, form);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith(Back.AbsoluteUri, response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(response.Headers.Location.Query);
    }

    private static async Task<string> ReasonAsync(Func<Task> ask) => (await Assert.ThrowsAsync<ProviderException>(ask)).Reason;

    [GeneratedRegex("""<input type="hidden" name="(\w+)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}
