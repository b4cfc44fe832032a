using Npgsql;
using Platform.Web.Store;

namespace Platform.Tests.Store;

/// <summary>Who comes while a commit is under way goes with the next, and one that is refused stands alone in that.</summary>
public sealed class SharedWritingTests
{
    private readonly List<(IReadOnlyList<string> What, TaskCompletionSource Done)> begun = [];
    private readonly SharedWriting<string> shared;

    public SharedWritingTests() => shared = new(some =>
    {
        lock (begun)
        {
            begun.Add((some, new(TaskCreationOptions.RunContinuationsAsynchronously)));
            return begun[^1].Done.Task;
        }
    });

    [Fact]
    public async Task Who_comes_while_a_commit_is_under_way_goes_with_the_next_and_with_all_the_others()
    {
        var first = shared.WriteAsync("first");
        await BegunAsync(1);
        Task[] later = [shared.WriteAsync("second"), shared.WriteAsync("third")];
        begun[0].Done.SetResult();
        await first;
        await BegunAsync(2);

        Assert.All(later, writing => Assert.False(writing.IsCompleted));
        begun[1].Done.SetResult();
        await Task.WhenAll(later);
        Assert.Equal(["second", "third"], begun[1].What);
    }

    [Fact]
    public async Task One_that_the_database_refuses_keeps_nobody_else_from_being_written()
    {
        var first = shared.WriteAsync("first");
        await BegunAsync(1);
        var (poison, sound) = (shared.WriteAsync("poison"), shared.WriteAsync("sound"));
        begun[0].Done.SetResult();
        await BegunAsync(2);
        begun[1].Done.SetException(Refused());
        await BegunAsync(3);
        begun[2].Done.SetException(Refused());
        await BegunAsync(4);
        begun[3].Done.SetResult();

        await first;
        await sound;
        await Assert.ThrowsAsync<PostgresException>(() => poison);
    }

    [Fact]
    public async Task Who_comes_after_a_failure_is_written()
    {
        var unlucky = shared.WriteAsync("unlucky");
        await BegunAsync(1);
        begun[0].Done.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => unlucky);

        var lucky = shared.WriteAsync("lucky");
        await BegunAsync(2);
        begun[1].Done.SetResult();
        await lucky;
    }

    private Task BegunAsync(int many) => Eventually.TrueAsync(() =>
    {
        lock (begun) return begun.Count >= many;
    }, $"{many} commits have begun");

    private static PostgresException Refused() => new("refused", "ERROR", "ERROR", PostgresErrorCodes.CharacterNotInRepertoire);
}
