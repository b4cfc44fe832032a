using Platform.Integrations.Messaging;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>
/// Reads a kept webhook to its end: everything in it, each for the seller whose number it names.
/// Running it twice changes nothing, so a crash in the middle is only a delay.
/// </summary>
public sealed class ReadDelivery(KeptWebhooks kept, IEnumerable<IMessageChannel> channels, Arrivals arrivals, TodoWorker worker) : IErrand
{
    public const string Name = "read_delivery";

    /// <summary>Nobody waits for our own notes, and somebody does for the words: they go to the screens first.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(Guid subject, CancellationToken ct)
    {
        var (provider, body, door, received) = await kept.ReadAsync(subject, ct);
        var channel = channels.FirstOrDefault(c => c.Provider == provider) ?? throw new ParkException("provider_unknown");

        var (notes, people, readers) = (new List<KeptWebhooks.Note>(), new HashSet<KeptWebhooks.Named>(), new HashSet<Guid>());
        foreach (var inbound in channel.Read(body, door))
        {
            var outcome = await arrivals.UseAsync(provider, inbound, received, ct);
            if (outcome.Organisation is { } organisation) readers.Add(organisation.Value);
            if (outcome is { Organisation: { } of, Contact: { } contact }) people.Add(new(of.Value, contact.Value));
            if (outcome.Note is { } note) notes.Add(new(outcome.Organisation?.Value, inbound.Place, note));
        }

        if (worker.IsQuiet) await Task.Delay(Glance, ct);
        await kept.FinishAsync(new(subject, notes is [] ? "used" : "noted") { Readers = readers, People = people, Notes = notes }, ct);
    }
}
