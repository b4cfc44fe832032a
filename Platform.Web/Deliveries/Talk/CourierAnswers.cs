using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Talk;

/// <summary>What a courier writes or presses goes to their courses, and into no inbox.</summary>
public sealed class CourierAnswers(
    CourierBook book, DeliveryQueries deliveries, OfferQueries offers, CourierWords words, CourierPost post, ProofPhotos photos, Streams streams)
{
    private const int OffersRemembered = 20;

    /// <returns>Whether the sender is a courier of this seller.</returns>
    public async Task<bool> HearAsync(OrganisationId organisation, ChannelId channel, InboundMessage message, DateTimeOffset at, CancellationToken ct)
    {
        if (message.From.FirstOrDefault(address => address.Kind is AddressKind.Phone) is not { } phone || await book.ByPhoneAsync(organisation, phone.Value, ct) is not { } courier) return false;

        await book.HeardAsync(organisation, courier.Key, at, ct);
        var talk = new Talk(organisation, courier, message.ProviderMessage);
        await (message.Said switch
        {
            { Reaction: not null } => Task.CompletedTask,
            { Pressed: { } pressed } when CoursePress.Read(pressed.Id) is { } press => PressAsync(talk, press, ct),
            { Media: { Kind: MediaKind.Image } picture } => PhotoAsync(talk, channel, picture, ct),
            var said => ReadAsync(talk, said.Text.Trim(), ct),
        });
        return true;
    }

    /// <summary>A text message: the offer's digits say whose courier they are now; without any, whoever wrote last is meant.</summary>
    public async Task HearTextAsync(IReadOnlyList<CourierRow> known, string id, string text, CancellationToken ct)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        CourierRow? meant = null;
        foreach (var courier in known)
        {
            var talk = new Talk(new(courier.OrganisationId), courier, id);
            if (await AnsweredAsync(talk, text, digits, ct) is null) continue;
            meant = courier;
            break;
        }

        if ((meant ?? known.MaxBy(courier => courier.HeardAt ?? courier.CreatedAt)) is not { } who) return;
        await ReadAsync(new(new(who.OrganisationId), who, id), text.Trim(), ct);
    }

    private sealed record Talk(OrganisationId Organisation, CourierRow Courier, string Key)
    {
        public CourierId Who => Courier.Key;
    }

    /// <summary>Where a step is recorded its own news answers; only what records nothing is answered here.</summary>
    private async Task PressAsync(Talk talk, CoursePress press, CancellationToken ct)
    {
        if (await deliveries.FindAsync(talk.Organisation, press.Delivery, ct) is not { } row) return;
        switch (press)
        {
            case { Verb: CourseVerb.Accept, Offer: { } offer }:
                await AcceptAsync(talk, row, offer, ct);
                break;
            case { Verb: CourseVerb.Refuse, Offer: { } offer }:
                await RefuseAsync(talk, row, offer, ct);
                break;
            case { Verb: CourseVerb.GiveBack }:
                await DoAsync(talk, row, new GiveBack(talk.Who), "gave_back", ct);
                break;
            case { Verb: CourseVerb.PickUp }:
                await DoAsync(talk, row, new PickUpParcel(talk.Who), null, ct);
                break;
            case { Verb: CourseVerb.SetOut }:
                await DoAsync(talk, row, new SetOut(talk.Who), null, ct);
                break;
            case { Verb: CourseVerb.Deliver } when row.Courier == talk.Courier.Id:
                await SayAsync(talk, row, "ask_proof", ct, words.LinkOf(row, talk.Who));
                break;
            case { Verb: CourseVerb.WhyFailed } when row.Courier == talk.Courier.Id:
                await post.SendAsync(talk.Organisation, talk.Courier, CourierWords.AskWhyFailed($"answer {talk.Key}", talk.Courier, row), ct);
                break;
            case { Verb: CourseVerb.Fail } when Enum.TryParse<FailureReason>(press.What, out var reason):
                await DoAsync(talk, row, new FailAttempt(talk.Who, reason), null, ct);
                break;
            case { Verb: CourseVerb.Return }:
                await DoAsync(talk, row, new ReturnParcel(talk.Who), "returned", ct);
                break;
            default:
                await SayAsync(talk, row, "not_yours", ct);
                break;
        }
    }

    private async Task AcceptAsync(Talk talk, DeliveryRow row, OfferId offer, CancellationToken ct)
    {
        var decision = await streams.HandleAsync(row.Key, new AcceptOffer(offer, talk.Who), Actor.System(talk.Organisation), ct);
        if (decision.Facts is not []) return;

        var now = await deliveries.FindAsync(talk.Organisation, row.Key, ct) ?? row;
        await SayAsync(talk, now, now.Courier == talk.Courier.Id ? "already_yours" : "late", ct);
    }

    private async Task RefuseAsync(Talk talk, DeliveryRow row, OfferId offer, CancellationToken ct)
    {
        await streams.HandleAsync(row.Key, new RefuseOffer(offer, talk.Who), Actor.System(talk.Organisation), ct);
        await SayAsync(talk, row, row.Courier == talk.Courier.Id ? "already_yours" : "refused", ct);
    }

    private async Task DoAsync(Talk talk, DeliveryRow row, DeliveryCommand command, string? done, CancellationToken ct)
    {
        var decision = await streams.HandleAsync(row.Key, command, Actor.System(talk.Organisation), ct);
        if (decision.Refusal is not null) await SayAsync(talk, row, row.Courier == talk.Courier.Id ? "not_now" : "not_yours", ct);
        else if (decision.Facts is [WrongCodeGiven]) await SayAsync(talk, row, "wrong_code", ct);
        else if (done is not null) await SayAsync(talk, row, done, ct);
    }

    private async Task ReadAsync(Talk talk, string text, CancellationToken ct)
    {
        var carried = await deliveries.CarriedByAsync(talk.Organisation, talk.Who, ct);
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        if (digits.Length == 4 && carried.FirstOrDefault(row => row.Code == digits && row.HasLeftShop) is { } known) await DoAsync(talk, known, Coded(talk, digits), null, ct);
        else if (digits.Length == 4 && carried.FirstOrDefault(row => row.Stage is DeliveryStage.OnTheWay) is { } other) await DoAsync(talk, other, Coded(talk, digits), null, ct);
        else if (await AnsweredAsync(talk, text, digits, ct) is var (offer, isYes)) await AnswerAsync(talk, offer, isYes, ct);
        else await NoteAsync(talk, carried, text, ct);
    }

    private static DeliverParcel Coded(Talk talk, string code) => new(talk.Who, new(ProofKind.Code), code);

    /// <summary>By the offer's own digits; a bare yes or no is clear while there is one question only.</summary>
    private async Task<(OfferRow Offer, bool IsYes)?> AnsweredAsync(Talk talk, string text, string digits, CancellationToken ct)
    {
        var isNo = YesOrNo.Of(text) is false;
        var recent = await offers.ToAsync(talk.Organisation, talk.Who, OffersRemembered, ct);
        if (recent.Find(offer => OfferCode.Of(new(offer.Id)) == digits) is { } named) return (named, !isNo);
        return recent.FindAll(offer => offer.State is OfferState.Open) is [var only] && YesOrNo.Of(text) is { } said ? (only, said) : null;
    }

    private async Task AnswerAsync(Talk talk, OfferRow offer, bool isYes, CancellationToken ct)
    {
        if (await deliveries.FindAsync(talk.Organisation, new(offer.Delivery), ct) is not { } row) return;
        if (isYes) await AcceptAsync(talk, row, new(offer.Id), ct);
        else await RefuseAsync(talk, row, new(offer.Id), ct);
    }

    private async Task PhotoAsync(Talk talk, ChannelId channel, Attachment picture, CancellationToken ct)
    {
        var carried = await deliveries.CarriedByAsync(talk.Organisation, talk.Who, ct);
        if (carried.FindAll(row => row.Stage is DeliveryStage.OnTheWay) is not [var row]) await NoteAsync(talk, carried, "📷", ct);
        else if (await photos.BringAsync(talk.Organisation, channel, picture.Source, row.Key, ct) is { } file) await DoAsync(talk, row, new DeliverParcel(talk.Who, new(ProofKind.Photo, file)), null, ct);
        else await SayAsync(talk, row, "photo_lost", ct, words.LinkOf(row, talk.Who));
    }

    /// <summary>Anything else: the seller reads it beside the course, and the courier gets their courses.</summary>
    private async Task NoteAsync(Talk talk, List<DeliveryRow> carried, string text, CancellationToken ct)
    {
        if (carried is [var first, ..] && text.Length > 0)
            await streams.HandleAsync(first.Key, new NoteCourierWords(talk.Who, new(talk.Courier.Id, text)), Actor.System(talk.Organisation), ct);

        var list = string.Join('\n', carried.Select(row => $"{row.Number}: {words.LinkOf(row, talk.Who)}"));
        var said = carried is [] ? CourierWords.In(talk.Courier.Language, "course.none") : CourierWords.In(talk.Courier.Language, "course.list", list);
        await post.SendAsync(talk.Organisation, talk.Courier, new(CourierMessage.IdOf($"answer {talk.Key}"), "list", said), ct);
    }

    private Task<string?> SayAsync(Talk talk, DeliveryRow row, string word, CancellationToken ct, params object[] values) =>
        post.SendAsync(talk.Organisation, talk.Courier, CourierWords.Say($"answer {talk.Key}", talk.Courier, row, word, values), ct);
}

/// <summary>A bare yes or no, as couriers type it; null for anything else.</summary>
internal static class YesOrNo
{
    private static readonly HashSet<string> Yes = ["1", "oui", "ok", "okay", "yes", "d'accord", "daccord", "wakha", "waxa", "ah", "iyeh", "نعم", "واخا", "اه", "ايه", "موافق", "👍"];
    private static readonly HashSet<string> No = ["2", "non", "no", "nop", "nan", "la", "lla", "لا", "👎"];

    public static bool? Of(string text)
    {
        var word = Platform.Domain.Assistant.Understanding.Writing.Fold(text.Trim().TrimEnd('.', '!', ' '));
        var last = word.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var end] ? end : word;
        return Yes.Contains(last) ? true : No.Contains(last) ? false : null;
    }
}
