namespace Platform.Web.Shared;

/// <summary>Different things asked of one page are done in the order in which they were asked: fast hands on a slow line lose nothing.</summary>
public sealed class OneByOne
{
    private Task last = Task.CompletedTask;

    public async Task DoAsync(Func<Task> work)
    {
        var (before, done) = (last, new TaskCompletionSource());
        last = done.Task;
        await before;
        try
        {
            await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
