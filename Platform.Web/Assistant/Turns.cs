using System.Diagnostics;
using System.Text.Json;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>
/// One look at a chat and what comes of it: the model talks to the desk, the reply is checked against the record,
/// and all of it is recorded in one decision, or none of it when the chat moved on.
/// </summary>
public sealed class Turns(
    Streams streams, ShopBook shops, SituationReader situations, Models models, OrderDesk orders, PaymentLinks links, TimeProvider clock)
{
    public async Task TakeAsync(OrganisationId organisation, ConversationId conversation, Conversation state, CancellationToken ct)
    {
        var by = new Actor(organisation, ActorKind.Assistant);
        var page = await shops.OpenAsync(organisation);
        if (!page.Settings.IsOn) return;

        var started = Stopwatch.GetTimestamp();
        var draft = Drafted(state);
        var (customer, contact) = await situations.ReadAsync(organisation, conversation, page, draft, withFiles: models.CanLookAndListen, ct);
        var talk = await models.TalkAsync(
            organisation, page, customer, draft,
            new(recap => orders.PlaceAsync(by, conversation, contact, recap, draft.Placed, ct), order => links.GiveAsync(by, contact, order, ct)), ct);
        var thought = Stopwatch.GetElapsedTime(started);

        var reply = new MessageId(Guid.CreateVersion7());
        Personal Said(string text) => new(contact.Value, text);
        var turn = new TakeTurn(
            state.Heard,
            reply,
            Said(talk.Text),
            Said(JsonSerializer.Serialize(talk.Draft, FactTypes.Json)),
            talk.HandOver is { } over ? new Escalation(over.Reason, Said(over.Note)) : null,
            talk.Stops ? state.Last : null);
        var record = new AssistantTurn(
            organisation.Value, reply.Value, conversation.Value, clock.GetUtcNow(), talk.Outcome, talk.Model, string.Join(' ', talk.Tools),
            talk.InputTokens, talk.OutputTokens, talk.CostMicros, (int)thought.TotalMilliseconds, talk.Dropped, null, null);
        await streams.HandleAsync(conversation, turn, by, beside: batch => TurnRecords.Add(batch, record), ct);
    }

    /// <summary>An order whose turn was dropped has emptied its draft all the same.</summary>
    public static Draft Drafted(Conversation state)
    {
        var draft = state.Draft is { IsErased: false, Text: { Length: > 0 } kept } ? JsonSerializer.Deserialize<Draft>(kept, FactTypes.Json) ?? Draft.Empty : Draft.Empty;
        while (draft.Placed < state.Orders.Count) draft = draft.Done();
        return draft;
    }
}
