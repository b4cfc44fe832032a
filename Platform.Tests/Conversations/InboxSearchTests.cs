using Platform.Tests.Store;
using Platform.Web.Contacts;
using Platform.Web.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>Whatever was said is found again, and whoever said it, however it was spelt.</summary>
public sealed class InboxSearchTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    [Theory]
    [InlineData("Je voudrais échanger ces chaussures", "echanger chaussures")]
    [InlineData("Deux livraisons par semaine", "livraison")]
    [InlineData("Une livraison demain ?", "livraisons")]
    [InlineData("أريد الأحذية البيضاء", "احذيه")]
    [InlineData("بِشْحال الثمن؟", "بشحال")]
    [InlineData("bghit l7aja li f stori", "lhaja")]
    [InlineData("wach kayn 9ahwa", "qahwa")]
    [InlineData("Samba en 42 s'il vous plaît", "samba 42")]
    public async Task Words_are_found_whichever_way_they_are_spelt(string said, string sought)
    {
        var salma = await shop.CustomerAsync("+212612345678", "Salma");
        await shop.HearAsync(salma, said);
        await shop.HearAsync(salma, "Merci beaucoup");
        await shop.HearAsync(await shop.CustomerAsync("+33612345678", "Hugo"), "Tout autre chose");

        var hit = Assert.Single(await FindAsync(sought));
        Assert.Equal(salma.Conversation.Value, hit.Row.Conversation);
        Assert.NotNull(hit.Message);
        Assert.Contains(hit.Line, part => part.IsHit);
        Assert.Equal(said, string.Concat(hit.Line.Select(part => part.Words)));
    }

    [Theory]
    [InlineData("salma")]
    [InlineData("Bennani")]
    [InlineData("benani")]
    [InlineData("slama bennani")]
    [InlineData("BÉNNANI")]
    [InlineData("0612345678")]
    [InlineData("0612345679")]
    [InlineData("345678")]
    public async Task People_are_found_although_a_letter_or_a_digit_is_wrong(string sought)
    {
        var salma = await HeardAsync("+212612345678", "Salma Bennani");
        await HeardAsync("+221771112233", "Fatou Diop");

        var hit = Assert.Single(await FindAsync(sought));
        Assert.Equal((salma.Conversation.Value, null), (hit.Row.Conversation, hit.Message));
    }

    [Fact]
    public async Task Only_the_newest_of_several_finds_in_a_chat_is_shown()
    {
        var salma = await shop.CustomerAsync("+212612345678", "Salma");
        await shop.HearAsync(salma, "la Samba noire");
        await shop.HearAsync(salma, "ou la Samba blanche");
        Assert.Equal("ou la Samba blanche", string.Concat(Assert.Single(await FindAsync("samba")).Line.Select(part => part.Words)));
    }

    [Fact]
    public async Task Another_shop_finds_nothing_of_it()
    {
        using var other = new Shop(database);
        await shop.HearAsync(await shop.CustomerAsync("+212612345678", "Salma Bennani"), "la Gazelle verte");
        Assert.Empty(await other.Get<InboxSearch>().FindAsync(other.Organisation, "gazelle", Narrowing.None));
        Assert.Empty(await other.Get<InboxSearch>().FindAsync(other.Organisation, "Bennani", Narrowing.None));
        Assert.Single(await FindAsync("gazelle"));
    }

    [Fact]
    public async Task Nobody_who_was_erased_is_found()
    {
        var salma = await HeardAsync("+212612345678", "Salma Bennani");
        await shop.HearAsync(salma, "mon adresse est rue Ibn Batouta");
        Assert.Single(await FindAsync("batouta"));

        await shop.Get<Erasure>().EraseAsync(salma.Contact, shop.Owner, CancellationToken.None);
        Assert.Empty(await FindAsync("batouta"));
        Assert.Empty(await FindAsync("bennani"));
    }

    [Fact]
    public async Task A_search_stays_within_the_tag_it_was_narrowed_to()
    {
        var (salma, fatou) = (await HeardAsync("+212612345678", "Salma"), await HeardAsync("+221771112233", "Fatou"));
        await shop.Streams.HandleAsync(fatou.Conversation, new Domain.Conversations.TagConversation("VIP", new(shop.Awa.Id!.Value)), shop.Awa);

        Assert.Equal(2, (await FindAsync("bonjour")).Count);
        var hit = Assert.Single(await shop.Get<InboxSearch>().FindAsync(shop.Organisation, "bonjour", new Narrowing(Tag: "VIP")));
        Assert.Equal(fatou.Conversation.Value, hit.Row.Conversation);
        Assert.NotEqual(salma, fatou);
    }

    private Task<List<InboxHit>> FindAsync(string words) => shop.Get<InboxSearch>().FindAsync(shop.Organisation, words, Narrowing.None);

    private async Task<ContactAddresses.Person> HeardAsync(string phone, string name)
    {
        var person = await shop.CustomerAsync(phone, name);
        await shop.HearAsync(person, "Bonjour", name: name);
        return person;
    }

    public void Dispose() => shop.Dispose();
}
