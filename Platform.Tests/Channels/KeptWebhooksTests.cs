using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Tests.Channels;

public sealed class KeptWebhooksTests(Database database) : IClassFixture<Database>
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly KeptWebhooks kept = new(database.Databases);

    [Fact]
    public async Task What_just_came_is_read_from_memory_and_once_only()
    {
        var id = Came(bytes: 500, Noon);

        Assert.Equal(500, (await kept.ReadAsync(id, CancellationToken.None)).Body.Length);
        await Assert.ThrowsAsync<ParkException>(() => kept.ReadAsync(id, CancellationToken.None)); // The table, which never saw it, is asked.
    }

    [Fact]
    public async Task In_a_rush_greater_than_the_memory_the_oldest_stay_because_they_are_read_first()
    {
        var oldest = Came(10_000_000, Noon);
        var newest = Came(10_000_000, Noon.AddSeconds(1));

        await Assert.ThrowsAsync<ParkException>(() => kept.ReadAsync(newest, CancellationToken.None));
        Assert.Equal(10_000_000, (await kept.ReadAsync(oldest, CancellationToken.None)).Body.Length);
        Assert.Equal(10_000_000, (await kept.ReadAsync(Came(10_000_000, Noon.AddSeconds(2)), CancellationToken.None)).Body.Length);
    }

    [Fact]
    public async Task What_another_node_has_read_makes_room_after_a_while()
    {
        var elsewhere = Came(16_000_000, Noon);
        var later = Came(16_000_000, Noon.AddMinutes(1));

        Assert.Equal(16_000_000, (await kept.ReadAsync(later, CancellationToken.None)).Body.Length);
        await Assert.ThrowsAsync<ParkException>(() => kept.ReadAsync(elsewhere, CancellationToken.None));
    }

    private Guid Came(int bytes, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7();
        kept.Remember(id, new("whatsapp", new byte[bytes], null, at));
        return id;
    }
}
