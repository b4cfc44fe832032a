using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>The draft as the model sees it: what is known, what is missing, how to ask for it.</summary>
public sealed partial class SalesDesk
{
    private DeskAnswer SeeDraft(Draft draft, string ask)
    {
        draft = TakingUp(draft);
        var missing = Missing(draft);
        var asked = draft.Asked;
        if (Enum.TryParse<Question>(ask, ignoreCase: true, out var next)) draft = draft with { Asked = next };

        var state = State(draft, missing);
        state["asked"] = asked?.ToString();
        state["heard"] = customer.LastReply is null ? "first" : "known";
        state["today"] = customer.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        state["country"] = shop.Country.Code;
        state["shop"] = shop.Name;
        state["agent"] = shop.Rules.Name;
        state["greeting"] = shop.Rules.Greeting is { } greeting && IsIn(greeting, draft.Tongue!.Value) ? greeting : null;
        state["tone"] = shop.Rules.Tone.ToString();
        state["offers"] = new JsonArray([.. draft.Offered.Select(offer => (JsonNode?)offer)]);
        state["orders"] = customer.Orders.Length;
        state["placed"] = draft.Placed;
        state["wished"] = SizeOfAny(draft.Wish.Size);
        state["unavailable"] = draft.Wish is { Size: not null } or { Colour: not null };
        state["dropped"] = draft.Dropped.Length;
        state["doubtful"] = draft.IsDoubtful;
        state["owes"] = Owed is not null;
        state["recapPending"] = draft.Recap is { } recap && LastRead is { } last && last.Text.Contains(recap.Text, StringComparison.Ordinal);
        state["subject"] = shop.Rules.EscalateOn.FirstOrDefault(subject => Names(subject));
        return Done("see_draft", draft, state);
    }

    /// <summary>Nobody is greeted in a language they did not write in.</summary>
    private static bool IsIn(string greeting, Tongue tongue) => Reader.TongueOf(greeting) is not { } written || written == tongue || written.IsArabicScript() && tongue.IsArabicScript();

    /// <summary>Whether the customer speaks of a subject that the seller keeps for people.</summary>
    private bool Names(string subject)
    {
        var words = Tokens.Of(string.Join('\n', customer.Words)).All.Select(token => token.Word).ToList();
        return Tokens.Of(subject).All.Where(token => token.Word.Length > 2) is var about && about.Any() && about.All(token => words.Any(word => Spelling.IsSame(word, token.Word)));
    }

    /// <summary>Where only one size or colour is left there is nothing to choose. It is not kept: another size may bring the choice back.</summary>
    private DraftLine Settled(DraftLine line) => shop.Catalogue[line.Product] is not { } product ? line : line with
    {
        Size = line.Size ?? Only(Wares.SizesLeft(product, line.Colour, line.Other)),
        Colour = line.Colour ?? Only(Wares.ColoursLeft(product, line.Size, line.Other)),
    };

    private DeskAnswer Noted(Draft draft, string? say = null)
    {
        var missing = Missing(draft);
        draft = draft with { Asked = missing is [var next, ..] ? Asking(next) : draft.Asked };
        var state = State(draft, missing);
        if (say is not null) state["text"] = say;
        return Done("set_detail", draft, state);
    }

    private JsonObject State(Draft draft, List<Detail> missing)
    {
        var tongue = draft.Tongue!.Value;
        var details = draft.Details;
        var known = new JsonObject
        {
            ["lines"] = new JsonArray([.. details.Lines.Select(line => (JsonNode?)LineOf(draft, Settled(line)))]),
            ["name"] = NameOf(draft),
            ["phone"] = PhoneOf(draft),
            ["city"] = details.City,
            ["quarter"] = details.Quarter,
            ["address"] = details.Address,
            ["date"] = details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["slot"] = details.Slot,
            ["discount"] = details.Discount,
        };
        return new()
        {
            ["ok"] = true,
            ["tongue"] = tongue.Code(),
            ["known"] = known,
            ["missing"] = new JsonArray([.. missing.Select(detail => (JsonNode?)detail.ToString())]),
            ["question"] = missing is [var next, ..] ? AskFor(draft, next) : null,
        };
    }

    private JsonObject LineOf(Draft draft, DraftLine line) => new()
    {
        ["product"] = RefOf(draft, line.Product),
        ["title"] = shop.Catalogue[line.Product] is { } product ? Wares.Title(product) : null,
        ["size"] = line.Size,
        ["colour"] = line.Colour,
        ["other"] = line.Other,
        ["quantity"] = line.Quantity,
        ["sizes"] = new JsonArray([.. (shop.Catalogue[line.Product]?.Sizes ?? []).Select(size => (JsonNode?)size)]),
        ["colours"] = new JsonArray([.. (shop.Catalogue[line.Product]?.Colours ?? []).Select(colour => (JsonNode?)colour)]),
    };

    /// <summary>What the order still needs, in the order in which to ask.</summary>
    private List<Detail> Missing(Draft draft)
    {
        var (missing, details) = (new List<Detail>(), draft.Details);
        if (details.Lines is []) missing.Add(Detail.Product);
        missing.AddRange(details.Lines.Reverse().SelectMany(Lacking));

        if (details.City is null) missing.Add(Detail.City);
        if (details.Address is null && (details.Quarter is null || shop.Country.Code is "MA" or "FR" or "BE")) missing.Add(Detail.Address);
        if (NameOf(draft) is null) missing.Add(Detail.Name);
        if (PhoneOf(draft) is null) missing.Add(Detail.Phone);
        if (ZoneOf(details.City) is { Slots.Length: > 0 } && details.Date is null && Promised() is null) missing.Add(Detail.Date);
        if (ZoneOf(details.City) is { Slots.Length: > 1 } && details.Slot is null) missing.Add(Detail.Slot);
        return [.. missing.Distinct()];
    }

    private IEnumerable<Detail> Lacking(DraftLine chosen)
    {
        var line = Settled(chosen);
        if (shop.Catalogue[line.Product] is not { } product) yield break;
        if (line.Size is null && product.Sizes.Any()) yield return Detail.Size;
        if (line.Colour is null && product.Colours.Any()) yield return Detail.Colour;
        if (line.Other is null && product.Others.Any()) yield return Detail.Other;
    }

    /// <summary>Once the last line lacks nothing, the customer was asked about an earlier one, and answers for that.</summary>
    private Draft TakingUp(Draft draft) =>
        draft.Current is { } current && !Lacking(current).Any() && draft.Details.Lines.LastOrDefault(line => Lacking(line).Any()) is { } open
            ? draft.With(draft.Details with { Lines = draft.Details.Lines.Remove(open).Add(open) })
            : draft;

    private string AskNext(Draft draft) => Missing(draft) is [var next, ..] ? AskFor(draft, next) : "";

    private string AskFor(Draft draft, Detail detail)
    {
        var tongue = draft.Tongue!.Value;
        var line = draft.Details.Lines.Reverse().FirstOrDefault(line => Lacking(line).Contains(detail)) is { } open ? Settled(open) : null;
        var product = line is null ? null : shop.Catalogue[line.Product];
        var question = (detail, product) switch
        {
            (Detail.Size, { } p) => Say.In(tongue, "ask.size", ("list", Enumerate(Wares.SizesLeft(p, line!.Colour, line.Other), tongue))),
            (Detail.Colour, { } p) => Say.In(tongue, "ask.colour", ("list", Enumerate(Wares.ColoursLeft(p, line!.Size, line.Other), tongue))),
            (Detail.Other, { } p) => Say.In(tongue, "ask.other", ("option", p.OtherOption ?? ""), ("list", Enumerate(Wares.OthersLeft(p, line!.Size, line.Colour), tongue))),
            (Detail.City, _) => Say.In(tongue, "ask.city"),
            (Detail.Address or Detail.Quarter, _) => Say.In(tongue, "ask.address"),
            (Detail.Name, _) => Say.In(tongue, "ask.name"),
            (Detail.Phone, _) => Say.In(tongue, "ask.phone"),
            (Detail.Date, _) => Say.In(tongue, "ask.date"),
            (Detail.Slot, _) => Say.In(tongue, "ask.slot"),
            (Detail.Quantity, _) => Say.In(tongue, "ask.quantity"),
            _ => Say.In(tongue, "ask.product"),
        };
        return product is not null && draft.Details.Lines.DistinctBy(other => other.Product).Skip(1).Any() ? $"{Say.Among(Wares.Title(product), tongue)} : {question}" : question;
    }

    private static Question Asking(Detail detail) => Enum.Parse<Question>(detail.ToString());

    private string? NameOf(Draft draft) => draft.Details.Name ?? (customer.Name is { } name && IsName(Writing.Clean(name).Trim()) ? Writing.Clean(name).Trim() : null);
    private string? PhoneOf(Draft draft) => draft.Details.Phone ?? customer.Phone?.Value;

    private Moment MomentOf(Draft draft) => new(customer.Today, shop.Country, draft.Tongue!.Value, draft.Asked, draft.Details.City, draft.Offered.Length);
}
