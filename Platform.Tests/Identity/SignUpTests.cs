namespace Platform.Tests.Identity;

public sealed class SignUpTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_seller_signs_up_confirms_and_is_in()
    {
        using var zineb = new Guest(app);
        await zineb.OpenAsync("/inscription/vendeur");
        await zineb.SubmitAsync([.. Person("zineb@example.com"), ("Form.Organisation", "Zineb Shop")]);
        Assert.True(zineb.IsAt("/confirmer-email"), zineb.Told);

        await zineb.SignInAsync("zineb@example.com", People.Password);
        Assert.Contains("Il reste à confirmer", zineb.Told, StringComparison.Ordinal);

        await zineb.OpenAsync((await app.MailToAsync("zineb@example.com", "Bienvenue")).Link("/confirmer-email"));
        await zineb.SubmitAsync();
        await zineb.SignInAsync("zineb@example.com", People.Password, "/reglages/profil/changer-adresse");
        Assert.True(zineb.IsAt("/reglages/profil/changer-adresse"), zineb.Told);
    }

    [Fact]
    public async Task An_influencer_signs_up_with_their_networks()
    {
        using var nora = new Guest(app);
        await nora.OpenAsync("/inscription/influenceur");
        await nora.SubmitAsync(Person("sara@example.com"));
        Assert.Contains("au moins un réseau", nora.Told, StringComparison.Ordinal);

        await nora.SubmitAsync([.. Person("sara@example.com"), ("Form.Niche", "beauty"), ("Form.Audience", "1k-10k"), ("Form.Networks", "tiktok"), ("Form.Networks", "youtube")]);
        Assert.True(nora.IsAt("/confirmer-email"), nora.Told);
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_is_told_only_to_its_reader()
    {
        await app.AddPersonAsync("taken");
        using var somebody = new Guest(app);
        await somebody.OpenAsync("/inscription/vendeur");
        await somebody.SubmitAsync([.. Person("taken@example.com"), ("Form.Organisation", "Other")]);

        Assert.True(somebody.IsAt("/confirmer-email"), somebody.Told);
        await app.MailToAsync("taken@example.com", "Vous avez déjà un compte");
    }

    [Theory]
    [InlineData("short", "10 caractères")]
    [InlineData("motdepasse2026!", "premiers que l’on essaierait")]
    [InlineData("P@ssw0rd123456", "premiers que l’on essaierait")]
    [InlineData("azertyuiopqs", "premiers que l’on essaierait")]
    [InlineData("relais-1234", "Évitez votre nom")]
    public async Task A_password_anybody_would_try_is_refused(string password, string because)
    {
        using var guest = new Guest(app);
        await guest.OpenAsync("/inscription/vendeur");
        await guest.SubmitAsync([.. Person("weak@example.com").Select(f => f.Name == "Form.Password" ? (f.Name, password) : f), ("Form.Organisation", "Weak")]);
        Assert.Contains(because, guest.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_once_by_a_link()
    {
        await app.AddPersonAsync("omar");
        using var omar = new Guest(app);
        using var elsewhere = new Guest(app);
        await elsewhere.SignInAsync("omar@example.com", People.Password);

        await omar.OpenAsync("/mot-de-passe-oublie");
        await omar.SubmitAsync(("Email", "omar@example.com"));
        var link = (await app.MailToAsync("omar@example.com", "nouveau mot de passe")).Link("/reinitialiser");
        await omar.OpenAsync(link);
        await omar.SubmitAsync(("Password", "la mer est calme"));
        Assert.True(omar.IsAt("/connexion"), omar.Told);

        Assert.True((await elsewhere.OpenAsync("/reglages/securite/mot-de-passe")).IsAt("/connexion"));
        await omar.SignInAsync("omar@example.com", "la mer est calme");
        Assert.True(omar.IsAt("/reglages/profil/changer-adresse"), omar.Told);

        using var again = new Guest(app);
        await again.OpenAsync(link);
        await again.SubmitAsync(("Password", "une autre phrase"));
        Assert.Contains("plus valable", again.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_for_an_unknown_address_reads_the_same()
    {
        await app.AddPersonAsync("asked");
        using var known = new Guest(app);
        using var unknown = new Guest(app);
        await known.OpenAsync("/mot-de-passe-oublie");
        await unknown.OpenAsync("/mot-de-passe-oublie");
        await known.SubmitAsync(("Email", "asked@example.com"));
        await unknown.SubmitAsync(("Email", "unasked@example.com"));
        Assert.Equal(known.Told, unknown.Told);
    }

    private static (string Name, string Value)[] Person(string email) =>
    [
        ("Form.FirstName", "Zineb"), ("Form.LastName", "Amrani"), ("Form.Country", "MA"), ("Form.Phone", "0612345678"),
        ("Form.Email", email), ("Form.Password", People.Password),
    ];
}
