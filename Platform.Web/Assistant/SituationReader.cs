using System.Collections.Immutable;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Orders;
using Platform.Web.Conversations;
using Platform.Web.Deliveries;
using Platform.Web.Orders;
using Platform.Web.Store;
using ThreadSpeaker = Platform.Web.Conversations.Speaker;

namespace Platform.Web.Assistant;

/// <summary>One customer at this moment, as the assistant may know them: their own words, their own orders.</summary>
public sealed class SituationReader(ThreadQueries threads, OrderQueries orders, DeliveryGlances deliveries, PaymentLinks links, HeardFiles files, TimeProvider clock)
{
    private const int LinesRead = 40;

    /// <param name="withFiles">Also what the customer showed or said aloud since the shop's last word.</param>
    public async Task<(Situation Customer, ContactId Contact)> ReadAsync(
        OrganisationId organisation, ConversationId conversation, ShopBook.Page page, Draft draft, bool withFiles, CancellationToken ct)
    {
        var (row, messages, _) = await threads.OpenAsync(organisation, conversation, reader: null, LinesRead, ct);
        if (row is null) throw new ParkException("conversation_missing");

        var contact = new ContactId(row.Contact);
        var own = await orders.OfAsync(organisation, contact, ct: ct);
        var parcels = await deliveries.OfAsync(organisation, [.. own.Select(order => order.Id)], ct);
        var here = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), page.Zone).DateTime;
        var spoken = messages.OrderBy(line => line.Version).Where(IsSpoken).ToList();
        var enclosed = withFiles ? await files.OfAsync(organisation, spoken, ct) : null;
        var lines = spoken.Select(line => new Line(SpeakerOf(line.By), WordsOf(line), enclosed?.GetValueOrDefault(line.Message))).ToImmutableArray();
        return (new Situation(DateOnly.FromDateTime(here), lines)
        {
            Now = TimeOnly.FromDateTime(here),
            Name = row.Name,
            Phone = PhoneNumber.TryParse(row.Phone, country: null, out var phone) ? phone : null,
            Promises = PromiseReader.Of(page.Shop, draft, SaidByPeople(messages).Select(line => (line.Text, DayOf(line.At, page.Zone)))),
            Ways = own.Exists(order => order.Due().Minor > 0) ? await links.WaysAsync(organisation, page.Shop.Currency, ct) : [],
            Orders = [.. own.AsEnumerable().Reverse().Select(order => Known(order, parcels.GetValueOrDefault(order.Id)))],
        }, contact);
    }

    /// <summary>The parcel knows better than the order when it comes and with whom.</summary>
    private static OwnOrder Known(OrderRow order, DeliveryGlance? parcel) => new(
        order.Number, StageOf(order.Status), parcel?.Date ?? order.Date, parcel?.Courier, parcel?.Tracking, order.Due() is { Minor: > 0 } due ? due : null);

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
        ThreadSpeaker.Assistant or ThreadSpeaker.Shop => Domain.Assistant.Speaker.Assistant,
        _ => Domain.Assistant.Speaker.Member,
    };

    /// <summary>A picture without words says nothing a text model could read.</summary>
    private static string WordsOf(ThreadRow line) => line.Text;

    private static OrderStage StageOf(OrderStatus status) => status switch
    {
        OrderStatus.Confirmed => OrderStage.Confirmed,
        OrderStatus.Preparing => OrderStage.Preparing,
        OrderStatus.Ready => OrderStage.Ready,
        OrderStatus.InDelivery => OrderStage.InDelivery,
        OrderStatus.Delivered => OrderStage.Delivered,
        OrderStatus.Failed => OrderStage.Failed,
        OrderStatus.Cancelled => OrderStage.Cancelled,
        _ => OrderStage.Pending,
    };
}
