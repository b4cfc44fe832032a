using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Assistant;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Orders;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Deliveries.Talk;

/// <summary>The customer hears how their order fares, in the words they use themselves.</summary>
public sealed class TellCustomer(
    DeliveryQueries deliveries, OrderQueries orders, CourierBook book, DeliveryLinks links, NextHours next, ShopBook shops, ShopVoice voice, ChannelDesk channels, TimeProvider clock) :
    IReaction<CourierAssigned>, IReaction<SellerTookDelivery>, IReaction<ServiceBooked>, IReaction<ParcelOnTheWay>, IReaction<ParcelDelivered>,
    IReaction<DeliveryAttemptFailed>, IReaction<DeliveryRescheduled>
{
    public Task ReactAsync(Recorded<CourierAssigned> recorded, CancellationToken ct) => TellAsync(recorded, "delivery.courier", ct);
    public Task ReactAsync(Recorded<SellerTookDelivery> recorded, CancellationToken ct) => TellAsync(recorded, "delivery.shop", ct);
    public Task ReactAsync(Recorded<ServiceBooked> recorded, CancellationToken ct) => TellAsync(recorded, "delivery.service", ct);
    public Task ReactAsync(Recorded<ParcelOnTheWay> recorded, CancellationToken ct) => TellAsync(recorded, "delivery.on_the_way", ct);
    public Task ReactAsync(Recorded<ParcelDelivered> recorded, CancellationToken ct) => TellAsync(recorded, "delivery.delivered", ct);
    public Task ReactAsync(Recorded<DeliveryRescheduled> recorded, CancellationToken ct) => TellAsync(recorded, "delivery.rescheduled", ct);

    public Task ReactAsync(Recorded<DeliveryAttemptFailed> recorded, CancellationToken ct) =>
        TellAsync(recorded, recorded.Fact.Attempt < Delivery.MostAttempts ? "delivery.failed" : "delivery.failed.last", ct);

    /// <summary>A delivery service has its own way of coming again: nothing is proposed that it would not keep.</summary>
    private static string KeyOf(DeliveryRow row, string key) => (key, row.Service) switch
    {
        ("delivery.on_the_way", not null) => "delivery.on_the_way.service",
        ("delivery.on_the_way", _) when row.Courier is null => "delivery.on_the_way.shop",
        ("delivery.failed" or "delivery.failed.last", not null) => "delivery.failed.service",
        _ => key,
    };

    private async Task TellAsync<TFact>(Recorded<TFact> recorded, string key, CancellationToken ct)
    {
        var organisation = recorded.Organisation;
        if (await deliveries.FindAsync(organisation, new(recorded.Stream), ct) is not { Stage: not DeliveryStage.Cancelled } row || await orders.FindAsync(organisation, new OrderId(row.OrderId), ct) is not { } order) return;

        var tongue = row.Conversation is { } chat ? await voice.TongueAsync(organisation, new(chat), ct) : Tongue.French;
        var said = KeyOf(row, key);
        var text = await TextAsync(organisation, row, said, tongue, ct);
        var notice = new ShopNotice($"{recorded.Stream:N} {recorded.Version}", text, new TemplateWish(ReadyTemplates.Delivery, tongue.Code(), [text]))
        {
            Offers = said is "delivery.failed" ? await OffersAsync(organisation, row, tongue) : null,
        };
        if (row.Conversation is { } conversation) await voice.TellAsync(organisation, new ConversationId(conversation), notice, ct);
        else if (PhoneNumber.TryParse(order.Phone, country: null, out var phone) && await channels.DefaultAsync(organisation, ct) is { } channel)
            await voice.TellAsync(organisation, new(channel.Id), phone.Value, notice, ct);
    }

    private async Task<string> TextAsync(OrganisationId organisation, DeliveryRow row, string key, Tongue tongue, CancellationToken ct)
    {
        var courier = row.Courier is { } id ? await book.FindAsync(organisation, new(id), ct) : null;
        var link = links.TrackingOf(organisation, row.Key);
        var page = await shops.OpenAsync(organisation);
        var text = Say.In(
            tongue, key,
            ("number", row.Number), ("when", When(row, tongue, page.Zone)), ("courier", courier?.Name ?? row.ServiceCourier ?? row.ServiceName ?? page.Shop.Name), ("phone", courier?.Phone ?? row.ServicePhone ?? ""), ("code", row.Code), ("link", link));
        return key is "delivery.courier" or "delivery.on_the_way" or "delivery.on_the_way.shop" or "delivery.on_the_way.service" or "delivery.service" && row.ToCollect > 0 ? $"{text}\n{Say.In(tongue, "delivery.cash", ("amount", Say.Amount(row.Due, tongue)))}" : text;
    }

    private async Task<IReadOnlyList<PressedButton>> OffersAsync(OrganisationId organisation, DeliveryRow row, Tongue tongue) =>
    [
        .. (await next.ForAsync(organisation, row.City)).Select(choice => new PressedButton(
            CoursePress.Of(CourseVerb.Reschedule, row.Key, $"{choice.Date:yyyy-MM-dd}|{choice.Slot}"), Short(choice, tongue))),
    ];

    /// <summary>A button holds twenty letters.</summary>
    private static string Short(NextHours.Choice choice, Tongue tongue)
    {
        var text = $"{Say.Date(choice.Date, tongue)} {choice.Slot}".Trim();
        return text.Length <= 20 ? text : $"{choice.Date:dd/MM} {choice.Slot}".Trim();
    }

    private string When(DeliveryRow row, Tongue tongue, TimeZoneInfo zone)
    {
        if (row.Date is not { } date) return Say.In(tongue, "delivery.soon");

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var day = (date.DayNumber - today.DayNumber) switch
        {
            0 => Say.In(tongue, "delivery.today"),
            1 => Say.In(tongue, "delivery.tomorrow"),
            _ => Say.Date(date, tongue),
        };
        return row.Slot is { } slot ? $"{day} {slot}" : day;
    }
}
