using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Assistant;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Deliveries.Talk;
using Platform.Web.Orders;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Public;

/// <summary>What a courier typed and pressed on their page.</summary>
public sealed class CourseForm
{
    public string? Do { get; set; }
    public string? Code { get; set; }
    public IFormFile? Photo { get; set; }
    public string? Signature { get; set; }
    public string? TakenBy { get; set; }
    public string? Place { get; set; }
    public FailureReason Reason { get; set; }
    public string? Note { get; set; }
}

/// <summary>A courier's page of one delivery: the signed address is all they need, and it shows no more than their part.</summary>
public sealed class CourseDoor(
    DeliveryLinks links, DeliveryQueries deliveries, OfferQueries offers, OrderQueries orders, CourierBook book, CourierWords words, ShopBook shops, ProofPhotos photos, Streams streams, TimeProvider clock)
{
    private const string Picture = "data:image/png;base64,";
    private const int LongestWord = 200;

    public sealed record Course(DeliveryLinks.Course Link, DeliveryRow Row, CourierRow Courier, OrderRow Order, OfferRow? Offer, bool WasAsked, bool TakesCode, string Shop, string When, string Until)
    {
        public bool IsMine => Row.Courier == Courier.Id;
        public bool IsOffered => Offer is not null && !IsMine;

        /// <summary>The customer is still to be met: only until then are they called, and asked for money.</summary>
        public bool IsUnderWay => Row.Stage is not (DeliveryStage.Delivered or DeliveryStage.Returned or DeliveryStage.Cancelled);

        public Money Fee => new(Courier.Fee, Row.Currency);
        public string Customer => Order.Name;
        public string? Phone => IsUnderWay ? Order.Phone : null;

        /// <summary>Until they have it, the quarter has to do.</summary>
        public string Where => Whereabouts.Line(IsMine ? Order.Address : null, Order.Quarter, Order.City);
    }

    public async Task<Course?> OpenAsync(string token, CancellationToken ct)
    {
        if (!links.TryReadCourse(token, out var link)) return null;
        if (await deliveries.FindAsync(link.Organisation, link.Delivery, ct) is not { } row || await book.FindAsync(link.Organisation, link.Courier, ct) is not { } courier) return null;
        if (await orders.FindAsync(link.Organisation, new OrderId(row.OrderId), ct) is not { } order) return null;

        var page = await shops.OpenAsync(link.Organisation);
        var asked = (await offers.OfAsync(link.Organisation, [row.Id], ct))[row.Id].Where(offer => offer.Courier == courier.Id).ToList();
        var now = clock.GetUtcNow();
        var open = asked.Find(offer => offer.State is OfferState.Open && offer.Until > now);
        var until = open is null ? "" : TimeZoneInfo.ConvertTime(open.Until, page.Zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var (state, _) = await streams.LoadAsync(link.Delivery, link.Organisation, ct);
        return new(link, row, courier, order, open, asked is not [], state.TakesCode, page.Shop.Name, words.When(row, Preferences.CurrentLanguage, page.Zone), until);
    }

    public async Task<(Refusal? Refusal, bool IsWrongCode)> DoAsync(Course course, CourseForm form, CancellationToken ct)
    {
        var who = course.Courier.Key;
        DeliveryCommand? command = form.Do switch
        {
            "accept" when course.Offer is { } offer => new AcceptOffer(new(offer.Id), who),
            "refuse" when course.Offer is { } offer => new RefuseOffer(new(offer.Id), who),
            "back" => new GiveBack(who),
            "pickup" => new PickUpParcel(who),
            "go" => new SetOut(who),
            "deliver" => await DeliverAsync(course, form, ct),
            "fail" => new FailAttempt(who, form.Reason, Words(course, form.Note)),
            "return" => new ReturnParcel(who),
            _ => null,
        };
        if (command is null) return (new("delivery.proof_missing"), false);

        var decision = await streams.HandleAsync(course.Link.Delivery, command, Actor.System(course.Link.Organisation), ct);
        return (decision.Refusal, decision.Facts is [WrongCodeGiven]);
    }

    /// <summary>The strongest proof that was given; one is needed.</summary>
    private async Task<DeliverParcel?> DeliverAsync(Course course, CourseForm form, CancellationToken ct)
    {
        var (who, place) = (course.Courier.Key, Words(course, form.Place));
        if (form.Code?.Trim() is { Length: > 0 } code) return new(who, new(ProofKind.Code, Place: place), code);
        if (form.Photo is { Length: > 0 and <= ProofPhotos.MostBytes } photo)
        {
            await using var content = photo.OpenReadStream();
            return await photos.KeepAsync(course.Link.Organisation, course.Link.Delivery, content, ct) is { } file ? new(who, new(ProofKind.Photo, file, Words(course, form.TakenBy), place)) : null;
        }

        if (Drawn(form.Signature) is { } drawing)
        {
            using var content = new MemoryStream(drawing);
            return await photos.KeepAsync(course.Link.Organisation, course.Link.Delivery, content, ct) is { } file ? new(who, new(ProofKind.Signature, file, Words(course, form.TakenBy), place)) : null;
        }

        return Words(course, form.TakenBy) is { } by ? new(who, new(ProofKind.Name, By: by, Place: place)) : null;
    }

    private static byte[]? Drawn(string? signature)
    {
        if (signature?.StartsWith(Picture, StringComparison.Ordinal) is not true) return null;
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64Chars(signature.AsSpan(Picture.Length), bytes, out var length) ? bytes[..length] : null;
    }

    /// <summary>What a courier says of a customer is the customer's, and goes with them.</summary>
    private static Personal? Words(Course course, string? text) =>
        text?.Trim() is { Length: > 0 } said ? new(course.Row.Contact, said.Length > LongestWord ? said[..LongestWord] : said) : null;
}
