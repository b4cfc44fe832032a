using Platform.Domain.Conversations;
using Platform.Tests.Store;
using Platform.Web.Contacts;
using Platform.Web.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>A long thread is read page by page, and only so much of it is ever on screen.</summary>
public sealed class ThreadWindowTests(Database database) : IClassFixture<Database>, IAsyncLifetime, IDisposable
{
    private const int Written = 400;

    private readonly Shop shop = new(database);
    private ContactAddresses.Person salma = null!;

    private ThreadWindow Window => field ??= new(shop.Get<ThreadQueries>(), shop.Organisation, salma.Conversation);
    private IEnumerable<string> Words => Window.Rows.Select(row => row.Text);

    public async Task InitializeAsync()
    {
        salma = await shop.CustomerAsync("+212612345678", "Salma");
        for (var n = 1; n <= Written; n++) await shop.HearAsync(salma, $"{n}");
        await Window.ReadAsync(reader: null, CancellationToken.None);
    }

    [Fact]
    public async Task Going_up_shows_everything_in_order_and_keeps_no_more_than_the_most()
    {
        var seen = new SortedSet<int>(Words.Select(int.Parse));
        while (Window.HasOlder)
        {
            await Window.OlderAsync(CancellationToken.None);
            Assert.Equal(Words.Select(int.Parse).Order(), Words.Select(int.Parse));
            Assert.InRange(Window.Rows.Count, 1, ThreadWindow.Most);
            seen.UnionWith(Words.Select(int.Parse));
        }

        Assert.Equal(Enumerable.Range(1, Written), seen);
        while (Window.HasNewer) await Window.NewerAsync(CancellationToken.None);
        Assert.Equal($"{Written}", Words.Last());
    }

    [Fact]
    public async Task Whoever_reads_far_up_is_told_how_much_came_and_keeps_what_they_read()
    {
        Window.Leave(isAway: true);
        while (Window.HasOlder) await Window.OlderAsync(CancellationToken.None);
        var before = Words.ToList();

        await shop.HearAsync(salma, "encore un");
        await shop.HearAsync(salma, "et un autre");
        await Window.ReadAsync(reader: null, CancellationToken.None);
        Assert.Equal((2, true), (Window.Fresh, Window.HasNewer));
        Assert.Equal(before, Words);

        await Window.NewestAsync(CancellationToken.None);
        Assert.Equal((0, false, "et un autre"), (Window.Fresh, Window.HasNewer, Words.Last()));
    }

    [Fact]
    public async Task A_talk_that_goes_on_grows_no_heavier()
    {
        for (var n = 1; n <= 100; n++)
        {
            await shop.HearAsync(salma, $"{Written + n}");
            await Window.ReadAsync(reader: null, CancellationToken.None);
            Assert.InRange(Window.Rows.Count, ThreadWindow.AtFirst, ThreadWindow.AtFirst * 2);
            Assert.Equal(Enumerable.Range(Written + n - Window.Rows.Count + 1, Window.Rows.Count).Select(number => $"{number}"), Words);
        }

        await Window.OlderAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(Written + 101 - Window.Rows.Count, Window.Rows.Count).Select(number => $"{number}"), Words);
    }

    [Fact]
    public async Task What_the_reader_asked_for_stays_when_they_are_back_at_the_end()
    {
        Window.Leave(isAway: true);
        await Window.OlderAsync(CancellationToken.None);
        var top = Words.First();
        Window.Leave(isAway: false);

        for (var n = 1; n < ThreadWindow.AtFirst; n++)
        {
            await shop.HearAsync(salma, $"{Written + n}");
            await Window.ReadAsync(reader: null, CancellationToken.None);
        }

        Assert.Equal(top, Words.First());
    }

    [Fact]
    public async Task A_message_found_stands_among_its_neighbours()
    {
        var page = await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, salma.Conversation, size: 300);
        await Window.AroundAsync(new MessageId(page.Single(row => row.Text == "150").Message), CancellationToken.None);
        Assert.Equal(Enumerable.Range(120, 61).Select(n => $"{n}"), Words);
        Assert.Equal((true, true), (Window.HasOlder, Window.HasNewer));
    }

    [Fact]
    public async Task Back_at_the_end_what_was_still_being_read_for_further_up_is_dropped()
    {
        var page = await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, salma.Conversation, size: 300);
        for (var round = 0; round < 40; round++)
        {
            await Window.AroundAsync(new MessageId(page.Single(row => row.Text == "150").Message), CancellationToken.None);
            await Task.WhenAll(Window.ReadAsync(reader: null, CancellationToken.None), Window.NewestAsync(CancellationToken.None));
            Assert.Equal((false, $"{Written}"), (Window.HasNewer, Words.Last()));
        }
    }

    [Fact]
    public async Task More_than_is_read_again_leaves_no_hole()
    {
        for (var n = 1; n <= 200; n++) await shop.HearAsync(salma, $"{Written + n}");
        await Window.ReadAsync(reader: null, CancellationToken.None);
        var numbers = Words.Select(int.Parse).ToList();
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Count), numbers);
        Assert.Equal(Written + 200, numbers[^1]);
        Assert.True(Window.HasOlder);
    }

    public Task DisposeAsync() => Task.CompletedTask;
    public void Dispose() => shop.Dispose();
}
