namespace Platform.Tests.Conversations;

/// <summary>A shop that writes to a hundred thousand people has four hundred thousand ticks to keep.</summary>
public sealed class TicksTests(Database database) : IClassFixture<Database>
{
    /// <summary>PostgreSQL writes a row in place only while no index speaks of what changed, in its key or in its condition.</summary>
    [Fact]
    public async Task A_tick_is_kept_without_indexing_the_words_of_its_message_again() =>
        Assert.Equal("", await database.TextAsync("""select string_agg(indexname, ', ') from pg_indexes where tablename = 'thread' and indexdef ~ '\mstate\M'"""));
}
