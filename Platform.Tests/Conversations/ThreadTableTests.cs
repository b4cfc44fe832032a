namespace Platform.Tests.Conversations;

/// <summary>A shop that writes to a hundred thousand people has four hundred thousand ticks to keep, and as many messages to find again.</summary>
public sealed class ThreadTableTests(Database database) : IClassFixture<Database>
{
    /// <summary>PostgreSQL writes a row in place only while no index speaks of what changed, in its key or in its condition.</summary>
    [Fact]
    public async Task A_tick_is_kept_without_indexing_the_words_of_its_message_again() =>
        Assert.Equal("", await database.TextAsync("""select string_agg(indexname, ', ') from pg_indexes where tablename = 'thread' and indexdef ~ '\mstate\M'"""));

    /// <summary>PostgreSQL puts what is to be found on a pile, and whoever makes it too high sorts it in for everybody: the usual one takes a tenth of a second and more.</summary>
    [Fact]
    public async Task No_message_waits_while_thousands_of_others_are_sorted_in_for_the_search() =>
        Assert.Equal("", await database.TextAsync("select string_agg(indexname, ', ') from pg_indexes where schemaname = 'public' and indexdef like '%USING gin%' and indexdef not like '%gin_pending_list_limit=''64''%'"));
}
