using Platform.Web.Shared;

namespace Platform.Tests.Shared;

public sealed class ClickSpecs
{
    private readonly TaskCompletionSource mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> done = [];

    [Fact]
    public async Task A_second_click_changes_nothing_until_the_first_is_dealt_with()
    {
        var once = new Once();
        var first = once.DoAsync(() => WriteAsync("first"));
        Assert.True(once.IsBusy);
        await once.DoAsync(() => WriteAsync("second"));

        mayEnd.SetResult();
        await first;
        await once.DoAsync(() => WriteAsync("third"));

        Assert.Equal(["first", "third"], done);
        Assert.False(once.IsBusy);
    }

    [Fact]
    public async Task What_failed_can_be_clicked_again()
    {
        var once = new Once();
        await Assert.ThrowsAsync<TimeoutException>(() => once.DoAsync(() => throw new TimeoutException()));
        Assert.False(once.IsBusy);
    }

    [Fact]
    public async Task Different_things_are_done_in_the_order_they_were_asked_and_none_is_lost()
    {
        var asked = new OneByOne();
        Task[] all = [asked.DoAsync(() => WriteAsync("tag")), asked.DoAsync(() => WriteAsync("note")), asked.DoAsync(() => WriteAsync("stop"))];
        Assert.Empty(done);

        mayEnd.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(["tag", "note", "stop"], done);
    }

    [Fact]
    public async Task What_failed_holds_up_nothing()
    {
        var asked = new OneByOne();
        var failed = asked.DoAsync(() => throw new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => failed);
        mayEnd.SetResult();
        await asked.DoAsync(() => WriteAsync("next"));
        Assert.Equal(["next"], done);
    }

    private async Task WriteAsync(string what)
    {
        await mayEnd.Task;
        done.Add(what);
    }
}
