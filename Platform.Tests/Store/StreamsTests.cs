using System.Collections.Concurrent;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Conversations;
using Platform.Web.Live;
using Platform.Web.Store;

namespace Platform.Tests.Store;

public sealed class StreamsTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    [Fact]
    public async Task A_message_is_in_the_record_in_the_list_and_in_the_thread_at_once()
    {
        var salma = await shop.CustomerAsync("+212612345678");

        await shop.HearAsync(salma, "Salam, kayna Air Max f 42 ?", name: "Salma");

        var line = await shop.Get<InboxQueries>().FindAsync(shop.Organisation, salma.Conversation);
        Assert.Equal(("Salma", "Salam, kayna Air Max f 42 ?", 1), (line!.Name, line.Preview, line.Unread));
        Assert.NotNull(line.WaitingSince);
        var bubble = Assert.Single(await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, salma.Conversation));
        Assert.Equal((Speaker.Customer, "Salam, kayna Air Max f 42 ?"), (bubble.By, bubble.Text));
    }

    [Fact]
    public async Task What_people_wrote_stands_sealed_in_the_record()
    {
        var salma = await shop.CustomerAsync("+212612345679");
        await shop.HearAsync(salma, "mon code est 4711", name: "Salma");

        var data = await database.TextAsync($"select string_agg(data::text, '') from mt_events where stream_id = '{salma.Conversation.Value}'");

        Assert.DoesNotContain("4711", data, StringComparison.Ordinal);
        Assert.DoesNotContain("Salma", data, StringComparison.Ordinal);
        Assert.Contains("Sealed", data, StringComparison.Ordinal);
        var (state, version) = await shop.Streams.LoadAsync(salma.Conversation, shop.Organisation);
        Assert.Equal((true, 1), (state.HasUnread, version));
    }

    [Fact]
    public async Task Messages_that_come_together_all_land_and_are_all_counted()
    {
        var person = await shop.CustomerAsync("+212612345680");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => shop.HearAsync(person, $"message {n}")));

        var line = await shop.Get<InboxQueries>().FindAsync(shop.Organisation, person.Conversation);
        Assert.Equal(8, line!.Unread);
        Assert.Equal(8, (await shop.Streams.LoadAsync(person.Conversation, shop.Organisation)).Version);
        Assert.Equal("8", await database.TextAsync($"select version from mt_streams where id = '{person.Conversation.Value}'"));
    }

    [Fact]
    public async Task The_same_message_many_times_at_once_is_one()
    {
        var person = await shop.CustomerAsync("+212612345681");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.HearAsync(person, "une fois", providerMessage: "wamid.once")));

        Assert.Single(await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, person.Conversation));
        Assert.Equal(1, (await shop.Get<InboxQueries>().FindAsync(shop.Organisation, person.Conversation))!.Unread);
    }

    [Fact]
    public async Task Strangers_who_write_at_the_same_moment_become_one_contact_with_one_conversation()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.CustomerAsync("+212612345682")));

        Assert.Single(people.Distinct());
        Assert.Equal("1", await database.TextAsync($"select count(*) from contacts where organisation_id = '{shop.Organisation}' and phone = '+212612345682'"));
    }

    [Fact]
    public async Task A_reply_queued_twice_with_the_same_id_is_one_reply()
    {
        var person = await shop.CustomerAsync("+212612345683");
        await shop.HearAsync(person, "Bonjour");
        var reply = new QueueReply(new MessageId(Guid.CreateVersion7()), new MemberId(shop.Awa.Id!.Value), new Personal(person.Contact.Value, "Oui"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Streams.HandleAsync(person.Conversation, reply, shop.Awa)));

        Assert.Single(await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, person.Conversation), row => row.By is Speaker.Member);
        Assert.Equal("1", await database.TextAsync($"select count(*) from todo where reaction = 'send_queued_reply' and stream = '{person.Conversation.Value}'"));
    }

    [Fact]
    public async Task A_role_that_only_reads_is_refused_before_anything_is_decided()
    {
        var person = await shop.CustomerAsync("+212612345684");
        await shop.HearAsync(person, "Bonjour");
        var viewer = new Actor(shop.Organisation, ActorKind.Member, Role.Viewer, Guid.CreateVersion7());

        var decision = await shop.Streams.HandleAsync(person.Conversation, new TakeOver(new MemberId(viewer.Id!.Value)), viewer);

        Assert.Equal("forbidden", decision.Refusal?.Code);
        Assert.Equal(1, (await shop.Streams.LoadAsync(person.Conversation, shop.Organisation)).Version);
    }

    [Fact]
    public async Task A_long_conversation_opens_from_its_snapshot()
    {
        var person = await shop.CustomerAsync("+212612345685");
        for (var n = 0; n <= Streams.SnapshotEvery; n++) await shop.HearAsync(person, $"message {n}");

        Assert.Equal($"{Streams.SnapshotEvery}", await database.TextAsync($"select version from snapshots where stream = '{person.Conversation.Value}'"));
        await database.ExecuteAsync($"delete from mt_events where stream_id = '{person.Conversation.Value}' and version <= {Streams.SnapshotEvery}");
        var (state, version) = await shop.Streams.LoadAsync(person.Conversation, shop.Organisation);
        Assert.Equal((Streams.SnapshotEvery + 1, true), (version, state.IsBegun));
    }

    [Fact]
    public async Task Another_organisations_actor_finds_nothing_under_the_same_id()
    {
        var person = await shop.CustomerAsync("+212612345686");
        await shop.HearAsync(person, "Bonjour");
        using var other = new Shop(database);

        var decision = await other.Streams.HandleAsync(person.Conversation, new CloseConversation(), other.Awa);

        Assert.Equal("conversation.unknown", decision.Refusal?.Code);
        Assert.Null(await other.Get<InboxQueries>().FindAsync(other.Organisation, person.Conversation));
    }

    [Fact]
    public async Task Open_pages_are_told_after_the_commit_and_only_of_their_own_organisation()
    {
        var person = await shop.CustomerAsync("+212612345687");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var told = new ConcurrentQueue<Change>();
        await using var watching = shop.Get<LiveUpdates>().WatchAsync(shop.Organisation, IsTold, patience.Token).GetAsyncEnumerator(patience.Token);
        await watching.MoveNextAsync();

        await shop.HearAsync(person, "Bonjour");

        Assert.True(await watching.MoveNextAsync());
        Assert.Equal(new Change(shop.Organisation, nameof(Conversation), person.Conversation.Value), Assert.Single(told));

        bool IsTold(Change change)
        {
            told.Enqueue(change);
            return true;
        }
    }

    [Fact]
    public async Task A_fact_appended_by_another_tool_is_read_like_ours()
    {
        var person = await shop.CustomerAsync("+212612345688");
        await shop.HearAsync(person, "Bonjour");

        // As Marten's batched append calls it, without our headers and with plain words.
        await database.ExecuteAsync($$"""
            select mt_quick_append_events('{{person.Conversation.Value}}', 'conversation', '{{shop.Organisation}}', array[gen_random_uuid()], array['conversation_closed'::varchar],
                array['Other.ConversationClosed, Other'::varchar], array['{}'::jsonb], array[null::bytea], array[null::varchar], array[null::varchar], array[null::jsonb], 1::bigint)
            """);

        var (state, version) = await shop.Streams.LoadAsync(person.Conversation, shop.Organisation);
        Assert.Equal((true, 2), (state.IsClosed, version));
        Assert.Null((await shop.Streams.HandleAsync(person.Conversation, new ReopenConversation(), shop.Awa)).Refusal);
        Assert.Equal(3, (await shop.Streams.LoadAsync(person.Conversation, shop.Organisation)).Version);
    }

    [Fact]
    public async Task Nothing_is_recorded_under_a_lease_that_was_lost()
    {
        var person = await shop.CustomerAsync("+212612345689");
        await shop.HearAsync(person, "Bonjour");
        await shop.ReplyAsync(person, "Oui");
        var id = long.Parse(await database.TextAsync($"select id from todo where stream = '{person.Conversation.Value}' limit 1"), provider: null);

        Lease.Current = new Lease(id, Token: 41, Attempt: 1);
        try
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Streams.HandleAsync(person.Conversation, new CloseConversation(), shop.Awa));
            Assert.Equal("PL001", refused.SqlState);
        }
        finally
        {
            Lease.Current = null;
        }

        Assert.False((await shop.Streams.LoadAsync(person.Conversation, shop.Organisation)).State.IsClosed);
    }

    public void Dispose() => shop.Dispose();
}
