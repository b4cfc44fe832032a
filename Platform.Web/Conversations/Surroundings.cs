using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Web.Assistant;
using Platform.Web.FollowUps;
using Platform.Web.Orders;

namespace Platform.Web.Conversations;

/// <summary>What there is to know beside a thread: the sale under way, why each answer was given, orders before it, the reminder that is planned.</summary>
public sealed record Surroundings(AssistantQueries.Sale Sale, List<OrderRow> Orders, FollowUpRow? Reminder);

public sealed class SurroundingsQueries(AssistantQueries assistant, OrderQueries orders, FollowUpDesk followUps)
{
    private const int MostOrders = 5;

    public async Task<Surroundings> OfAsync(OrganisationId organisation, InboxRow row, CancellationToken ct)
    {
        var conversation = new ConversationId(row.Conversation);
        return new(
            await assistant.SaleAsync(organisation, conversation, ct),
            await orders.OfAsync(organisation, new ContactId(row.Contact), MostOrders, ct),
            row is { IsClosed: false, Handler: null, Escalated: null, WaitingSince: null } ? await followUps.PlannedAsync(organisation, conversation, ct) : null);
    }
}
