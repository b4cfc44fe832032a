using Platform.Domain.Assistant;
using Platform.Integrations.OfflineModel;

namespace Platform.Tests.Assistant;

/// <summary>A shop that has not set its delivery fees yet: nobody is told that nothing is delivered, and no fee is made up.</summary>
public sealed class NoZonesTests
{
    private static readonly Shop Silent = Shops.Atlas with { Zones = [] };
    private static readonly Shop InWords = Silent with { Knowledge = [new("Livraison : où livrez-vous ?", "Nous livrons dans tout Abidjan, 1 000 F, le jour même.")] };

    [Theory]
    [InlineData("vous livrez à Agadir ?")]
    [InlineData("c'est combien la livraison ?")]
    [InlineData("livraison demain possible ?")]
    public async Task A_person_is_asked(string text)
    {
        var chat = new Chat(Silent, new OfflineChatClient());
        await chat.SayAsync("bonjour, je veux la samba noire en 42");

        var reply = await chat.SayAsync(text);

        Assert.DoesNotContain("ne livrons pas", reply, StringComparison.Ordinal);
        Assert.Contains("Samba", Assert.Single(chat.HandOvers).Note, StringComparison.Ordinal);
        Assert.Empty(chat.Orders);
    }

    [Fact]
    public async Task An_order_is_taken_down_whole_and_a_person_says_the_total()
    {
        var chat = new Chat(Silent, new OfflineChatClient());
        await chat.SayAsync("bonjour, je veux la samba noire en 42");
        await chat.SayAsync("je la prends, j'habite à Casablanca, Maarif, 12 rue Ibnou Sina");
        Assert.Empty(chat.HandOvers);

        await chat.SayAsync("Karim Alaoui");

        var handOver = Assert.Single(chat.HandOvers);
        Assert.Equal("question", handOver.Reason);
        Assert.Contains("1 × Adidas Samba OG 42 Noir · Casablanca", handOver.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(chat.Replies, reply => reply.Contains("ne livrons pas", StringComparison.Ordinal) || reply.Contains("Total", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vous livrez à Cocody ?")]
    [InlineData("c'est combien la livraison ?")]
    public async Task What_the_seller_wrote_about_it_is_the_answer(string text)
    {
        var chat = new Chat(InWords, new OfflineChatClient());
        await chat.SayAsync("bonjour");

        Assert.Contains("Nous livrons dans tout Abidjan", await chat.SayAsync(text), StringComparison.Ordinal);
        Assert.Empty(chat.HandOvers);
    }
}
