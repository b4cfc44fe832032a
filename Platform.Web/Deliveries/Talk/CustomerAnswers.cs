using System.Globalization;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Talk;

/// <summary>A customer pressed when to come again. Only their own parcel listens to them.</summary>
public sealed class CustomerAnswers(DeliveryQueries deliveries, PromisedHours hours, Streams streams)
{
    public async Task HearAsync(OrganisationId organisation, ConversationId conversation, ContactId contact, string? pressed, CancellationToken ct)
    {
        if (CoursePress.Read(pressed) is not { Verb: CourseVerb.Reschedule } press || Chosen(press.What) is not var (date, slot)) return;
        if (await deliveries.FindAsync(organisation, press.Delivery, ct) is not { } row || row.Contact != contact.Value) return;

        var command = new RescheduleDelivery(date, slot, await hours.EndAsync(organisation, date, slot));
        if ((await streams.HandleAsync(press.Delivery, command, Actor.System(organisation), ct)).Refusal is not null) return;

        // The delivery's own news is the answer: the assistant has nothing to add to it.
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        var settled = new TakeTurn(state.Heard, new(Guid.CreateVersion7()), new Personal(contact.Value, ""));
        await streams.HandleAsync(conversation, settled, new Actor(organisation, ActorKind.Assistant), ct);
    }

    private static (DateOnly Date, string? Slot)? Chosen(string what) =>
        what.Split('|', 2) is [var day, var slot] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (date, slot.Length > 0 ? slot : null)
            : null;
}
