using System.Collections.Immutable;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Orders;
using Platform.Web.Conversations;
using Platform.Web.Orders;
using Platform.Web.Store;
using ThreadSpeaker = Platform.Web.Conversations.Speaker;

namespace Platform.Web.Assistant;

/// <summary>One customer at this moment, as the assistant may know them: their own words, their own orders.</summary>
public sealed class SituationReader(ThreadQueries threads, OrderQueries orders, TimeProvider clock)
{
    private const int LinesRead = 40;

    public async Task<(Situation Customer, ContactId Contact)> ReadAsync(
        OrganisationId organisation, ConversationId conversation, ShopBook.Page page, Draft draft, CancellationToken ct)
    {
        var (row, messages, _) = await threads.OpenAsync(organisation, conversation, reader: null, LinesRead, ct);
        if (row is null) throw new ParkException("conversation_missing");

        var contact = new ContactId(row.Contact);
        var own = await orders.OfAsync(organisation, contact, ct: ct);
        var today = DayOf(clock.GetUtcNow(), page.Zone);
        var lines = messages.OrderBy(line => line.Version).Where(IsSpoken).Select(line => new Line(SpeakerOf(line.By), WordsOf(line))).ToImmutableArray();
        return (new Situation(today, lines)
        {
            Name = row.Name,
            Phone = PhoneNumber.TryParse(row.Phone, country: null, out var phone) ? phone : null,
            Promises = PromiseReader.Of(page.Shop, draft, SaidByPeople(messages).Select(line => (line.Text, DayOf(line.At, page.Zone)))),
            Orders = [.. own.AsEnumerable().Reverse().Select(order => new OwnOrder(order.Number, StageOf(order.Status), order.Date))],
        }, contact);
    }

    /// <summary>An order settles what was promised before it.</summary>
    private static IEnumerable<ThreadRow> SaidByPeople(IEnumerable<ThreadRow> messages) => messages
        .OrderByDescending(line => line.Version)
        .TakeWhile(line => line.Kind is not ThreadKind.OrderTaken)
        .Where(line => line.By is ThreadSpeaker.Member && IsSpoken(line))
        .Reverse();

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>What the customer never got was never said.</summary>
    private static bool IsSpoken(ThreadRow line) => line.By is not ThreadSpeaker.Nobody && line.State is not (ReplyState.Failed or ReplyState.Withdrawn or ReplyState.Scheduled or ReplyState.Held);

    private static Domain.Assistant.Speaker SpeakerOf(ThreadSpeaker by) => by switch
    {
        ThreadSpeaker.Customer => Domain.Assistant.Speaker.Customer,
        ThreadSpeaker.Assistant => Domain.Assistant.Speaker.Assistant,
        _ => Domain.Assistant.Speaker.Member,
    };

    /// <summary>A picture without words says nothing a text model could read.</summary>
    private static string WordsOf(ThreadRow line) => line.Text;

    private static OrderStage StageOf(OrderStatus status) => status switch
    {
        OrderStatus.Confirmed => OrderStage.Confirmed,
        OrderStatus.Cancelled => OrderStage.Cancelled,
        _ => OrderStage.Pending,
    };
}
