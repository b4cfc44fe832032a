using System.Security.Cryptography;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Store;

public sealed class ErasureTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    [Fact]
    public async Task An_erased_customer_is_nowhere_and_the_others_are_untouched()
    {
        var (gone, stays) = (await shop.CustomerAsync("+212699000001", "Zineb Canari"), await shop.CustomerAsync("+212699000002", "Omar"));
        await shop.HearAsync(gone, "canari-erased-text", name: "Zineb Canari");
        await shop.ReplyAsync(gone, "canari-reply-text");
        await shop.HearAsync(stays, "je reste", name: "Omar");
        await shop.Get<Drafts>().SaveAsync(shop.Organisation, gone.Conversation, shop.Awa.Id!.Value, "canari-draft-text");

        Assert.Null(await shop.Get<Erasure>().EraseAsync(gone.Contact, shop.Owner, CancellationToken.None));

        foreach (var canary in new[] { "Zineb", "canari-", "+212699000001" }) Assert.Equal("", await database.WhereAsync(canary));
        Assert.Null(await shop.Get<InboxQueries>().FindAsync(shop.Organisation, gone.Conversation));
        Assert.Equal("Omar", (await shop.Get<InboxQueries>().FindAsync(shop.Organisation, stays.Conversation))!.Name);
        Assert.False((await shop.Streams.LoadAsync(gone.Conversation, shop.Organisation)).State.IsBegun);
    }

    [Fact]
    public async Task Erasing_twice_ends_in_the_same_place()
    {
        var person = await shop.CustomerAsync("+212699000003", "Hind");
        await shop.HearAsync(person, "Bonjour", name: "Hind");

        Assert.Null(await shop.Get<Erasure>().EraseAsync(person.Contact, shop.Owner, CancellationToken.None));
        Assert.Null(await shop.Get<Erasure>().EraseAsync(person.Contact, shop.Owner, CancellationToken.None));
    }

    [Fact]
    public async Task Somebody_erased_who_writes_again_is_somebody_new()
    {
        var before = await shop.CustomerAsync("+212699000004", "Hind");
        await shop.HearAsync(before, "Bonjour");
        await shop.Get<Erasure>().EraseAsync(before.Contact, shop.Owner, CancellationToken.None);

        var after = await shop.CustomerAsync("+212699000004", "Hind");
        await shop.HearAsync(after, "Rebonjour");

        Assert.NotEqual(before, after);
        Assert.Single(await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, after.Conversation));
    }

    [Fact]
    public async Task An_agent_may_not_erase()
    {
        var person = await shop.CustomerAsync("+212699000005");
        await shop.HearAsync(person, "Bonjour");

        Assert.Equal("forbidden", (await shop.Get<Erasure>().EraseAsync(person.Contact, shop.Awa, CancellationToken.None))?.Code);
        Assert.NotNull(await shop.Get<InboxQueries>().FindAsync(shop.Organisation, person.Conversation));
    }

    [Fact]
    public async Task Every_column_that_could_hold_a_persons_words_is_classified()
    {
        var columns = (await database.TextAsync("""
            select coalesce(string_agg(table_name || '.' || column_name, ','), '') from information_schema.columns
            where table_schema = 'public' and data_type in ('text', 'character varying', 'bytea', 'jsonb', 'ARRAY')
            """)).Split(',', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([], columns.Where(column => !PersonalPlaces.All.ContainsKey(column) && !PersonalPlaces.Impersonal.Contains(column)).Order());
        Assert.Equal([], PersonalPlaces.All.Keys.Concat(PersonalPlaces.Impersonal).Except(columns).Order());
    }

    [Fact]
    public async Task Keys_survive_a_change_of_the_root_key()
    {
        var person = await shop.CustomerAsync("+212699000006");
        await shop.HearAsync(person, "Bonjour");
        var after = RandomNumberGenerator.GetBytes(32);
        var organisation = shop.Organisation;
        var first = new Keyring(database.Databases, database.Root, TimeProvider.System);
        var secret = await first.SealAsync(organisation, "jeton", CancellationToken.None);

        var rotated = new Keyring(database.Databases, new RootKey(after, previous: database.RootBytes), TimeProvider.System);
        Assert.True(await rotated.RotateAsync(CancellationToken.None) > 0);

        var alone = new Keyring(database.Databases, new RootKey(after), TimeProvider.System);
        Assert.Equal("jeton", await alone.OpenAsync(organisation, secret, CancellationToken.None));
        Assert.True(await new Keyring(database.Databases, new RootKey(database.RootBytes, previous: after), TimeProvider.System).RotateAsync(CancellationToken.None) > 0);
    }

    public void Dispose() => shop.Dispose();
}
