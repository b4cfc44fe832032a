using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Templates;
using Platform.Integrations;
using Platform.Integrations.Messaging;

namespace Platform.Tests.Messaging;

/// <summary>What every keeper of templates promises, asked of the real client against the provider's emulator over HTTP.</summary>
public sealed class TemplateContract
{
    public static IEnumerable<object[]> Providers => ChannelContract.All.Select(provider => new object[] { provider });

    private static readonly TemplateDraft Parcel = new("colis_en_route", "fr", TemplateCategory.Utility, new TemplateWords("Bonjour {{1}}, votre colis {{2}} est en route.\nÀ tout de suite !")
    {
        Header = new(HeaderKind.Text, "Atlas Sneakers"),
        Footer = "Répondez STOP pour ne plus recevoir de nouvelles",
        Presses = [new(PressKind.Reply, "Reporter"), new(PressKind.Web, "Suivre", "https://boutique.example/suivi")],
        Samples = ["Salma", "A-1042"],
    });

    [Theory, MemberData(nameof(Providers))]
    public async Task A_text_is_submitted_looked_through_and_read_back_as_it_was(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);

        var taken = await BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None);

        Assert.Equal((TemplateStatus.Pending, TemplateCategory.Utility, Parcel.Name), (taken.Status, taken.Category, taken.Name));
        var kept = await ReadAsync(host, Parcel.Name);
        Assert.Equal((taken.Id, TemplateStatus.Approved, "fr", null), (kept.Id, kept.Status, kept.Language, kept.Reason));
        Assert.Equal(JsonSerializer.Serialize(Parcel.Words), JsonSerializer.Serialize(kept.Words));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_is_approved_reaches_the_customer_with_its_blanks_filled(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None);
        var kept = await ReadAsync(host, Parcel.Name);

        var (someone, words) = (host.Phone(), kept.Words.Filled(["Inès", "B-7"]));
        await host.SendAsync(someone, new Content.Template(kept.Name, kept.Language, kept.Id) { Body = [new("Inès", "1"), new("B-7", "2")] });

        await Eventually.TrueAsync(() => someone.Lines.Any(line => line.Text == words.Body), "the template on the phone");
        Assert.Equal(["Reporter", "Suivre"], someone.Lines.Single(line => line.Text == words.Body).Offers.Select(offer => offer.Title));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_refusal_says_why(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await BookOf(host).SubmitAsync(host.Account, Saying("lien_court", "Votre commande est sur https://bit.ly/abc dès maintenant."), CancellationToken.None);

        var kept = await ReadAsync(host, "lien_court");
        Assert.Equal((TemplateStatus.Rejected, "INVALID_FORMAT"), (kept.Status, kept.Reason));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task An_advert_that_is_no_news_is_moved_or_refused(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await BookOf(host).SubmitAsync(host.Account, Saying("soldes", "Nos soldes commencent demain matin."), CancellationToken.None);

        var kept = await ReadAsync(host, "soldes");
        Assert.True(kept is { Status: TemplateStatus.Approved, Category: TemplateCategory.Marketing } or { Status: TemplateStatus.Rejected, Reason: "INCORRECT_CATEGORY" }, kept.ToString());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task All_pages_are_read(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 105).Select(n => BookOf(host).SubmitAsync(host.Account, Saying($"numero_{n}", "Votre commande est prête."), CancellationToken.None)));

        var kept = await BookOf(host).ReadAsync(host.Account, CancellationToken.None);
        Assert.Equal(105, kept.Count(template => template.Name.StartsWith("numero_", StringComparison.Ordinal)));
        Assert.Equal(kept.Count, kept.Select(template => template.Id).Distinct().Count());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_name_that_is_taken_is_refused_where_names_count(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None);
        if (provider is TwilioUnderTest) return; // Contents are told apart by their id.

        var refused = await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None));
        Assert.Equal((Trouble.TemplateTaken, ProviderFault.Final), (refused.Reason, refused.Fault));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_wrong_token_reads_nothing(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).ReadAsync(host.Account with { AccessToken = "expired" }, CancellationToken.None));
        Assert.Equal((Trouble.AccessExpired, ProviderFault.Fix), (refused.Reason, refused.Fault));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_was_refused_is_said_otherwise_under_its_name_or_that_is_not_offered(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await BookOf(host).SubmitAsync(host.Account, Saying("lien_court", "Votre commande est sur https://bit.ly/abc dès maintenant."), CancellationToken.None);
        var (refused, better) = (await ReadAsync(host, "lien_court"), Parcel with { Name = "lien_court" });
        if (!BookOf(host).CanEdit)
        {
            Assert.Equal(Trouble.Unsupported, (await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).EditAsync(host.Account, refused, better, CancellationToken.None))).Reason);
            return;
        }

        await BookOf(host).EditAsync(host.Account, refused, better, CancellationToken.None);

        var kept = await ReadAsync(host, "lien_court");
        Assert.Equal((refused.Id, TemplateStatus.Approved, null), (kept.Id, kept.Status, kept.Reason));
        Assert.Equal(JsonSerializer.Serialize(better.Words), JsonSerializer.Serialize(kept.Words));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_is_approved_is_said_otherwise_once_a_day(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        if (!BookOf(host).CanEdit) return;
        await BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None);

        for (var n = 1; n <= 2; n++)
        {
            var (kept, shorter) = (await ReadAsync(host, Parcel.Name), Parcel with { Words = new TemplateWords($"Votre colis est en route, c'est dit {n} fois.") });
            if (n == 1) await BookOf(host).EditAsync(host.Account, kept, shorter, CancellationToken.None);
            else await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).EditAsync(host.Account, kept, shorter, CancellationToken.None));
        }

        Assert.Equal("Votre colis est en route, c'est dit 1 fois.", (await ReadAsync(host, Parcel.Name)).Words.Body);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_is_deleted_is_gone_in_its_language_and_going_twice_is_no_trouble(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None);
        var kept = await ReadAsync(host, Parcel.Name);
        if (!BookOf(host).CanDelete)
        {
            Assert.Equal(Trouble.Unsupported, (await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).DeleteAsync(host.Account, kept, CancellationToken.None))).Reason);
            return;
        }

        await BookOf(host).SubmitAsync(host.Account, Parcel with { Language = "en" }, CancellationToken.None);
        await BookOf(host).DeleteAsync(host.Account, kept, CancellationToken.None);
        await BookOf(host).DeleteAsync(host.Account, kept, CancellationToken.None);

        Assert.Equal("en", (await BookOf(host).ReadAsync(host.Account, CancellationToken.None)).Single(template => template.Name == Parcel.Name).Language);
        if (provider is TwilioUnderTest) return; // Contents are told apart by their id, and a name rests nowhere.

        var refused = await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None));
        Assert.Equal((Trouble.TemplateResting, ProviderFault.Final), (refused.Reason, refused.Fault));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_wrong_token_deletes_nothing(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        if (!BookOf(host).CanDelete) return;
        await BookOf(host).SubmitAsync(host.Account, Parcel, CancellationToken.None);
        var kept = await ReadAsync(host, Parcel.Name);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => BookOf(host).DeleteAsync(host.Account with { AccessToken = "expired" }, kept, CancellationToken.None));

        Assert.Equal(Trouble.AccessExpired, refused.Reason);
        Assert.Equal(kept.Id, (await ReadAsync(host, Parcel.Name)).Id);
    }

    private static ITemplateBook BookOf(ChannelHost host) => host.Services.GetRequiredService<ITemplateBook>();

    private static TemplateDraft Saying(string name, string body) => new(name, "fr", TemplateCategory.Utility, new TemplateWords(body));

    /// <summary>Once somebody has looked through it.</summary>
    private static async Task<ProviderTemplate> ReadAsync(ChannelHost host, string name)
    {
        ProviderTemplate? found = null;
        await Eventually.TrueAsync(async () =>
        {
            found = (await BookOf(host).ReadAsync(host.Account, CancellationToken.None)).FirstOrDefault(template => template.Name == name);
            return found is { Status: not TemplateStatus.Pending };
        }, $"{name} decided");
        return found!;
    }
}
