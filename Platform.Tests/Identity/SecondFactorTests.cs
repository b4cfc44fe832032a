using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Web.Identity;
using Platform.Web.Identity.Sessions;
using Platform.Web.Identity.TwoFactor;

namespace Platform.Tests.Identity;

public sealed class SecondFactorTests(App app) : IClassFixture<App>
{
    private static readonly Visitor Somewhere = new("203.0.113.9", "Firefox, Linux", null);

    [Fact]
    public async Task An_authenticator_code_works_once()
    {
        var (user, secret, _) = await WithAuthenticatorAsync("once");
        var next = Totp.Code(secret, DateTimeOffset.UtcNow.AddSeconds(30));

        Assert.Equal(CodeOutcome.Right, await CheckAsync(user, next));
        Assert.Equal(CodeOutcome.Wrong, await CheckAsync(user, next));
    }

    [Fact]
    public async Task The_code_that_added_the_authenticator_does_not_open_the_door_as_well()
    {
        var (user, secret, _) = await WithAuthenticatorAsync("setup");
        Assert.Equal(CodeOutcome.Wrong, await CheckAsync(user, Totp.Code(secret, DateTimeOffset.UtcNow.AddSeconds(-30))));
    }

    [Fact]
    public async Task The_same_code_twice_at_once_opens_once()
    {
        var (user, secret, _) = await WithAuthenticatorAsync("twice");
        var next = Totp.Code(secret, DateTimeOffset.UtcNow.AddSeconds(30));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CheckAsync(user, next)));
        Assert.Single(outcomes, CodeOutcome.Right);
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_is_kept_as_a_fingerprint()
    {
        var (user, _, codes) = await WithAuthenticatorAsync("recover");
        Assert.Equal(SecondFactor.RecoveryCodes, codes.Distinct().Count());

        Assert.Equal(CodeOutcome.Right, await CheckAsync(user, codes[3].ToUpperInvariant()));
        Assert.Equal(CodeOutcome.Wrong, await CheckAsync(user, codes[3]));
        Assert.Equal(CodeOutcome.Right, await CheckAsync(user, codes[4]));
    }

    [Theory]
    [InlineData("space", " ")]
    [InlineData("none", "")]
    [InlineData("long", " – ")]
    public async Task A_recovery_code_is_taken_however_its_dash_was_typed(string name, string dash)
    {
        var (user, _, codes) = await WithAuthenticatorAsync($"recover{name}");
        Assert.Equal(CodeOutcome.Right, await CheckAsync(user, codes[0].Replace("-", dash, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_waits_too()
    {
        var (user, secret, _) = await WithAuthenticatorAsync("guess");
        for (var i = 0; i < 5; i++) await CheckAsync(user, $"00000{i}");
        Assert.Equal(CodeOutcome.Wait, await CheckAsync(user, Totp.Code(secret, DateTimeOffset.UtcNow.AddSeconds(30))));
    }

    [Fact]
    public async Task A_code_by_email_opens_once()
    {
        var (user, organisation) = await app.AddPersonAsync("mailed");
        var me = await app.AtWorkAsync(user, organisation);
        await WithAsync(user, (factor, person) => factor.SwitchEmailCodeAsync(person, on: true, me, CancellationToken.None));

        using var guest = new Guest(app);
        await guest.SignInAsync("mailed@example.com", People.Password);
        Assert.True(guest.IsAt("/connexion/code"), guest.Told);
        var code = (await app.MailToAsync("mailed@example.com", "Voici le code")).Text.Split('\n').First(line => line.Length == 6 && line.All(char.IsDigit));

        await guest.SubmitAsync(("Code", code));
        Assert.True(guest.IsAt("/reglages/profil/changer-adresse"), guest.Told);
        Assert.Equal(CodeOutcome.Wrong, await CheckAsync(user, code));
    }

    [Fact]
    public async Task Signing_in_asks_for_the_code_and_a_new_password_does_not_change_that()
    {
        var (_, secret, _) = await WithAuthenticatorAsync("keeps");
        using var guest = new Guest(app);
        await guest.OpenAsync("/mot-de-passe-oublie");
        await guest.SubmitAsync(("Email", "keeps@example.com"));
        await guest.OpenAsync((await app.MailToAsync("keeps@example.com", "nouveau mot de passe")).Link("/reinitialiser"));
        await guest.SubmitAsync(("Password", "la mer est calme"));

        await guest.SignInAsync("keeps@example.com", "la mer est calme");
        Assert.True(guest.IsAt("/connexion/code"), guest.Told);
        Assert.True((await guest.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/connexion"));

        await guest.OpenAsync("/connexion/code");
        await guest.SubmitAsync(("Code", "000000"));
        Assert.Contains("Ce code n’est pas le bon", guest.Told, StringComparison.Ordinal);
        await guest.SubmitAsync(("Code", Totp.Code(secret, DateTimeOffset.UtcNow.AddSeconds(30))));
        Assert.True(guest.IsAt("/") || guest.IsAt("/accueil"), $"{guest.Address} {guest.Told}");
    }

    [Fact]
    public async Task A_person_adds_an_authenticator_on_the_page_and_sees_recovery_codes_once()
    {
        await app.AddPersonAsync("page");
        using var guest = new Guest(app);
        await guest.SignInAsync("page@example.com", People.Password, "/reglages/securite/authentificateur");
        Assert.StartsWith("data:image/svg+xml", guest.Page.QuerySelector("img.qr")!.GetAttribute("src"), StringComparison.Ordinal);

        var secret = FromBase32(guest.Page.QuerySelector("code.secret")!.TextContent);
        await guest.SubmitAsync(("Form.Code", Totp.Code(secret, DateTimeOffset.UtcNow)), ("Form.Password", "pas le bon mot"));
        Assert.Contains("pas votre mot de passe", guest.Told, StringComparison.Ordinal);
        await guest.SubmitAsync(("Form.Code", Totp.Code(secret, DateTimeOffset.UtcNow)), ("Form.Password", People.Password));

        Assert.Equal(SecondFactor.RecoveryCodes, guest.Page.QuerySelectorAll(".codes code").Length);
        Assert.True((await guest.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/reglages/securite/mot-de-passe"), "the session that changed it goes on");
    }

    private async Task<(User User, byte[] Secret, IReadOnlyList<string> Codes)> WithAuthenticatorAsync(string name)
    {
        var (user, organisation) = await app.AddPersonAsync(name);
        var me = await app.AtWorkAsync(user, organisation);
        AuthenticatorOffer? offer = null;
        var codes = await WithAsync(user, async (factor, person) =>
        {
            offer = factor.Offer(person, kept: null);
            return (await factor.AddAuthenticatorAsync(person, offer.Kept, Totp.Code(offer.Secret, DateTimeOffset.UtcNow), me, CancellationToken.None))!;
        });
        return (user, offer!.Secret, codes);
    }

    private Task<CodeOutcome> CheckAsync(User user, string code) => WithAsync(user, (factor, person) => factor.CheckAsync(person, code, Somewhere, CancellationToken.None));

    private async Task<T> WithAsync<T>(User user, Func<SecondFactor, User, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByIdAsync(user.Id.ToString());
        return await act(scope.ServiceProvider.GetRequiredService<SecondFactor>(), person!);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Trim().Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
