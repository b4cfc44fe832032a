using Microsoft.Extensions.AI;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Integrations.OfflineModel;

namespace Platform.Tests.Assistant;

/// <summary>What scripted sales do not show of the offline model.</summary>
public sealed class OfflineChatClientTests : IDisposable
{
    private readonly OfflineChatClient model = new();

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task A_picture_or_a_voice_note_without_words_is_asked_for_in_words()
    {
        var chat = new Chat(Shops.Atlas, model);
        await chat.SayAsync("bonjour");
        Assert.Equal(Say.In(Tongue.French, "media"), await chat.SayAsync(""));

        await chat.SayAsync("la samba noire en 42");
        Assert.Equal($"{Say.In(Tongue.French, "media")}\n{Say.In(Tongue.French, "ask.city")}", await chat.SayAsync(""));
    }

    [Fact]
    public async Task The_last_pair_gone_in_the_moment_of_the_yes_is_told_and_another_size_offered()
    {
        var chat = new Chat(Shops.Atlas, model) { IsGoneAtTheLastMoment = true };
        await chat.SayAsync("la samba noire en 42, Casablanca, 12 rue Ibnou Sina, au nom de Karim");

        var reply = await chat.SayAsync("oui");

        Assert.Empty(chat.Orders);
        Assert.Contains("vient tout juste de partir", reply, StringComparison.Ordinal);
        Assert.Contains("43", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vous avez quoi à moins de 300 dh ?")]
    [InlineData("what do you have under 300 dh?")]
    [InlineData("ماذا عندكم بأقل من 300 درهم؟")]
    public async Task Who_says_what_they_want_to_spend_is_shown_what_that_buys(string words)
    {
        var reply = await new Chat(Shops.Atlas, model).SayAsync(words);

        Assert.Contains("Adilette", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("Samba", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bonjour", true)]
    [InlineData("👋", true)]
    [InlineData("السلام عليكم، بشحال السامبا؟", false)]
    [InlineData("hello, how much is the samba?", false)]
    public async Task The_shops_own_opening_words_are_for_who_reads_their_language(string first, bool isGreetedByThem)
    {
        const string opening = "Bonjour et bienvenue chez nous, que puis-je faire pour vous ?";
        var chat = new Chat(Shops.Atlas with { Rules = Shops.Atlas.Rules with { Greeting = opening } }, model);

        Assert.Equal(isGreetedByThem, (await chat.SayAsync(first)).StartsWith(opening, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_asks_a_second_time_for_what_is_not_sold_gets_a_person()
    {
        var chat = new Chat(Shops.Atlas, model);
        Assert.Contains(Say.In(Tongue.French, "found.none"), await chat.SayAsync("bonjour, vous avez des parapluies ?"), StringComparison.Ordinal);
        Assert.Empty(chat.HandOvers);

        await chat.SayAsync("vous avez des trottinettes ?");

        Assert.Equal("not_understood", Assert.Single(chat.HandOvers).Reason);
    }

    [Fact]
    public async Task What_a_person_promised_is_what_is_read_out()
    {
        var samba = Shops.Atlas.Catalogue.Products[0].Id;
        var chat = new Chat(Shops.Atlas, model) { Customer = new(Shops.Today, []) { Promises = [new Promise(samba, Money.Of(700, Currency.MAD))] } };

        var reply = await chat.SayAsync("la samba noire en 42, Casablanca, 12 rue Ibnou Sina, au nom de Karim, 0661020304");

        Assert.Contains("730 DH", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("799", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_line_of_a_person_a_yes_orders_nothing()
    {
        var chat = new Chat(Shops.Atlas, model);
        await chat.SayAsync("la samba noire en 42, Casablanca, 12 rue Ibnou Sina, au nom de Karim");
        chat.SaysAPerson("Je vous rappelle dans un instant, d'accord ?");

        await chat.SayAsync("oui");

        Assert.Empty(chat.Orders);
    }

    [Theory]
    [InlineData("remplacez par celle de la photo")]
    [InlineData("enlevez ce que ma soeur avait dit")]
    [InlineData("finalement comme celle d'hier")]
    [InlineData("vous prenez la carte ? et retirez l'emballage")]
    [InlineData("mettez-en plutôt quelques-unes de plus")]
    [InlineData("swap it for what my brother had")]
    [InlineData("7eyed dik lakhra")]
    [InlineData("بدلوها بالتي رأيتها عندكم")]
    public async Task What_was_said_of_a_change_and_changed_nothing_is_asked_about_before_anything_can_be_accepted(string change)
    {
        var chat = await ReadOutAndAnsweredAsync(change);

        await chat.SayAsync("oui");

        Assert.Empty(chat.Orders);
    }

    [Fact]
    public async Task A_change_that_was_not_understood_is_not_forgotten_over_another_answer()
    {
        var chat = new Chat(Shops.Atlas, model);
        await chat.SayAsync("la samba noire en 42");
        await chat.SayAsync("remplacez par celle de la photo");
        await chat.SayAsync("Casablanca, 12 rue Ibnou Sina");

        var reply = await chat.SayAsync("Karim Alaoui");

        Assert.Equal(Say.In(Tongue.French, "doubt", ("lines", "1 × Adidas Samba OG 42 Noir")), reply);
        Assert.Contains("*Total : 829 DH*", await chat.SayAsync("non c'est bon comme ça"), StringComparison.Ordinal);
        await chat.SayAsync("oui");
        Assert.Single(chat.Orders);
    }

    [Fact]
    public async Task Who_is_asked_what_should_change_and_is_not_understood_again_gets_a_person()
    {
        var chat = await ReadOutAndAnsweredAsync("enlevez ce que ma soeur avait dit");

        await chat.SayAsync("mais non, enlevez le truc de ma soeur");

        Assert.Single(chat.HandOvers);
        Assert.Empty(chat.Orders);
    }

    [Fact]
    public async Task Two_pairs_in_one_breath_keep_each_its_own_size()
    {
        var chat = new Chat(Shops.Atlas, model);
        await chat.SayAsync("la samba noire en 42 pour moi et en 40 pour ma femme, même couleur");

        Assert.Equal(["42", "40"], chat.Draft.Details.Lines.Select(line => line.Size));
    }

    [Theory]
    [InlineData("12 rue Ibnou Sina, Maarif, Casablanca")]
    [InlineData("?")]
    [InlineData("1")]
    [InlineData("👍🏽🙏")]
    [InlineData("\uD83D")]
    [InlineData("99/99/9999 25h 31/02 +212 ((( ﷺ ½ 𝟜𝟚")]
    [InlineData("au nom de")]
    [InlineData("rue")]
    [InlineData("taille")]
    [InlineData("x x x 2 x")]
    public async Task Whatever_is_written_there_is_an_answer(string text)
    {
        var chat = new Chat(Shops.Atlas, model);

        Assert.NotEmpty(await chat.SayAsync(text));
        Assert.NotEmpty(await chat.SayAsync("la samba", text));
        Assert.NotEmpty(await chat.SayAsync(text, text));
    }

    [Fact]
    public void It_says_who_it_is() => Assert.Equal(OfflineChatClient.ModelId, model.GetService<ChatClientMetadata>()?.DefaultModelId);

    /// <summary>An order was read out, and this was said to it.</summary>
    private async Task<Chat> ReadOutAndAnsweredAsync(string answer)
    {
        var chat = new Chat(Shops.Atlas, model);
        await chat.SayAsync("la samba noire en 42, Casablanca, 12 rue Ibnou Sina, au nom de Karim");
        await chat.SayAsync(answer);
        return chat;
    }
}
