using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Live;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// The store's own part of a change: facts are written as JSON and recorded on an expected version, or read and folded. Nothing is projected,
/// because the yardstick projects nothing: it writes or reads the same rows with prepared statements and knows neither organisations nor roles.
/// The facts hold no personal words, so neither side encrypts.
/// </summary>
internal static class AppendBenchmark
{
    private static readonly Actor By = Actor.System(new OrganisationId(Guid.CreateVersion7()));

    public static async Task RunAsync(Length length)
    {
        var database = new Database();
        await database.InitializeAsync();
        var streams = Store(database);

        await AppendAsync(length, database, streams, writers: 8, facts: 1, aim: 0.7);
        await AppendAsync(length, database, streams, writers: 32, facts: 1, aim: 0.7);
        await AppendAsync(length, database, streams, writers: 4, facts: 100, aim: 0.8);
        await LoadAsync(length, database, streams);
        await database.DisposeAsync();
    }

    private static async Task AppendAsync(Length length, Database database, Streams streams, int writers, int facts, double aim)
    {
        var ours = Enumerable.Range(0, writers).Select(_ => new OurStream(streams, By, facts)).ToArray();
        var plain = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => PlainStream.OpenAsync(database.Owner, facts)));

        var duel = new Duel($"append {facts} event{(facts > 1 ? "s" : "")}, {writers} writers", "the same rows by plain Npgsql", "events/s", aim);
        await duel.RunAsync(length,
            async () => facts * await Load.PerSecondAsync(writers, length.Turn, writer => ours[writer].AppendAsync()),
            async () => facts * await Load.PerSecondAsync(writers, length.Turn, writer => plain[writer].AppendAsync()));

        foreach (var stream in plain) await stream.DisposeAsync();
    }

    private static async Task LoadAsync(Length length, Database database, Streams streams)
    {
        const int Readers = 8;
        var stream = new OurStream(streams, By, facts: 50);
        await stream.AppendAsync();

        var plain = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => PlainReader.OpenAsync(database.Owner, By.Organisation, stream.Id.Value)));
        var duel = new Duel($"open a stream of 50 events, {Readers} readers", "plain select and deserialise", "streams/s", Aim: 0.8);
        await duel.RunAsync(length,
            () => Load.PerSecondAsync(Readers, length.Turn, _ => streams.LoadAsync(stream.Id, By.Organisation)),
            () => Load.PerSecondAsync(Readers, length.Turn, reader => plain[reader].ReadAsync()));

        foreach (var reader in plain) await reader.DisposeAsync();
    }

    private static Streams Store(Database database) => new(
        database.Databases, new Facts(new Keyring(database.Databases, database.Root, TimeProvider.System)), new Reactions([]), new LiveUpdates(), new TodoSignal(),
        new ChangeSignal(), new Node(), TimeProvider.System, new ServiceCollection().BuildServiceProvider());

    private sealed class OurStream(Streams streams, Actor by, int facts)
    {
        private long version;

        public ConversationId Id { get; } = new(Guid.CreateVersion7());

        public async Task AppendAsync()
        {
            var decided = Enumerable.Range(0, facts).Select(_ => Fact()).ToArray();
            await streams.RecordAsync(Id.Value, version, rows: null, Conversation.Initial, decided, by, _ => { }, CancellationToken.None);
            version += facts;
        }
    }

    public static ConversationEvent Fact() => new ReplyDelivered(new MessageId(Guid.CreateVersion7()));
}
