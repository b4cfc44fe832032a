using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Integrations.Messaging;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>
/// Reads a kept webhook to its end: everything in it, each for the seller whose number it names.
/// Running it twice changes nothing, so a crash in the middle is only a delay.
/// </summary>
public sealed class ReadDelivery(Databases databases, KeptWebhooks kept, IEnumerable<IMessageChannel> channels, Arrivals arrivals, TodoWorker worker) : IErrand
{
    public const string Name = "read_delivery";

    /// <summary>Nobody waits for our own notes, and somebody does for the words: they go to the screens first.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        var (provider, body, door, received) = await kept.ReadAsync(subject, ct);
        var channel = channels.FirstOrDefault(c => c.Provider == provider) ?? throw new ParkException("provider_unknown");

        var (notes, people) = (new List<Note>(), new HashSet<Person>());
        var organisations = new HashSet<Guid>();
        foreach (var inbound in channel.Read(body, door))
        {
            var outcome = await arrivals.UseAsync(provider, inbound, received, ct);
            if (outcome.Organisation is { } organisation) organisations.Add(organisation.Value);
            if (outcome is { Organisation: { } of, Contact: { } contact }) people.Add(new(of, contact));
            if (outcome.Note is { } note) notes.Add(new(outcome.Organisation, inbound.Place, note));
        }

        if (worker.IsQuiet) await Task.Delay(Glance, ct);
        await FinishAsync(subject, notes, people, organisations, ct);
    }

    private async Task FinishAsync(Guid delivery, List<Note> notes, HashSet<Person> people, HashSet<Guid> organisations, CancellationToken ct)
    {
        await Lease.HeldAsync();
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"update deliveries set read_at = now(), outcome = {(notes is [] ? "used" : "noted")} where id = {delivery}");
        batch.Add($"insert into delivery_readers (organisation_id, delivery) select o, {delivery} from unnest({organisations.ToArray()}) t(o) on conflict do nothing");
        foreach (var note in notes)
        {
            batch.Add($"""
                insert into delivery_notes (organisation_id, delivery, place, note) values ({note.Organisation?.Value}::uuid, {delivery}, {note.Place}, {note.What})
                on conflict do nothing
                """);
        }

        // So that erasing a person finds the raw request they stand in.
        batch.Add($"""
            insert into delivery_people (organisation_id, person, delivery)
            select o, p, {delivery} from unnest({people.Select(p => p.Organisation.Value).ToArray()}, {people.Select(p => p.Contact.Value).ToArray()}) t(o, p)
            on conflict do nothing
            """);
        await batch.RunAsync(ct);
    }

    private sealed record Person(OrganisationId Organisation, ContactId Contact);

    private sealed record Note(OrganisationId? Organisation, string Place, string What);
}
