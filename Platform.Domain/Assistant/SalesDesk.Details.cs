using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>Noting one detail of the order, or saying why not.</summary>
public sealed partial class SalesDesk
{
    private const int LongestName = 60, LongestAddress = 160, MostPieces = 99;

    private DeskAnswer SetDetail(Draft draft, string field, string value) => field switch
    {
        "cancel" => Noted(draft.With(draft.Details with { Lines = [], Discount = 0, Date = null, Slot = null, Note = null }) with { Offered = [], Wish = Wish.None, Dropped = draft.Details.Lines is [] ? draft.Dropped : draft.Details.Lines }, say: null),
        "restore" => Noted(draft.With(draft.Details with { Lines = draft.Details.Lines is [] ? draft.Dropped : draft.Details.Lines }) with { Dropped = [] }),
        _ when value.Length == 0 && field is not ("discount" or "restore" or "doubt") => Refuse(draft, "set_detail", "A value is needed."),
        "product" or "add_product" => SetProduct(draft, value, field == "product"),
        "remove_product" => RemoveProduct(draft, value),
        "size" or "colour" or "other" => SetOption(draft, field, value),
        "quantity" => SetQuantity(draft, value),
        "city" => SetCity(draft, value),
        "quarter" => SetText(draft, value, LongestAddress, text => draft.Details with { Quarter = text }),
        "address" => SetText(draft, value, LongestAddress, text => draft.Details with { Address = text }),
        "note" => SetText(draft, value, LongestAddress, text => draft.Details with { Note = text }),
        "name" => IsName(value) ? Noted(draft.With(draft.Details with { Name = value })) : Refuse(draft, "set_detail", "That is no name of a person.", Say.In(draft.Tongue!.Value, "ask.name")),
        "phone" => PhoneNumber.TryParse(value, shop.Country, out var phone)
            ? Noted(draft.With(draft.Details with { Phone = phone.Value.Value }))
            : Refuse(draft, "set_detail", "That is no phone number.", Join(Say.In(draft.Tongue!.Value, "phone.broken"), Say.In(draft.Tongue!.Value, "ask.phone"))),
        "date" => SetDate(draft, value),
        "slot" => SetSlot(draft, value),
        "choice" => Choose(draft, value),
        "discount" => SetDiscount(draft, value),
        "doubt" => SetDoubt(draft, value is "yes"),
        _ => Refuse(draft, "set_detail", "There is no such field. Prices, fees and totals are never set."),
    };

    private DeskAnswer SetDoubt(Draft draft, bool isDoubtful)
    {
        if (!isDoubtful) return Noted(draft with { IsDoubtful = false });
        var isComplete = Missing(draft) is [];
        return Noted(draft with { IsDoubtful = true, Recap = null, Asked = isComplete ? Question.Doubt : draft.Asked }, Doubt(draft));
    }

    /// <summary>What stands in the order, and the question what of it is to change.</summary>
    private string Doubt(Draft draft) => Say.In(draft.Tongue!.Value, "doubt", ("lines", Enumerate(draft.Details.Lines.Select(Settled).OrderBy(line => line.Place)
        .Select(line => shop.Catalogue[line.Product] is { } product ? $"{line.Quantity} × {Say.Among(What(product, line.Size, line.Colour), draft.Tongue.Value)}" : null).OfType<string>(), draft.Tongue.Value)));

    private DeskAnswer SetProduct(Draft draft, string reference, bool isInstead)
    {
        if (isInstead && LineNamed(draft, reference) is { } spoken) return Noted(draft.With(draft.Details with { Lines = draft.Details.Lines.Remove(spoken).Add(spoken) }));
        if (ProductOf(draft, reference) is not { } product) return RefuseRef(draft, "set_detail");
        var tongue = draft.Tongue!.Value;
        if (!product.IsAvailable)
        {
            var (offered, text) = WithOthers(draft, product, Say.In(tongue, "soldout", ("title", Wares.Title(product))));
            return Refuse(offered, "set_detail", "This product is sold out; offer another.", text);
        }

        var before = isInstead ? draft.Current : null;
        if (before?.Product == product.Id) return Noted(draft);

        // Spoken of again, a product that is ordered already is the one that is being changed.
        if (isInstead && draft.Details.Lines.LastOrDefault(known => known.Product == product.Id) is { } ordered)
            return Noted(draft.With(draft.Details with { Lines = draft.Details.Lines.Remove(ordered).Add(ordered) }));

        var viewed = draft.Viewed.LastOrDefault(seen => seen.Product == product.Id);
        var size = (viewed?.Size ?? before?.Size ?? draft.Wish.Size) is { } wished ? Wares.SizeOf(product, wished) : null;
        if (size is not null && !Wares.SizesLeft(product, null, null).Contains(size)) size = null;
        var colour = (viewed?.Colour ?? before?.Colour ?? draft.Wish.Colour) is { } shade && Wares.ColoursOf(product, shade) is [var its] ? its : null;
        if (colour is not null && !Wares.ColoursLeft(product, size, null).Contains(colour)) colour = null;
        var line = new DraftLine(product.Id, size ?? Only(product.Sizes), colour ?? Only(product.Colours), Only(product.Others), before?.Quantity ?? draft.Wish.Quantity ?? 1)
        {
            Place = before?.Place ?? draft.Details.Lines.Select(other => other.Place).DefaultIfEmpty().Max() + 1,
        };

        var lines = isInstead && draft.Details.Lines is [.. var others, _] ? [.. others, line] : draft.Details.Lines.RemoveAll(other => other.IsSame(line)).Add(line);
        return Noted(draft.With(draft.Details with { Lines = lines }) with { Wish = Wish.None, Dropped = [] });
    }

    /// <summary>"P1/40/Noir": of several lines of one product, the one that is meant. A colour may hold a stroke too.</summary>
    private DraftLine? LineNamed(Draft draft, string reference) => reference.Split('/', 3) is [var named, var size, var colour]
        ? draft.Details.Lines.LastOrDefault(line => line.Product == ProductOf(draft, named)?.Id && Settled(line) is var known && (known.Size ?? "") == size && (known.Colour ?? "") == colour)
        : null;

    private DeskAnswer RemoveProduct(Draft draft, string reference)
    {
        if (LineNamed(draft, reference) is { } one) return Noted(draft.With(draft.Details with { Lines = draft.Details.Lines.Remove(one) }));
        if (ProductOf(draft, reference) is not { } product) return RefuseRef(draft, "set_detail");
        return Noted(draft.With(draft.Details with { Lines = draft.Details.Lines.RemoveAll(line => line.Product == product.Id) }));
    }

    private DeskAnswer SetOption(Draft draft, string field, string value)
    {
        var tongue = draft.Tongue!.Value;
        if (draft.Current is not { } line || shop.Catalogue[line.Product] is not { } product)
        {
            var wish = field switch { "size" => draft.Wish with { Size = value }, "colour" => draft.Wish with { Colour = value }, _ => draft.Wish };
            return Noted(draft with { Wish = wish });
        }

        switch (field)
        {
            case "size" when !product.Sizes.Any():
            case "colour" when !product.Colours.Any():
                return Refuse(draft, "set_detail", "This product has no such option.", AskNext(draft));
            case "size" when Wares.SizeOf(product, value) is not { } size || (line.Colour is null && !Wares.SizesLeft(product, null, line.Other).Contains(size)):
                // Their foot stays as large whichever shoe it will be.
                return RefuseOption(draft with { Wish = draft.Wish with { Size = SizeOfAny(value) } }, Say.In(tongue, Wares.SizeOf(product, value) is { } known ? "stock.no" : "size.none", ("title", Wares.Title(product)), ("what", What(product, Wares.SizeOf(product, value), line.Colour))), Wares.SizesLeft(product, line.Colour, line.Other), []);
            case "size":
                return SetOnLine(draft, product, line with { Size = Wares.SizeOf(product, value) });
            case "colour":
                var colours = Wares.ColoursOf(product, value);
                if (colours.Count > 1 && colours.Where(colour => Wares.ColoursLeft(product, line.Size, line.Other).Contains(colour)).ToList() is { Count: 1 } left) colours = left;
                return colours switch
                {
                    [] when EachOf(product, value) is [_, _, ..] each => Refuse(draft with { Asked = Question.Colour }, "set_detail", "Each exists, and none that is both; ask which.", Say.In(tongue, "ask.colour", ("list", Enumerate(each, tongue)))),
                    [] => RefuseOption(draft, Say.In(tongue, "colour.none", ("title", Wares.Title(product))), [], Wares.ColoursLeft(product, line.Size, line.Other)),
                    [var colour] => SetOnLine(draft, product, line with { Colour = colour }),
                    _ => Refuse(draft with { Asked = Question.Colour }, "set_detail", "Several colours fit; ask which.", Say.In(tongue, "ask.colour", ("list", Enumerate(colours, tongue)))),
                };
            default:
                return Wares.OtherOf(product, value) is { } other
                    ? SetOnLine(draft, product, line with { Other = other })
                    : Refuse(draft, "set_detail", "This product has no such option.", AskNext(draft));
        }
    }

    /// <summary>"black blue", of an article that comes in black and in blue.</summary>
    private static List<string> EachOf(Product product, string value) =>
        value.Split(' ') is [_, _, ..] words && words.Select(word => Wares.ColoursOf(product, word)).ToList() is var found && found.TrueForAll(colours => colours.Count > 0) ? [.. found.SelectMany(colours => colours).Distinct()] : [];

    private DeskAnswer SetOnLine(Draft draft, Product product, DraftLine line)
    {
        var tongue = draft.Tongue!.Value;
        line = Wished(draft.Wish, product, line);
        var left = Wares.Matching(product, line.Size, line.Colour, line.Other).Where(variant => variant.Available > 0).ToList();
        if (left is [])
        {
            // "alors noire" after "plus de 42 en gris" still means the 42.
            var refused = draft with { Wish = draft.Wish with { Size = line.Size ?? draft.Wish.Size, Colour = line.Colour ?? draft.Wish.Colour } };
            return RefuseOption(refused, Say.In(tongue, "stock.no", ("what", What(product, line.Size, line.Colour))), Wares.SizesLeft(product, line.Colour, line.Other), Wares.ColoursLeft(product, line.Size, line.Other));
        }

        if (left.Max(variant => variant.Available) is var most && most < line.Quantity)
            return Refuse(draft.With(draft.Details with { Lines = draft.Details.Lines.SetItem(draft.Details.Lines.Length - 1, line with { Quantity = most }) }), "set_detail", "There are not as many left; the quantity was lowered.", Say.In(tongue, "stock.few", ("count", Say.Figure(most))));

        var fulfilled = draft with { Wish = draft.Wish with { Size = line.Size is null ? draft.Wish.Size : null, Colour = line.Colour is null ? draft.Wish.Colour : null } };
        return Noted(fulfilled.With(draft.Details with { Lines = draft.Details.Lines.SetItem(draft.Details.Lines.Length - 1, line) }), OnlyChoice(product, line, tongue));
    }

    private string? OnlyChoice(Product product, DraftLine line, Tongue tongue)
    {
        var only = (line.Size, line.Colour) switch { ({ }, null) => Settled(line).Colour, (null, { }) => Settled(line).Size, _ => null };
        return only is null ? null : Say.In(tongue, "only", ("what", What(product, line.Size, line.Colour)), ("choice", only));
    }

    /// <summary>What was wished for before fits now, where it did not then.</summary>
    private static DraftLine Wished(Wish wish, Product product, DraftLine line)
    {
        if (line.Size is null && wish.Size is { } said && Wares.SizeOf(product, said) is { } size && Wares.SizesLeft(product, line.Colour, line.Other).Contains(size)) line = line with { Size = size };
        if (line.Colour is null && wish.Colour is { } shade && Wares.ColoursOf(product, shade) is [var colour] && Wares.ColoursLeft(product, line.Size, line.Other).Contains(colour)) line = line with { Colour = colour };
        return line;
    }

    /// <summary>Only what some product comes in is a size; whatever else was put in its place is never told again.</summary>
    private string? SizeOfAny(string? said) => said is null ? null : shop.Catalogue.Products.Select(product => Wares.SizeOf(product, said)).FirstOrDefault(size => size is not null);

    private static DeskAnswer RefuseOption(Draft draft, string text, List<string> sizes, List<string> colours)
    {
        var tongue = draft.Tongue!.Value;
        var asked = colours is [] ? Question.Size : sizes is [] ? Question.Colour : draft.Asked;
        return Refuse(draft with { Asked = asked }, "set_detail", "Not to be had like this; offer what is left.", Join(
            text,
            sizes is [] ? null : Say.In(tongue, "also.sizes", ("list", Enumerate(sizes, tongue))),
            colours is [] ? null : Say.In(tongue, "also.colours", ("list", Enumerate(colours, tongue)))));
    }

    private DeskAnswer SetQuantity(Draft draft, string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || quantity is < 1 or > MostPieces)
            return Refuse(draft, "set_detail", $"A quantity is a number from 1 to {MostPieces}.");
        return draft.Current is { } line && shop.Catalogue[line.Product] is { } product
            ? SetOnLine(draft, product, line with { Quantity = quantity })
            : Noted(draft with { Wish = draft.Wish with { Quantity = quantity } });
    }

    private DeskAnswer SetCity(Draft draft, string value)
    {
        var tongue = draft.Tongue!.Value;
        var city = CityNamed(value, draft);
        var zone = ZoneOf(city ?? value);
        if (city is null && shop.Zones is []) return Refuse(draft, "set_detail", "No such city is known; ask again.", Say.In(tongue, "ask.city"));
        if (zone is null && shop.Zones is not [])
            return Refuse(draft, "set_detail", city is null ? "No such city is known; ask again." : "Nothing is delivered there.", Say.In(tongue, "zone.none", ("list", ZoneNames(tongue))));

        var name = city ?? zone!.Cities.First(named => Writing.Fold(named) == Writing.Fold(value));
        var quarter = Gazetteer.All.Find(value, shop.Country, draft.Details.City) is { IsQuarter: true } place ? place.Name : name == draft.Details.City ? draft.Details.Quarter : null;
        var address = name == draft.Details.City || draft.Details.City is null ? draft.Details.Address : null;
        return Noted(draft.With(draft.Details with { City = name, Quarter = quarter, Address = address, Slot = name == draft.Details.City ? draft.Details.Slot : null }));
    }

    private string? CityNamed(string value, Draft draft) => Gazetteer.All.Find(value, shop.Country, draft.Details.City) is { } place ? place.City ?? place.Name : null;

    private DeskAnswer SetText(Draft draft, string value, int longest, Func<string, OrderDetails> with)
    {
        if (value.Length > longest || Figures.IsLink(value) || Figures.Of(value).Any(figure => figure.Kind is FigureKind.Money or FigureKind.Percent) || Prompts().IsMatch(value))
            return Refuse(draft, "set_detail", "Not a place or a note: too long, or with an amount or a link in it.", AskNext(draft));
        return Noted(draft.With(with(value.Replace('\n', ' '))));
    }

    /// <summary>A name goes into texts we answer for, so it holds letters only.</summary>
    private static bool IsName(string value) =>
        value.Length is >= 2 and <= LongestName && value.Split(' ').Length <= 5
        && value.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '’' or '.' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
        && !Figures.IsLink(value) && Figures.Of(value).Count == 0 && Figures.ClaimsStock(value) is null && !Figures.ClaimsFree(value) && !Prompts().IsMatch(value);

    private DeskAnswer SetDate(Draft draft, string value)
    {
        var tongue = draft.Tongue!.Value;
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Refuse(draft, "set_detail", "A date is written yyyy-MM-dd.");
        if (shop.Zones is []) return Escalate(draft, "question");
        if (ZoneOf(draft.Details.City) is not { } zone) return Refuse(draft, "set_detail", "The city comes first; it decides how soon.", Say.In(tongue, "ask.city"));
        if (day < Earliest(zone) && day != Promised())
            return Refuse(draft, "set_detail", $"Too early: the earliest is {Earliest(zone):yyyy-MM-dd}.", Say.In(tongue, "date.early", ("date", Say.Date(Earliest(zone), tongue))));
        if (day > customer.Today.AddDays(MostDaysAhead)) return Refuse(draft, "set_detail", "Too far ahead.", AskNext(draft));

        return Noted(draft.With(draft.Details with { Date = day, Slot = draft.Details.Slot is { } slot && SlotsOn(day, zone).Contains(slot) ? slot : Only([.. SlotsOn(day, zone)]) }));
    }

    /// <summary>Takes the slot as the seller writes it, or a part of the day, or an hour.</summary>
    private DeskAnswer SetSlot(Draft draft, string value)
    {
        if (shop.Zones is []) return Escalate(draft, "question");
        if (ZoneOf(draft.Details.City) is not { } zone) return Refuse(draft, "set_detail", "The city comes first.", Say.In(draft.Tongue!.Value, "ask.city"));
        var slots = draft.Details.Date is { } day ? [.. SlotsOn(day, zone)] : zone.Slots;
        if (slots.FirstOrDefault(slot => Writing.Fold(slot) == Writing.Fold(value) || Includes(slot, value)) is not { } chosen)
            return Refuse(draft, "set_detail", $"The slots are: {string.Join(", ", slots)}.");
        return Noted(draft.With(draft.Details with { Slot = chosen, Date = draft.Details.Date ?? (value == "any" ? Earliest(zone) : null) }));
    }

    private static bool Includes(string slot, string part)
    {
        var hours = Tokens.Of(slot).All.Where(token => token.IsNumber).Select(token => int.Parse(token.Word.Split('.')[0], CultureInfo.InvariantCulture)).ToList();
        if (hours is not [var from, var to, ..]) return part == "any";
        return part switch
        {
            "any" => true,
            "morning" => from < 12,
            "noon" => from <= 12 && to > 12,
            "afternoon" => from is >= 12 and < 17,
            "evening" => from >= 16 || to >= 18,
            _ => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && from <= hour && hour < to,
        };
    }

    private DeskAnswer Choose(Draft draft, string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > draft.Offered.Length)
            return Refuse(draft, "set_detail", $"There were {draft.Offered.Length} choices.");

        var offered = draft.Offered[number - 1];
        if (offered[0] == 'P') return SetProduct(draft with { Offered = [] }, offered, isInstead: true);

        var (day, slot) = Option(offered);
        return Noted(draft.With(draft.Details with { Date = day, Slot = slot.Length == 0 ? null : slot }) with { Offered = [] });
    }

    /// <summary>The rules grant; the customer only asks.</summary>
    private DeskAnswer SetDiscount(Draft draft, string value)
    {
        var tongue = draft.Tongue!.Value;
        var most = shop.Rules.MaximumDiscount;
        var asked = int.TryParse(value.TrimEnd('%', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : most;
        if (most <= 0) return Refuse(draft, "set_detail", "This seller grants no discount.", Say.In(tongue, "discount.no"));
        if (draft.Details.Lines.All(line => wares.IsPromised(line.Product)) && draft.Details.Lines is not []) return Refuse(draft, "set_detail", "A price was promised already; nothing comes off it.", Say.In(tongue, "discount.no"));
        if (draft.Details.Discount >= most) return Refuse(draft, "set_detail", $"At most {most} %, which is granted already.", Say.In(tongue, "discount.had", ("percent", Say.Figure(most))));
        if (asked > most) return Refuse(draft, "set_detail", $"At most {most} %.", Say.In(tongue, "discount.no"));

        return Noted(draft.With(draft.Details with { Discount = Math.Max(asked, 1) }), Say.In(tongue, "discount.yes", ("percent", Say.Figure(Math.Max(asked, 1)))));
    }

    private static string? Only(IEnumerable<string> choices) => choices.Take(2).ToList() is [var one] ? one : null;

    [GeneratedRegex(@"\b(system|prompt|instruction|ignore|assistant|admin(?!istrati)|developer)", RegexOptions.IgnoreCase)]
    private static partial Regex Prompts();
}
