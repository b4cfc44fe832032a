using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Tests.Benchmarks;

/// <summary>
/// What a shop with a hundred thousand conversations and a million messages waits for, against one with a hundredth of that:
/// the list with its counts, a conversation with its newest page, a word sought in everything that was said.
/// Rows are made in the database itself: how they came there makes no difference to reading them.
/// </summary>
internal static class InboxBenchmark
{
    private const int Opens = 200;
    private const int PerConversation = 10;

    public static async Task RunAsync(Length length)
    {
        await using var small = await Shelf.FillAsync(conversations: 1_000);
        await using var large = await Shelf.FillAsync(conversations: 100_000);

        await DuelAsync("inbox list", 1.15, shelf => shelf.ListAsync);
        await DuelAsync("inbox thread", 1.15, shelf => shelf.ThreadAsync);
        await DuelAsync("inbox search", 1.5, shelf => shelf.SearchAsync);

        Task DuelAsync(string name, double aim, Func<Shelf, Func<Task>> open) =>
            new Duel(name, "the same at 10,000 messages", "µs", aim, LessIsBetter: true).RunAsync(length, () => TimeAsync(open(large)), () => TimeAsync(open(small)));
    }

    private static async Task<double> TimeAsync(Func<Task> open)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Opens; i++) await open();
        return watch.Elapsed.TotalMicroseconds / Opens;
    }

    /// <summary>One shop on a database of its own.</summary>
    private sealed class Shelf : IAsyncDisposable
    {
        private readonly Database database = new();
        private readonly OrganisationId organisation = new(Guid.CreateVersion7());
        private readonly Guid member = Guid.CreateVersion7();
        private readonly ConversationId open = new(Guid.CreateVersion7());
        private ServiceProvider? services;

        public static async Task<Shelf> FillAsync(int conversations)
        {
            var shelf = new Shelf();
            await shelf.database.InitializeAsync();
            shelf.services = new ServiceCollection().AddLogging().AddStore(shelf.database.Databases, shelf.database.Root).AddConversations().AddContacts().BuildServiceProvider();
            await shelf.MakeAsync(conversations);
            return shelf;
        }

        public async Task ListAsync()
        {
            await Get<InboxQueries>().PageAsync(organisation, InboxFilter.Open, member);
            await Get<InboxQueries>().PageAsync(organisation, InboxFilter.Mine, member);
            await Get<InboxQueries>().CountsAsync(organisation, member);
            await Get<InboxQueries>().UnreadAsync(organisation);
        }

        public async Task ThreadAsync() => await Get<ThreadQueries>().OpenAsync(organisation, open, member, ThreadQueries.PageSize + 1);

        public async Task SearchAsync()
        {
            var found = await Get<InboxSearch>().FindAsync(organisation, "girafes", Narrowing.None);
            if (found.Count == 0) throw new InvalidOperationException("The one message with that word was not found");
        }

        private T Get<T>() where T : notnull => services!.GetRequiredService<T>();

        /// <summary>A tenth waits, a twentieth is in a person's hands, half is closed; one thread is five hundred times as long as the others.</summary>
        private async Task MakeAsync(int conversations)
        {
            await database.ExecuteAsync($"""
                insert into inbox (organisation_id, conversation, contact, channel, name, phone, preview, preview_kind, preview_by, preview_message, last_at, last_heard_at, waiting_since, unread, handler, is_closed)
                select '{organisation}', case n when 1 then '{open.Value}' else gen_random_uuid() end, gen_random_uuid(), '{member}', 'Client ' || n, '+2126' || lpad(n::text, 8, '0'), 'Bonjour', 'Text', 'Customer', gen_random_uuid(),
                    now() - n * interval '1 second', now() - n * interval '1 second', case when n % 10 = 0 then now() end, (n % 10 = 0)::int, case when n % 20 = 0 then '{member}'::uuid end, n % 2 = 1
                from generate_series(1, {conversations}) n
                """);
            await database.ExecuteAsync($"""
                insert into contacts (organisation_id, id, name, phone, created_at) select organisation_id, contact, name, phone, last_at from inbox
                """);
            await database.ExecuteAsync($"""
                insert into thread (organisation_id, message, conversation, channel, version, at, by, kind, text)
                select i.organisation_id, gen_random_uuid(), i.conversation, i.channel, m, i.last_at - m * interval '1 minute', case when m % 2 = 0 then 'Customer' else 'Member' end, 'Text',
                    'Bonjour, est-ce que la taille ' || 36 + m % 10 || ' du modèle ' || substr(i.conversation::text, 1, 6) || ' est encore disponible ?'
                from inbox i, generate_series(1, case i.conversation when '{open.Value}' then {PerConversation * 500} else {PerConversation} end) m
                """);
            await database.ExecuteAsync($"update thread set text = 'Un motif avec des girafes' where message = (select message from thread where conversation = '{open.Value}' and version = 3)");
            foreach (var table in (string[])["inbox", "contacts", "thread"]) await database.ExecuteAsync($"vacuum analyze {table}");
        }

        public async ValueTask DisposeAsync()
        {
            if (services is not null) await services.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
