using System.Collections.Concurrent;
using Npgsql;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Tests.Store;

public sealed class TodoWorkerTests(Database database) : IClassFixture<Database>, IAsyncLifetime, IDisposable
{
    private readonly Shop shop = new(database);
    private readonly List<TodoWorker> workers = [];

    public Task InitializeAsync() => database.ExecuteAsync("delete from todo");

    [Fact]
    public async Task Work_about_one_stream_keeps_its_order()
    {
        var done = new ConcurrentQueue<long>();
        await AddAsync("select 'chore', '00000000-0000-0000-0000-000000000001'::uuid, n from generate_series(1, 30) n");

        await StartAsync(_ => { done.Enqueue(Lease.Current!.Todo); return Task.CompletedTask; });
        await EverythingIsDoneAsync();

        Assert.Equal(30, done.Count);
        Assert.Equal(done.Order(), done);
    }

    [Fact]
    public async Task Who_is_stopped_right_after_the_start_ends_in_peace()
    {
        for (var n = 0; n < 20; n++)
        {
            await StartAsync(_ => Task.CompletedTask);
            await workers[^1].StopAsync(CancellationToken.None);

            // The host takes a task that was cancelled for one that failed, and stops the node.
            Assert.Equal(TaskStatus.RanToCompletion, workers[^1].ExecuteTask!.Status);
        }
    }

    [Fact]
    public async Task Two_workers_never_share_a_row()
    {
        var done = new ConcurrentQueue<Guid>();
        await AddAsync("select 'chore', gen_random_uuid(), n from generate_series(1, 300) n");

        await StartAsync(subject => { done.Enqueue(subject); return Task.CompletedTask; }, nodes: 2);
        await EverythingIsDoneAsync();

        Assert.Equal(300, done.Count);
        Assert.Equal(300, done.Distinct().Count());
    }

    [Fact]
    public async Task What_fails_waits_longer_each_time_and_says_why()
    {
        await AddAsync("select 'chore', gen_random_uuid(), 1");
        await StartAsync(_ => throw new TimeoutException());

        await Eventually.EqualAsync("1, True, TimeoutException in TodoWorkerTests", () => StateAsync("due between now() and now() + interval '2 s'"));

        await database.ExecuteAsync("update todo set attempts = 4, due = now()");
        await Eventually.EqualAsync("5, True, TimeoutException in TodoWorkerTests", () => StateAsync("due between now() + interval '10 s' and now() + interval '17 s'"));
    }

    [Fact]
    public async Task Who_loses_against_others_time_and_again_comes_back_soon_and_is_never_parked()
    {
        var lost = 0;
        await AddAsync("select 'chore', gen_random_uuid(), 1");

        await StartAsync(_ => lost++ < TodoWorker.MostAttempts + 2 ? throw new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation, constraintName: "pk_mt_events_stream_and_version") : Task.CompletedTask);

        await EverythingIsDoneAsync();
        Assert.Equal(TodoWorker.MostAttempts + 3, lost);
    }

    [Fact]
    public async Task The_tenth_failure_parks_the_work()
    {
        await AddAsync("select 'chore', gen_random_uuid(), 1");
        await database.ExecuteAsync("update todo set attempts = 9");
        await StartAsync(_ => throw new TimeoutException());

        await Eventually.EqualAsync("10, True, TimeoutException in TodoWorkerTests", () => StateAsync("parked_at is not null"));
    }

    [Fact]
    public async Task What_can_never_succeed_is_parked_with_its_reason_and_what_follows_waits_behind_it()
    {
        var begun = new ConcurrentQueue<Guid>();
        var (stuck, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AddAsync($"values ('chore', '{stuck}'::uuid, 1), ('chore', '{stuck}', 2), ('chore', '{other}', 1)");

        await StartAsync(subject =>
        {
            begun.Enqueue(subject);
            return subject == stuck ? throw new ParkException("no_such_number") : Task.CompletedTask;
        });

        await Eventually.EqualAsync("2", () => database.TextAsync("select count(*) from todo"));
        await Eventually.EqualAsync("no_such_number", () => database.TextAsync("select error from todo where parked_at is not null"));
        Assert.Equal("2", await database.TextAsync("select version from todo where parked_at is null"));
        Assert.Equal(new[] { stuck, other }.Order(), begun.Order());
    }

    [Fact]
    public async Task Words_that_cannot_be_kept_keep_no_others_from_being_recorded()
    {
        var odd = Guid.CreateVersion7();
        await AddAsync($"values ('chore', '{odd}'::uuid, 1), ('chore', gen_random_uuid(), 1), ('chore', gen_random_uuid(), 1)");

        await StartAsync(subject => subject == odd ? throw new ParkException("no\0such\0number") : Task.CompletedTask);

        await Eventually.EqualAsync("nosuchnumber", () => database.TextAsync("select string_agg(coalesce(error, 'waits'), ',') from todo"));
    }

    [Fact]
    public async Task Who_lost_the_lease_records_nothing_more()
    {
        var person = await shop.CustomerAsync("+212612345699");
        await shop.HearAsync(person, "bonjour");
        var (inside, outside) = (new TaskCompletionSource(), new TaskCompletionSource());
        var failure = new TaskCompletionSource<string?>();
        await AddAsync("select 'chore', gen_random_uuid(), 1");
        await StartAsync(async _ =>
        {
            inside.SetResult();
            await outside.Task;
            try
            {
                await shop.Streams.HandleAsync(person.Conversation, new CloseConversation(), shop.Awa);
                failure.SetResult(null);
            }
            catch (Npgsql.PostgresException e)
            {
                failure.SetResult(e.SqlState);
                throw;
            }
        });

        await inside.Task;
        await database.ExecuteAsync("update todo set token = token + 1, due = now() + interval '1 hour'"); // Another worker has it now.
        outside.SetResult();

        Assert.Equal("PL001", await failure.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False((await shop.Streams.LoadAsync(person.Conversation, shop.Organisation)).State.IsClosed);
        await workers[0].StopAsync(CancellationToken.None);
        Assert.Equal("1, True, ", await StateAsync("parked_at is null"));
    }

    [Fact]
    public async Task Work_whose_worker_vanished_is_done_by_another_once_the_lease_is_over()
    {
        var done = new TaskCompletionSource();
        await AddAsync("select 'chore', gen_random_uuid(), 1");
        await database.ExecuteAsync("update todo set attempts = 1, token = 1, due = now() + interval '1 hour'");
        await StartAsync(_ => { done.SetResult(); return Task.CompletedTask; });

        await database.ExecuteAsync("update todo set due = now()");

        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await EverythingIsDoneAsync();
    }

    [Fact]
    public async Task Work_that_takes_long_keeps_its_lease_and_who_lost_it_does_not_get_it_back()
    {
        var (clock, begun, end) = (new Hurried(), new TaskCompletionSource(), new TaskCompletionSource());
        await AddAsync("select 'chore', gen_random_uuid(), 1");
        await StartAsync(_ => { begun.SetResult(); return end.Task; }, clock: clock);
        await begun.Task;

        await database.ExecuteAsync("update todo set due = now() + interval '1 hour'");
        await Eventually.EqualAsync("1, True, ", () => StateAsync("due < now() + interval '1 minute'"));

        await database.ExecuteAsync("update todo set due = now() + interval '1 hour', token = token + 1"); // Another worker has it now.
        var ticks = clock.Ticks;
        await Eventually.TrueAsync(() => clock.Ticks > ticks + 3, "the keeper looked again");
        Assert.Equal("1, True, ", await StateAsync("due > now() + interval '1 minute'"));
        end.SetResult();
    }

    public async Task DisposeAsync()
    {
        foreach (var worker in workers) await worker.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        foreach (var worker in workers) worker.Dispose();
        shop.Dispose();
    }

    private Task AddAsync(string rows) => database.ExecuteAsync($"insert into todo (reaction, stream, version) {rows}");
    private Task EverythingIsDoneAsync() => Eventually.EqualAsync("0", () => database.TextAsync("select count(*) from todo"));
    private Task<string> StateAsync(string condition) => database.TextAsync($"select attempts || ', ' || case when {condition} then 'True' else 'False' end || ', ' || coalesce(error, '') from todo");

    private async Task StartAsync(Func<Guid, Task> chore, int nodes = 1, TimeProvider? clock = null)
    {
        for (var i = 0; i < nodes; i++)
        {
            var worker = Chores.Worker(database, chore, clock: clock);
            workers.Add(worker);
            await worker.StartAsync(CancellationToken.None);
        }
    }
}
