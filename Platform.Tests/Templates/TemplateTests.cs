using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Templates;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Channels;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Templates;

namespace Platform.Tests.Templates;

/// <summary>From the provider's shelf to the customer who has been silent for a day.</summary>
public sealed class TemplateTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());
    private static readonly TemplateDraft Parcel = new("colis_a_retirer", "fr", TemplateCategory.Utility, new TemplateWords("Bonjour {{1}}, votre colis vous attend jusqu'à {{2}} au magasin.") { Samples = ["Salma", "20 h"] });

    private WhatsAppEmulator Meta => app.Get<WhatsAppEmulator>();

    [Fact]
    public async Task What_the_seller_submits_is_looked_through_announced_and_shown()
    {
        Assert.Null(await app.Get<TemplateDesk>().SubmitAsync(Owner, DemoShop.Channel, Parcel));
        await AssertStandsAsync(Parcel.Name, "Approved/Utility");

        Assert.Equal("template.name", await app.Get<TemplateDesk>().SubmitAsync(Owner, DemoShop.Channel, Parcel with { Name = "Colis" }));
        Assert.Equal("template_taken", await app.Get<TemplateDesk>().SubmitAsync(Owner, DemoShop.Channel, Parcel));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Get<TemplateDesk>().SubmitAsync(Owner with { Role = Role.Agent }, DemoShop.Channel, Parcel));
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_news_does_not_undo_it()
    {
        var shelf = app.Get<TemplateShelf>();
        var taken = new ProviderTemplate("900000000000099", "colis_en_avance", "fr", TemplateCategory.Utility, TemplateStatus.Pending, Parcel.Words);

        await shelf.KeepAsync(Shop, DemoShop.Channel, [taken with { Status = TemplateStatus.Approved }], CancellationToken.None);
        await shelf.KeepAnswerAsync(Shop, DemoShop.Channel, taken, CancellationToken.None);

        Assert.Equal("Approved", await app.TextAsync($"select status from channel_templates where provider_id = '{taken.Id}'"));
    }

    [Fact]
    public async Task A_pause_and_a_dearer_category_are_shown_told_and_stop_what_uses_it()
    {
        var draft = Parcel with { Name = "a_surveiller" };
        Assert.Null(await app.Get<TemplateDesk>().SubmitAsync(Owner, DemoShop.Channel, draft));
        await AssertStandsAsync(draft.Name, "Approved/Utility");

        await Meta.JudgeTemplateAsync(DemoMode.AccountId, draft.Name, "fr", status: "PAUSED", reason: "FIRST_PAUSE");
        await AssertStandsAsync(draft.Name, "Paused/Utility");
        Assert.Equal("template_paused", await SentToAsync("+212600500001", draft.Name));

        await Meta.JudgeTemplateAsync(DemoMode.AccountId, draft.Name, "fr", status: "APPROVED", category: "MARKETING");
        await AssertStandsAsync(draft.Name, "Approved/Marketing");
        Assert.Equal("template_dearer", await SentToAsync("+212600500002", draft.Name));
        await Eventually.EqualAsync("dearer, paused", () => app.TextAsync($"select string_agg(words[1], ', ' order by words[1]) from team_notices where kind = 'TemplateStopped' and words[2] = '{draft.Name}'"));

        await app.Get<TemplateDesk>().AgreeAsync(Owner, DemoShop.Channel, await app.TextAsync($"select provider_id from channel_templates where name = '{draft.Name}'"));
        Assert.Equal("", await SentToAsync("+212600500003", draft.Name));
    }

    [Fact]
    public async Task A_new_quality_is_shown_and_a_deleted_one_goes()
    {
        var draft = Parcel with { Name = "vite_parti" };
        Assert.Null(await app.Get<TemplateDesk>().SubmitAsync(Owner, DemoShop.Channel, draft));
        await AssertStandsAsync(draft.Name, "Approved/Utility");
        await Meta.JudgeTemplateAsync(DemoMode.AccountId, draft.Name, "fr", quality: "RED");
        await Eventually.EqualAsync("RED", () => app.TextAsync($"select coalesce(quality, '') from channel_templates where name = '{draft.Name}'"));

        await Meta.JudgeTemplateAsync(DemoMode.AccountId, draft.Name, "fr", status: "DELETED");
        await Eventually.EqualAsync("0", () => app.TextAsync($"select count(*) from channel_templates where name = '{draft.Name}'"));
    }

    [Fact]
    public async Task A_ready_made_text_is_submitted_in_every_language_with_one_click_and_not_twice()
    {
        var ready = ReadyTemplates.Find("payout_approved")!;
        Assert.Null(await app.Get<TemplateDesk>().OfferAsync(Owner, DemoShop.Channel, ready));
        Assert.Null(await app.Get<TemplateDesk>().OfferAsync(Owner, DemoShop.Channel, ready));
        await Eventually.EqualAsync("ar,ar_MA,en,fr", () => app.TextAsync("select string_agg(language, ',' order by language) from channel_templates where name = 'payout_approved' and status = 'Approved'"));
    }

    [Fact]
    public async Task At_Wati_and_at_Twilio_what_was_submitted_reaches_a_customer_who_never_wrote()
    {
        app.Get<WatiEmulator>().Register(new("800001", "token", "+212522600801", new Uri(app.Address, "/api/wati/webhook/800001/a-secret-at-the-end")));
        const string sid = "AC00000000000000000000000000008001";
        app.Get<TwilioEmulator>().Register(new(sid, "token", "+212522700801", new Uri(app.Address, "/api/twilio/webhook")));
        NewChannel[] made =
        [
            new("wati", "800001", "Wati modèles", new("token", "a-secret-at-the-end", new Uri(app.Address, WatiEmulator.Path))),
            new("twilio", "+212522700801", "Twilio modèles", new("token")) { AccountId = sid },
        ];
        foreach (var channel in made) Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(Owner, channel, null, CancellationToken.None));

        foreach (var (name, phone) in ((string, Integrations.Messaging.Emulation.EmulatedPhone)[])[
            ("Wati modèles", app.Get<WatiEmulator>().Phone("800001", "+212600500011", "Inès")), ("Twilio modèles", app.Get<TwilioEmulator>().Phone(sid, "+212600500012", "Inès"))])
        {
            var channel = new ChannelId(Guid.Parse(await app.TextAsync($"select id from channels where display_name = '{name}'")));
            Assert.Null(await app.Get<TemplateDesk>().OfferAsync(Owner, channel, ReadyTemplates.Find(ReadyTemplates.Delivery)!));
            Assert.Null(await app.Get<TemplateDesk>().RefreshAsync(Owner, channel));

            Assert.True(PhoneNumber.TryParse(phone.Number, null, out var number));
            var notice = new ShopNotice($"parcel {name}", "Votre colis part.", new TemplateWish(ReadyTemplates.Delivery, "en", ["your parcel leaves"]));
            Assert.Null(await app.Get<ShopVoice>().TellAsync(Shop, channel, number.Value, notice, CancellationToken.None));
            // Wati asks for no language and takes the first of the name.
            await Eventually.TrueAsync(() => phone.Lines.Any(line => line.Text.Contains("your parcel leaves", StringComparison.Ordinal)), $"the news on the phone at {name}");
            Assert.Equal("News about your order: your parcel leaves Reply to this message to talk to us.", await app.TextAsync($"select t.text from thread t join inbox i using (conversation) where i.phone = '{phone.Number}'"));
        }
    }

    [Fact]
    public async Task The_shop_speaks_the_customers_language_and_lends_its_papers()
    {
        var phone = Meta.Phone(DemoMode.NumberId, "+212600500021", "Salma");
        Assert.True(PhoneNumber.TryParse(phone.Number, null, out var number));
        var invoice = new ShopNotice("paper 1", "Votre facture", new TemplateWish(ReadyTemplates.Invoice, "ary", ["F-2026-0042"])) { File = new([.. "%PDF-1.7\n"u8, .. new byte[500]], "application/pdf", "F-2026-0042.pdf") };
        Assert.Null(await app.Get<ShopVoice>().TellAsync(Shop, DemoShop.Channel, number.Value, invoice, CancellationToken.None));

        await Eventually.TrueAsync(() => phone.Lines.Any(line => line.Text.StartsWith("سلام، الفاكتورة ديالك F-2026-0042 واجدة", StringComparison.Ordinal)), "the invoice in Darija");
        var link = new Uri(phone.Lines[^1].Text.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal)));
        using var customer = app.Client();
        Assert.StartsWith("%PDF", await customer.GetStringAsync(link.AbsolutePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_approved_text_the_leaders_are_told_what_to_do_once_a_day()
    {
        Assert.True(PhoneNumber.TryParse("+212600500031", null, out var number));
        for (var n = 0; n < 2; n++)
        {
            var refused = await app.Get<ShopVoice>().TellAsync(Shop, DemoShop.Channel, number.Value, new ShopNotice($"commission {n}", "Bravo", new TemplateWish("new_commission", "fr", ["250 MAD", "Samba"])), CancellationToken.None);
            Assert.Equal("conversation.window_closed", refused?.Code);
        }

        Assert.Equal($"reglages/canaux/{DemoShop.Channel.Value}/modeles#new_commission", await app.TextAsync("select string_agg(href, ',') from team_notices where kind = 'TemplateMissing' and words[1] = 'new_commission'"));
    }

    [Fact]
    public async Task A_token_that_no_longer_opens_is_said_on_the_page_and_the_list_stays()
    {
        app.Get<WatiEmulator>().Register(new("800002", "token", "+212522600802", new Uri(app.Address, "/nowhere")));
        app.Get<WatiEmulator>().AddTemplate("800002", "bonjour", "Bonjour {{1}}, vous nous manquez.");
        Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(Owner, new("wati", "800002", "Wati jeton", new("token", "a-secret-at-the-end", new Uri(app.Address, WatiEmulator.Path))), null, CancellationToken.None));
        var channel = new ChannelId(Guid.Parse(await app.TextAsync("select id from channels where external_id = '800002'")));
        await Eventually.EqualAsync("1", () => app.TextAsync($"select count(*) from channel_templates where channel_id = '{channel.Value}'"));

        app.Get<WatiEmulator>().Register(new("800002", "another", "+212522600802", new Uri(app.Address, "/nowhere")));
        Assert.Equal("access_expired", await app.Get<TemplateDesk>().RefreshAsync(Owner, channel));

        var (row, kept) = (await app.Get<TemplateDesk>().OpenAsync(Owner, channel))!.Value;
        Assert.Equal(("access_expired", 1), (row.TemplatesProblem, kept.Count));
        Assert.Null(await app.Get<TemplateDesk>().OpenAsync(Owner with { Organisation = new(Guid.NewGuid()) }, channel));
    }

    private Task AssertStandsAsync(string name, string expected) =>
        Eventually.EqualAsync(expected, () => app.TextAsync($"select coalesce((select status || '/' || category from channel_templates where name = '{name}' and channel_id = '{DemoShop.Channel.Value}'), '')"));

    /// <returns>Why it failed, or nothing.</returns>
    private async Task<string> SentToAsync(string phone, string template)
    {
        var (queued, refusal) = await InScopeAsync(desk => desk.AnnounceAsync(Owner, new(phone, DemoShop.Channel.Value, null), template, template, "fr", ["Salma", "20 h"], CancellationToken.None));
        Assert.Null(refusal);
        await Eventually.TrueAsync(async () => await StateAsync(queued!.MessageId) is "Sent" or "Delivered" or "Read" or "Failed", "the message sent or refused");
        return await StateAsync(queued!.MessageId) is "Failed" ? await app.TextAsync($"select failure from thread where message = '{queued.MessageId}'") : "";
    }

    private Task<string> StateAsync(Guid message) => app.TextAsync($"select state from thread where message = '{message}'");

    private async Task<T> InScopeAsync<T>(Func<SendingDesk, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SendingDesk>());
    }
}
