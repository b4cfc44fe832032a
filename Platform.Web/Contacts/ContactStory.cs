using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Organisations;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>Everything that happened between a shop and a person, told from facts: days they wrote, orders, notes, tags, who answered, consent.</summary>
public sealed class ContactStory(Databases databases, Facts facts, OrderQueries orders, Colleagues colleagues)
{
    private const int MostSteps = 200, MostDays = 90, MostOrders = 50;

    /// <param name="What">A key of the texts: the fact's name, `Day` or `Order`.</param>
    /// <param name="Who">Who did it for the shop.</param>
    public sealed record Step(string What, DateTimeOffset At, string? Who = null, string? Detail = null, string? Href = null);

    private static readonly Type[] Told =
    [
        typeof(ConversationTakenOver), typeof(ConversationHandedBack), typeof(ConversationAssigned), typeof(ConversationTagged), typeof(ConversationUntagged), typeof(NoteWritten),
        typeof(ConversationClosed), typeof(ConversationReopened), typeof(ConversationEscalated), typeof(MessagesStopped), typeof(MessagesResumed), typeof(CustomerNamed),
    ];

    private static readonly string[] Consent = [FactTypes.NameOf(typeof(MessagesStopped)), FactTypes.NameOf(typeof(MessagesResumed))];

    /// <summary>The latest first.</summary>
    public async Task<List<Step>> OfAsync(OrganisationId organisation, ContactFile file, CancellationToken ct = default)
    {
        var place = await colleagues.AtAsync(organisation, ct);
        Guid[] streams = [.. file.Chats.Select(chat => chat.Conversation)];
        var steps = (await ReadAsync(organisation, streams, [.. Told.Select(FactTypes.NameOf)], ct)).ConvertAll(recorded => Of(recorded, place));
        steps.AddRange(await DaysAsync(organisation, streams, place.Zone, ct));
        foreach (var order in await orders.OfAsync(organisation, file.People, MostOrders, ct))
            steps.Add(new("Order", order.PlacedAt, Detail: $"{order.Number} · {Shared.MoneyText.Within(order.Of(order.Total))}", Href: $"commandes/{order.Id}"));

        steps.Add(new("Met", file.MetAt));
        return [.. steps.OrderByDescending(step => step.At)];
    }

    /// <summary>Every time the person said no or yes to messages they did not ask for, the latest first.</summary>
    public async Task<List<Step>> ConsentAsync(OrganisationId organisation, ContactFile file, CancellationToken ct = default)
    {
        var place = await colleagues.AtAsync(organisation, ct);
        return (await ReadAsync(organisation, [.. file.Chats.Select(chat => chat.Conversation)], Consent, ct)).ConvertAll(recorded => Of(recorded, place));
    }

    private async Task<List<Recorded<ConversationEvent>>> ReadAsync(OrganisationId organisation, Guid[] streams, string[] types, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select stream_id, version, type, data, timestamp, headers from mt_events
            where tenant_id = {organisation.ToString()} and stream_id = any({streams}) and type = any({types})
            order by timestamp desc, version desc limit {MostSteps}
            """);
        return [.. await facts.ReadAsync<ConversationEvent>(organisation, await batch.ListAsync(reader => StoredFacts.Read(reader), ct), ct)];
    }

    private static Step Of(Recorded<ConversationEvent> recorded, Colleagues.Place place)
    {
        var step = new Step(recorded.Fact.GetType().Name, recorded.At, WhoOf(recorded.By, place), Href: $"inbox/{recorded.Stream}");
        return recorded.Fact switch
        {
            ConversationAssigned e => step with { Detail = place.NameOf(e.To.Value) },
            ConversationTagged e => step with { Detail = e.Tag },
            ConversationUntagged e => step with { Detail = e.Tag },
            NoteWritten e => step with { Detail = e.Text.Text, Who = place.NameOf(e.By.Value) },
            ConversationTakenOver e => step with { Who = place.NameOf(e.By.Value) },
            CustomerNamed e => step with { Detail = e.Name.Text },
            ConversationEscalated e => step with { Detail = e.Summary.Text },
            _ => step,
        };
    }

    private static string? WhoOf(Actor by, Colleagues.Place place) => by switch
    {
        { Kind: ActorKind.Member, Id: { } member } => place.NameOf(member),
        { Kind: ActorKind.Assistant } => place.Assistant,
        _ => null,
    };

    private async Task<List<Step>> DaysAsync(OrganisationId organisation, Guid[] conversations, TimeZoneInfo zone, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            select conversation, max(at), count(*) from thread
            where organisation_id = {organisation.Value} and conversation = any({conversations}) and "by" <> 'Nobody'
            group by conversation, (at at time zone {zone.Id})::date order by 2 desc limit {MostDays}
            """);
        return await batch.ListAsync(row => new Step("Day", row.GetFieldValue<DateTimeOffset>(1), Detail: $"{row.GetInt64(2)}", Href: $"inbox/{row.GetGuid(0)}"), ct);
    }
}
