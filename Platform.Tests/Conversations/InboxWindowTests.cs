using Platform.Tests.Store;
using Platform.Web.Contacts;
using Platform.Web.Conversations;

namespace Platform.Tests.Conversations;

/// <summary>However long the list, only so much of it is on screen, and nothing is left out on the way.</summary>
public sealed class InboxWindowTests(Database database) : IClassFixture<Database>, IDisposable
{
    private const int Customers = 330;

    private readonly Shop shop = new(database);

    [Fact]
    public async Task Down_to_the_end_and_up_again_every_conversation_passes_once()
    {
        var people = new List<ContactAddresses.Person>();
        for (var n = 0; n < Customers; n++)
        {
            people.Add(await shop.CustomerAsync($"+2126{n:D8}", $"Client {n}"));
            await shop.HearAsync(people[^1], "Bonjour");
        }

        var window = new InboxWindow(shop.Get<InboxQueries>(), shop.Organisation, InboxFilter.Open, Narrowing.None, member: null);
        await window.ReadAsync(CancellationToken.None);
        var expected = people.Select(person => person.Conversation.Value).Reverse().ToList();
        var seen = window.Rows.ConvertAll(row => row.Conversation);

        while (window.HasBelow)
        {
            await window.BelowAsync(CancellationToken.None);
            seen = [.. seen.Union(window.Rows.Select(row => row.Conversation))];
            Assert.InRange(window.Rows.Count, 1, InboxWindow.Most);
        }

        Assert.Equal(expected, seen);
        var here = window.Rows.ConvertAll(row => row.Conversation);

        // What comes in meanwhile stands at the top, out of sight.
        await shop.HearAsync(people[^2], "et encore");
        await window.ReadAsync(CancellationToken.None);
        Assert.Equal(here, window.Rows.ConvertAll(row => row.Conversation));

        while (window.HasAbove) await window.AboveAsync(CancellationToken.None);
        Assert.Equal((InboxWindow.Most, people[^2].Conversation.Value), (window.Rows.Count, window.Rows[0].Conversation));
        Assert.Equal(window.Rows.Count, window.Rows.DistinctBy(row => row.Conversation).Count());
    }

    public void Dispose() => shop.Dispose();
}
