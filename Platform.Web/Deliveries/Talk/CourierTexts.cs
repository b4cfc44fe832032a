using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Integrations.Sms;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Talk;

/// <summary>
/// Texts and calls know a number and nothing of whose courier it is: one person may carry for several sellers.
/// An offer's own digits, or the call's own reference, say which is meant.
/// </summary>
public sealed class CourierTexts(
    PlatformDbs dbs, Databases databases, CourierAnswers answers, OrderQueries orders, DeliveryQueries deliveries, CourierBook book, Streams streams, TimeProvider clock)
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task HearAsync(TextNews news, CancellationToken ct)
    {
        switch (news)
        {
            case TextNews.Heard heard:
                await answers.HearTextAsync(await KnownAsync(heard.From, ct), heard.Id, heard.Text, ct);
                break;
            case TextNews.Report report:
                await NoteAsync(report, ct);
                break;
        }
    }

    /// <returns>What is said to whoever picked up; null when there is nothing to say.</returns>
    public async Task<VoiceLineWords?> TalkAsync(VoiceNews news, CancellationToken ct)
    {
        if (!Guid.TryParse(news.Reference, out var id) || await OfferAsync(id, ct) is not { } offer) return null;

        var organisation = new OrganisationId(offer.OrganisationId);
        if (await deliveries.FindAsync(organisation, new(offer.Delivery), ct) is not { } row || await book.FindAsync(organisation, new(offer.Courier), ct) is not { } courier) return null;
        if (news.Callee is { } callee && callee.Value != courier.Phone) return null;

        VoiceLineWords Say(string word, bool waits = false, params object[] values) => new(CourierWords.In(courier.Language, word, values), courier.Language, waits);
        switch (news.Key)
        {
            case "1":
                await streams.HandleAsync(row.Key, new AcceptOffer(new(offer.Id), courier.Key), Actor.System(organisation), ct);
                return Say((await deliveries.FindAsync(organisation, row.Key, ct))?.Courier == courier.Id ? "call.yours" : "call.late");
            case "2":
                await streams.HandleAsync(row.Key, new RefuseOffer(new(offer.Id), courier.Key), Actor.System(organisation), ct);
                return Say("call.refused");
            case null when await orders.FindAsync(organisation, new OrderId(row.OrderId), ct) is { } order:
                return Say("call.offer", waits: true, CourierWords.Area(order), CourierWords.Amount(new(courier.Fee, row.Currency), courier.Language));
            default:
                return Say("call.again", waits: true);
        }
    }

    private async Task<List<CourierRow>> KnownAsync(PhoneNumber phone, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<CourierRow>().AsNoTracking().Where(row => row.Phone == phone.Value).ToListAsync(ct);
    }

    private async Task<OfferRow?> OfferAsync(Guid id, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<OfferRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
    }

    /// <summary>A report may overtake the answer that tells us the message's id; it waits a moment for it.</summary>
    private async Task NoteAsync(TextNews.Report report, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts && !await IsNotedAsync(report, ct); attempt++) await Task.Delay(Pause, clock, ct);
    }

    /// <summary>Only ever forward; an offer that could not be brought to the phone is lost, and the next is asked.</summary>
    private async Task<bool> IsNotedAsync(TextNews.Report report, CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            update courier_messages set
                state = case when state in ('Sending', 'Sent', 'Unknown') then {report.State.ToString()} else state end,
                problem = coalesce(problem, {report.Reason}::text)
            where provider_message = {report.Id} and way <> {nameof(ContactWay.WhatsApp)}
            returning organisation_id, delivery, offer
            """);
        var known = await batch.ListAsync(row => (Organisation: row.GetGuid(0), Delivery: row.IsDBNull(1) ? default : row.GetGuid(1), Offer: row.IsDBNull(2) ? default : row.GetGuid(2)), ct);
        foreach (var (organisation, delivery, offer) in known)
            if (report.State is TextState.Failed && offer != Guid.Empty)
                await streams.HandleAsync(new DeliveryId(delivery), new LoseOffer(new(offer), report.Reason ?? "refused"), Actor.System(new(organisation)), ct);
        return known is not [];
    }
}
