using Platform.Web.Shared;

namespace Platform.Tests.Shared;

public sealed class LeavingSpecs
{
    [Fact]
    public async Task What_is_still_read_when_a_page_is_left_ends_and_what_asks_afterwards_ends_at_once()
    {
        var gone = new Leaving();
        var reading = Task.Delay(Timeout.Infinite, gone.Token);
        Assert.False(gone.IsGone);

        gone.Dispose();
        gone.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, gone.Token));
        Assert.True(gone.IsGone);
    }
}
