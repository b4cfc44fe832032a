using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>Fees, days, the recap and the yes to it.</summary>
public sealed partial class SalesDesk
{
    private const int DaysOffered = 3, MostDaysAhead = 30;
    private static readonly TimeSpan LeastNotice = TimeSpan.FromHours(1);

    private DeskAnswer ZonesAndFees(Draft draft, string city)
    {
        var tongue = draft.Tongue!.Value;
        if (shop.Zones is []) return DeliveryInWords(draft, city);
        if (city.Length > 0)
        {
            return ZoneOf(CityNamed(city, draft) ?? city) is { } zone
                ? Done("zones_and_fees", draft, Reading(ZoneText(zone, tongue), ("delivers", true)))
                : Done("zones_and_fees", draft, Reading(Say.In(tongue, "zone.none", ("list", ZoneNames(tongue))), ("delivers", false)));
        }

        return Done("zones_and_fees", draft, Reading(string.Join('\n', shop.Zones.Select(zone => ZoneText(zone, tongue))), ("delivers", shop.Zones.Length > 0)));
    }

    /// <summary>A seller who has set no fees yet may have said in words where they deliver; else only they know.</summary>
    private DeskAnswer DeliveryInWords(Draft draft, string city) =>
        Knowledge(draft, $"livraison {city}") is { ForModel: var told } known && (bool?)told["known"] is true ? known : Escalate(draft, "question");

    private static string ZoneText(DeliveryZone zone, Tongue tongue)
    {
        var days = ("days", Say.Days(zone.MinDays, zone.MaxDays, tongue));
        return Join(
            zone.Fee.Minor == 0 ? Say.In(tongue, "zone.gratis", ("zone", zone.Name), days) : Say.In(tongue, "zone.fee", ("zone", zone.Name), ("fee", Say.Amount(zone.Fee, tongue)), days),
            zone is { Fee.Minor: > 0, FreeFrom: { } from } ? Say.In(tongue, "zone.from", ("amount", Say.Amount(from, tongue))) : null);
    }

    private string ZoneNames(Tongue tongue) => Enumerate(shop.Zones.Select(zone => zone.Name), tongue);

    private DeliveryZone? ZoneOf(string? city) => shop.ZoneOf(city);

    private DeskAnswer ProposeSlots(Draft draft)
    {
        var tongue = draft.Tongue!.Value;
        if (shop.Zones is []) return Escalate(draft, "question");
        if (ZoneOf(draft.Details.City) is not { } zone) return Refuse(draft, "propose_slots", "Ask for the city first.", Say.In(tongue, "ask.city"));

        var options = Options(draft, zone);
        if (options is []) return Done("propose_slots", draft, Reading(ZoneText(zone, tongue)));

        draft = draft with { Offered = [.. options], Asked = Question.Date };
        var list = string.Join('\n', options.Select((option, i) => $"{i + 1}. {When(option, tongue)}"));
        return Done("propose_slots", draft, Reading($"{Say.In(tongue, "ask.date")}\n{list}", ("options", options.Count)));
    }

    private List<string> Options(Draft draft, DeliveryZone zone)
    {
        var first = Earliest(zone);
        var days = draft.Details.Date is { } chosen ? [chosen] : Promised() is { } promised ? [promised] : Enumerable.Range(0, DaysOffered).Select(first.AddDays);
        return [.. days.SelectMany(day => (zone.Slots is [] ? [""] : SlotsOn(day, zone)).Select(slot => $"{day:yyyy-MM-dd}|{slot}")).Take(MostShown + 1)];
    }

    /// <summary>Of today, those that leave a courier the time to come.</summary>
    private IEnumerable<string> SlotsOn(DateOnly day, DeliveryZone zone) =>
        zone.Slots.Where(slot => day != customer.Today || SlotHours.Read(slot) is not { } hours || hours.Until - customer.Now >= LeastNotice && hours.Until > customer.Now);

    private static string When(string option, Tongue tongue)
    {
        var (day, slot) = Option(option);
        return slot.Length == 0 ? Say.Date(day, tongue) : $"{Say.Date(day, tongue)}{Say.Comma(tongue)}{slot}";
    }

    private static (DateOnly Day, string Slot) Option(string option) => (DateOnly.ParseExact(option[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), option[11..]);

    /// <summary>The hours that were chosen have passed since.</summary>
    private bool IsLate(OrderDetails details, DeliveryZone zone) => details is { Date: { } day, Slot: { } slot } && !SlotsOn(day, zone).Contains(slot);

    private DateOnly Earliest(DeliveryZone zone) =>
        customer.Today.AddDays(zone.MinDays == 0 && zone.Slots is not [] && !SlotsOn(customer.Today, zone).Any() ? 1 : zone.MinDays);

    private DateOnly? Promised() => customer.Promises.LastOrDefault(promise => promise.Delivery is { } day && day >= customer.Today)?.Delivery;

    private DeskAnswer ReadOut(Draft draft)
    {
        var tongue = draft.Tongue!.Value;
        if (Missing(draft) is [var first, ..] missing)
            return Refuse(draft, "recap", $"Still missing: {string.Join(", ", missing)}.", AskFor(draft, first));
        if (shop.Zones is []) return Escalate(draft, "question"); // Who says the fee is who can say the total.

        if (draft.IsDoubtful)
            return Refuse(draft with { Asked = Question.Doubt }, "recap", "The customer spoke of a change that was not noted. Ask what it is; once it is noted, or nothing is to change, set_detail doubt no.", Doubt(draft));

        switch (Compose(draft))
        {
            case { Recap: { } recap }:
                return Done("recap", draft with { Recap = recap, Asked = Question.Confirmation, Offered = [] }, Reading(recap.Text, ("id", recap.Id)));
            case { Gone: { } gone }:
                return Refuse(Without(draft, gone), "recap", "This line can no longer be had; offer another size, colour or product.", Join(
                    Say.In(tongue, "stock.no", ("what", gone.What)),
                    gone.SizesLeft is [] ? null : Say.In(tongue, "also.sizes", ("list", Enumerate(gone.SizesLeft, tongue)))));
            default:
                return Refuse(draft, "recap", "There is nothing to read out.", Say.In(tongue, "ask.product"));
        }
    }

    /// <summary>The order as prices, stock and fees stand at this moment.</summary>
    private (Recap? Recap, GoneLine? Gone) Compose(Draft draft)
    {
        var details = draft.Details;
        if (ZoneOf(details.City) is not { } zone) return default;

        var lines = ImmutableArray.CreateBuilder<RecapLine>();
        foreach (var (line, i) in details.Lines.Select((line, i) => (Settled(line), i)).OrderBy(placed => placed.Item1.Place))
        {
            if (shop.Catalogue[line.Product] is not { } product) return (null, new(i, "—", []));
            if (Wares.Matching(product, line.Size, line.Colour, line.Other).FirstOrDefault(variant => variant.Available >= line.Quantity && variant.Price.Currency == shop.Currency) is not { } variant)
                return (null, new(i, What(product, line.Size, line.Colour), Wares.SizesLeft(product, line.Colour, line.Other)));
            lines.Add(new(product.Id, variant.Id, Wares.Title(product), line.Size, line.Colour, line.Other, line.Quantity, wares.PriceOf(product, variant)));
        }

        if (lines.Count == 0) return default;
        var goods = new Money(lines.Sum(line => line.UnitPrice.Minor * line.Quantity), shop.Currency);
        var discount = DiscountOn(lines, details.Discount);
        var fee = zone.FeeFor(goods - discount);
        var total = goods - discount + fee;
        var filled = (IsLate(details, zone) ? details with { Date = null, Slot = null } : details) with { Name = NameOf(draft), Phone = PhoneOf(draft) };

        var text = RecapText(lines, zone, fee, discount, total, filled, draft.Tongue!.Value);
        return (new(IdOf(draft, text), lines.ToImmutable(), goods, fee, discount, total, filled, text), null);
    }

    /// <summary>In percent of what carries no promised price, rounded down to whole dirhams, francs or euros.</summary>
    private Money DiscountOn(IEnumerable<RecapLine> lines, int percent)
    {
        var goods = lines.Where(line => !wares.IsPromised(line.Product)).Sum(line => line.UnitPrice.Minor * line.Quantity);
        var whole = Money.Of(1, shop.Currency).Minor;
        return new(goods * Math.Min(percent, shop.Rules.MaximumDiscount) / 100 / whole * whole, shop.Currency);
    }

    private static string RecapText(IEnumerable<RecapLine> lines, DeliveryZone zone, Money fee, Money discount, Money total, OrderDetails details, Tongue tongue)
    {
        var quarter = details is { Address: { } street, Quarter: { } named } && Gazetteer.All.Names(street, named) ? null : details.Quarter;
        var address = string.Join(Say.Comma(tongue), new[] { details.Address, quarter, details.City }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase));
        return Say.FromTheRight(string.Join('\n', ((string?[])
        [
            Say.In(tongue, "recap.head"),
            .. lines.Select(line => $"• {line.Quantity} × {Say.Among(string.Join(", ", new[] { line.Title, line.Size, line.Colour, line.Other }.OfType<string>()), tongue)} : {Say.Amount(line.UnitPrice with { Minor = line.UnitPrice.Minor * line.Quantity }, tongue)}"),
            fee.Minor == 0 ? Say.In(tongue, "recap.gratis", ("zone", details.City!)) : Say.In(tongue, "recap.fee", ("zone", details.City!), ("fee", Say.Amount(fee, tongue))),
            discount.Minor == 0 ? null : Say.In(tongue, "recap.discount", ("percent", Say.Figure(details.Discount)), ("amount", Say.Amount(discount, tongue))),
            Say.In(tongue, "recap.total", ("total", Say.Amount(total, tongue))),
            Say.In(tongue, "recap.for", ("name", details.Name!), ("phone", details.Phone!)),
            Say.In(tongue, "recap.address", ("address", address)),
            Say.In(tongue, "recap.when", ("when", details.Date is { } day
                ? details.Slot is { } slot ? $"{Say.Date(day, tongue)}{Say.Comma(tongue)}{slot}" : Say.Date(day, tongue)
                : Say.Days(zone.MinDays, zone.MaxDays, tongue))),
            details.Note,
            Say.In(tongue, "recap.ask"),
        ]).OfType<string>()), tongue);
    }

    private static string IdOf(Draft draft, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{draft.Placed}\n{text}")))[..16];

    /// <summary>What the customer read last. "No problem, take your time" read out nothing else meanwhile, but only "go ahead" is clear enough behind it.</summary>
    private Line? LastRead => !Acceptance.SaysGoAhead(string.Join('\n', customer.Words)) ? customer.LastReply
        : customer.Said.LastOrDefault(line => line.By is Speaker.Member || line.By is Speaker.Assistant && !Say.IsCourtesy(line.Text));

    /// <summary>
    /// An order comes only from a recap that is unchanged, that was the last thing the customer read from us,
    /// and that they answered with a clear yes and nothing else.
    /// </summary>
    private DeskAnswer Confirm(Draft draft)
    {
        if (draft.Recap is not { } recap) return Refuse(draft, "confirm", "Nothing was read out since the last change. Call recap first and send its text.");
        if (LastRead is not { By: Speaker.Assistant } last || !last.Text.Contains(recap.Text, StringComparison.Ordinal))
            return Refuse(draft, "confirm", "The recap is not the last thing the customer read. Call recap and send its text unchanged.");
        var only = draft.Details.Lines is [var line] ? line : null;
        if (!Acceptance.Accepts(string.Join('\n', customer.Words), only?.Size, only?.Colour))
            return Refuse(draft, "confirm", "The customer's last words are not a clear yes. Answer them, then read out the recap again.");
        if (ZoneOf(draft.Details.City) is { } zone && IsLate(draft.Details, zone))
        {
            var others = ProposeSlots(draft.With(draft.Details with { Date = null, Slot = null }));
            return Refuse(others.Draft, "confirm", "The hours that were read out are over. Offer others, then read out the recap again.", others.Text);
        }

        if (Compose(draft with { Tongue = Spoken(recap) ?? draft.Tongue }) is not { Recap: { } now } || now.Total != recap.Total || !now.Lines.SequenceEqual(recap.Lines))
            return Refuse(draft with { Recap = null }, "confirm", "Price or stock has changed since. Call recap and send the new text.");

        return new("confirm", true, Reading(null, ("ready", recap.Id)), draft, new Deed.Place(recap));
    }

    private static Tongue? Spoken(Recap recap) => Tongues.All.Where(tongue => recap.Text.StartsWith(Say.In(tongue, "recap.head"), StringComparison.Ordinal)).Select(tongue => (Tongue?)tongue).FirstOrDefault();

    /// <summary>The order exists: tells the model so, and empties the draft.</summary>
    public static DeskAnswer Placed(Draft draft, string number)
    {
        var recap = draft.Recap ?? throw new InvalidOperationException("Only a recap can be placed");
        var text = Say.In(draft.Tongue ?? Tongue.French, "placed", ("number", number), ("total", Say.Amount(recap.Total, draft.Tongue ?? Tongue.French)), ("name", recap.Details.Name!));
        return new("confirm", true, Reading(text, ("placed", number)), draft.Done());
    }

    /// <summary>Somebody else took the last one between the recap and the yes.</summary>
    public DeskAnswer SoldOut(Draft draft, int line)
    {
        var lost = draft.Details.Lines[line];
        var product = shop.Catalogue[lost.Product];
        List<string> sizes = product is null ? [] : [.. Wares.SizesLeft(product, lost.Colour, lost.Other).Where(size => size != lost.Size)];
        var gone = new GoneLine(line, product is null ? "—" : What(product, lost.Size, lost.Colour), sizes);
        var tongue = draft.Tongue ?? Tongue.French;
        return new("confirm", false, Reading(
            Join(Say.In(tongue, "gone", ("title", gone.What)), sizes is [] ? null : Say.In(tongue, "also.sizes", ("list", Enumerate(sizes, tongue)))),
            ("ok", false), ("why", "The last one was sold to somebody else. Offer what is left.")), Without(draft, gone));
    }

    /// <summary>What cannot be had is no longer chosen: the size is asked again, or the line goes.</summary>
    private static Draft Without(Draft draft, GoneLine gone)
    {
        var line = draft.Details.Lines[gone.Line];
        var lines = line.Size is not null && gone.SizesLeft is not []
            ? draft.Details.Lines.SetItem(gone.Line, line with { Size = null })
            : draft.Details.Lines.RemoveAt(gone.Line);
        return draft.With(draft.Details with { Lines = lines }) with { Asked = lines.Length == draft.Details.Lines.Length ? Question.Size : Question.Product };
    }

    private sealed record GoneLine(int Line, string What, List<string> SizesLeft);
}
