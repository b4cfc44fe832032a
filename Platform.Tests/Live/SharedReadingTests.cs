using Platform.Web.Live;

namespace Platform.Tests.Live;

/// <summary>One reading answers all who asked before it began, and none who asked later.</summary>
public sealed class SharedReadingTests
{
    private readonly List<TaskCompletionSource<int>> begun = [];
    private readonly SharedReading<string, int> shared;

    public SharedReadingTests() => shared = new(_ =>
    {
        lock (begun)
        {
            begun.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            return begun[^1].Task;
        }
    });

    [Fact]
    public async Task Who_asks_while_a_reading_runs_gets_the_next_one_with_all_the_others()
    {
        var first = shared.ReadAsync("shop");
        await BegunAsync(1);
        var later = Enumerable.Range(0, 50).Select(_ => shared.ReadAsync("shop")).ToArray();
        begun[0].SetResult(1);
        await BegunAsync(2);
        begun[1].SetResult(2);

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(later), answer => Assert.Equal(2, answer));
        Assert.Equal(2, begun.Count);
    }

    [Fact]
    public async Task A_reading_that_fails_fails_those_who_asked_and_nobody_after_them()
    {
        var unlucky = shared.ReadAsync("shop");
        await BegunAsync(1);
        begun[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => unlucky);

        var lucky = shared.ReadAsync("shop");
        await BegunAsync(2);
        begun[1].SetResult(3);
        Assert.Equal(3, await lucky);
    }

    [Fact]
    public async Task One_shop_does_not_wait_for_another()
    {
        var slow = shared.ReadAsync("shop");
        await BegunAsync(1);
        var other = shared.ReadAsync("other shop");
        await BegunAsync(2);
        begun[1].SetResult(7);

        Assert.Equal(7, await other);
        Assert.False(slow.IsCompleted);
        begun[0].SetResult(1);
        await slow;
    }

    private Task BegunAsync(int many) => Eventually.TrueAsync(() =>
    {
        lock (begun) return begun.Count == many;
    }, $"{many} begun");
}
