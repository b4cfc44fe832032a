using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>Writing down what the customer told: products with their options, then who and where.</summary>
internal sealed partial class SalesTalk
{
    /// <summary>More products than this in one message are noted as the talk goes on.</summary>
    private const int MostNamed = 4;

    private List<Named> mentions = [];
    private bool hasListed, asksWhether;
    private Named? fresh;

    private sealed record Named(IReadOnlyList<int> Words, IReadOnlyList<JsonObject> Products)
    {
        public int First => Words.Count > 0 ? Words.Min() : 0;
        public string Reference => (string)Products[0]["ref"]!;
    }

    private static List<Named> Mentions(DeskCall found) => [.. (found.Answer["mentions"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(mention => new Named([.. mention["words"]!.AsArray().Select(word => (int)word!)], [.. mention["products"]!.AsArray().OfType<JsonObject>()])).Take(MostNamed)];

    /// <summary>The answer to "your name?" or "which street?" names no product, even where a street is called like one.</summary>
    private bool MayNameProducts()
    {
        var isAnswer = state.Asked switch
        {
            Question.Name => read.Name is not null,
            Question.Address or Question.Quarter => read.Address is not null || read.Quarter is not null,
            Question.City => read.City is not null,
            Question.Phone => read.Phone is not null || read.IsPhoneBroken,
            _ => false,
        };
        return !isAnswer || read.HasAny(Concept.Want, Concept.Order, Concept.Search, Concept.Price, Concept.Stock, Concept.Add, Concept.Correction, Concept.Remove);
    }

    private bool IsPlace(Named mention) => mention.Words.Count > 0 && mention.Words.All(read.PlaceWords.Contains);

    /// <summary>"rue Gazelle", "résidence Samba".</summary>
    private bool IsStreet(Named mention) => read.Address is not null && mention.Words.Count > 0
        && read.Senses.Any(sense => sense.Concept is Concept.Road && sense.Last == mention.First - 1);

    private IEnumerable<DeskCall> NoteProducts(DeskCall found)
    {
        if (read.Choice is { } choice && choice <= state.Offers.Count)
        {
            foreach (var call in Set("choice", choice.ToString(CultureInfo.InvariantCulture))) yield return call;
            foreach (var call in NoteOptions(_ => true)) yield return call;
            fresh = isRefused || state.Offers[choice - 1][0] != 'P' ? null : new([], [new JsonObject { ["ref"] = state.Offers[choice - 1] }]);
            yield break;
        }

        if (state.Asked is Question.Switch && state.Offers is [var other, ..] && mentions is [] && Switches() is { } field)
        {
            foreach (var call in Set(field, other)) yield return call;
            foreach (var call in NoteOptions(_ => true)) yield return call;
            yield break;
        }

        var meant = mentions.Where(mention => !IsDenied(mention.First) && !IsTakenBack(mention)).ToList();
        if (meant is [])
        {
            foreach (var call in NoteOptions(_ => true)) yield return call;
            yield break;
        }

        if (meant.Count > 1 && IsOnlyAsking() && meant.TrueForAll(mention => mention.Products.Count == 1))
        {
            says.AddRange(meant.Select((mention, i) => $"{i + 1}. {(string?)mention.Products[0]["title"]} : {(string?)mention.Products[0]["price"]}"));
            says.Add(Say("list.ask"));
            (hasListed, isHeard) = (true, true);
            yield break;
        }

        for (var i = 0; i < meant.Count; i++)
        {
            var mine = meant[i];
            foreach (var call in NoteProduct(mine, found, isFurther: i > 0, at => Nearest(at) == mine)) yield return call;

            // "deux paires", and then which two: one of each.
            if (meant.Count > 1 && state.Lines is [] && read.Quantities is [] && !isRefused)
                foreach (var call in Set("quantity", "1")) yield return call;
        }
    }

    /// <summary>"la samba noire en 42 et la gazelle": the size belongs to the product it stands by, and not across a comma.</summary>
    private Named Nearest(int at) => mentions.MinBy(mention => mention.Words.Min(word =>
    {
        var (low, high) = (Math.Min(word, at), Math.Max(word, at));
        return (high - low) + 5 * Enumerable.Range(low + 1, high - low).Count(i => read.Tokens[i].Before is not Pause.None || read.Tokens[i].Word is "et" or "and" or "w" or "و" or "plus" || IsJoined(i));
    }))!;

    /// <summary>In Arabic "and" is written onto the word.</summary>
    private bool IsJoined(int i) => read.Tokens[i].Word[0] is 'و' && mentions.Exists(mention => mention.First == i);

    /// <summary>"the campus... no wait, the samba": what is named before the no is not wanted.</summary>
    private bool IsTakenBack(Named mention) => mentions.Exists(later => IsTakenBack(mention.First, later.First));

    private bool IsTakenBack(int said, int later) => read.Senses.Any(sense => sense.Concept is Concept.No or Concept.Correction
        && said < sense.First && sense.Last < later && read.Tokens[sense.First].Before is not Pause.None && read.Tokens[sense.Last + 1].Word is not ("que" or "of" or "than"));

    private bool IsOrdered(string? reference) => state.Lines.Any(line => (string?)line["product"] == reference);

    private string? Switches() => read switch
    {
        _ when read.HasAny(Concept.Add, Concept.Both) => "add_product",
        _ when read.Has(Concept.No) => null,
        _ when read.HasAny(Concept.Yes, Concept.Correction, Concept.Want) => "product",
        _ => null,
    };

    private IEnumerable<DeskCall> NoteProduct(Named mention, DeskCall found, bool isFurther, Func<int, bool> isMine)
    {
        var current = (string?)state.Current?["product"];
        if (read.Has(Concept.Remove) && mention.Products.Select(product => (string?)product["ref"]).FirstOrDefault(IsOrdered) is { } unwanted)
        {
            foreach (var call in Set("remove_product", unwanted)) yield return call;
            yield break;
        }

        if (mention.Products.Count > 1)
        {
            if (current is not null && mention.Products.Any(product => (string?)product["ref"] == current) && !read.HasAny(Concept.More, Concept.Search))
            {
                foreach (var call in NoteOptions(isMine)) yield return call;
                yield break;
            }

            // What was said of size and colour waits for the choice.
            if (current is null) foreach (var call in NoteOptions(isMine)) yield return call;
            if (!isFurther && found.Text is { } list && !isRefused)
            {
                says.Add(list);
                hasListed = true;
            }

            isHeard = true;
            yield break;
        }

        if (mention.Reference == current && !isFurther)
        {
            fresh = mention;
            foreach (var call in NoteOptions(isMine)) yield return call;
            yield break;
        }

        if (current is not null && !isFurther && (IsOnlyAsking() ? HasBegun(state.Current!) : IsChosen(state.Current!) && !read.HasAny(Concept.Add, Concept.Both, Concept.Correction, Concept.No, Concept.But)))
        {
            foreach (var call in Compare(mention)) yield return call;
            yield break;
        }

        var field = current is null || (!isFurther && !read.HasAny(Concept.Add, Concept.Both)) ? "product" : "add_product";
        foreach (var call in Set(isFurther ? "add_product" : field, mention.Reference)) yield return call;
        if (isRefused) yield break;

        fresh = mention;
        foreach (var call in NoteOptions(isMine)) yield return call;
    }

    /// <summary>A question about another product while one is being ordered: answered, and asked whether it should replace the first.</summary>
    private IEnumerable<DeskCall> Compare(Named other)
    {
        var size = read.Sizes is [.., var wanted] ? wanted.Value : null;
        var colour = read.Colours is [.., var shade] ? shade.Value : null;
        var stock = new DeskCall("check_stock", ("product", other.Reference), ("size", size), ("colour", colour));
        yield return stock;
        if (stock.Text is { } text) says.Add(text);
        isHeard = true;
        asksWhether = true;
        if (!((bool?)stock.Answer["available"] ?? false)) yield break;

        yield return new DeskCall("product_details", ("product", other.Reference));
        yield return new DeskCall("see_draft", ("ask", "switch"));
        says.Add(Platform.Domain.Assistant.Say.In(state.Tongue, "switch", ("title", (string?)state.Current!["title"] ?? "")));
    }

    private bool IsOnlyAsking() =>
        (read.HasAny(Concept.Price, Concept.Stock, Concept.Search, Concept.Details, Concept.Colours, Concept.Sizes) || read.IsQuestion)
        && !read.HasAny(Concept.Want, Concept.Order, Concept.Correction, Concept.Add, Concept.Both);

    /// <summary>A line that lacks nothing is not thrown out by naming something else: it is asked about.</summary>
    private static bool IsChosen(JsonObject line) => (line["size"] is not null || line["sizes"]?.AsArray().Count == 0) && (line["colour"] is not null || line["colours"]?.AsArray().Count == 0);

    private static bool HasBegun(JsonObject line) => line["size"] is not null && line["sizes"]?.AsArray().Count > 1 || line["colour"] is not null && line["colours"]?.AsArray().Count > 1;

    /// <summary>Size, colour and quantity, as far as they were said of the line just named.</summary>
    private IEnumerable<DeskCall> NoteOptions(Func<int, bool> isMine)
    {
        var line = state.Current;
        var sizes = Meant(read.Sizes, (string?)line?["size"], isMine);
        var colours = Meant(read.Colours, null, isMine);
        var quantities = Meant(read.Quantities, null, isMine);

        if (sizes.Count == 2 && colours.Count == 2 && !read.HasAny(Concept.No, Concept.Correction, Concept.But, Concept.Either) && CurrentReference() is { } twice)
        {
            for (var i = 0; i < 2; i++)
            {
                if (i > 0) foreach (var call in Set("add_product", twice)) yield return call;
                foreach (var call in Set("colour", colours[i].Value)) yield return call;
                foreach (var call in Set("size", sizes[i].Value)) yield return call;
            }

            yield break;
        }

        if (colours is [_, var second] && sizes.Count < 2 && IsCounted(second.At, after: colours[0].At) && !read.HasAny(Concept.No, Concept.Correction, Concept.Either) && CurrentReference() is { } each)
        {
            for (var i = 0; i < 2; i++)
            {
                if (i > 0) foreach (var call in Set("add_product", each)) yield return call;
                foreach (var call in Set("colour", colours[i].Value)) yield return call;
                if (sizes is [var both]) foreach (var call in Set("size", both.Value)) yield return call;
                var count = CountedBefore(colours[i].At, after: i == 0 ? -1 : colours[0].At) ?? "1";
                foreach (var call in Set("quantity", count)) yield return call;
            }

            yield break;
        }

        if (colours is not [])
        {
            var shades = colours.Count > 1 && (IsCorrecting() || read.Has(Concept.Either) || IsTakenBack(colours[0].At, colours[^1].At)) ? colours[^1..] : colours;
            foreach (var call in Set("colour", string.Join(' ', shades.Select(colour => colour.Value).Distinct()))) yield return call;
        }

        if (sizes is [var one, var other] && (read.Has(Concept.Either) || IsOnlyAsking() || IsOneOf(one.At, other.At)) && !IsCorrecting())
        {
            says.Add(Platform.Domain.Assistant.Say.In(state.Tongue, "which.size", ("first", one.Value), ("second", other.Value)));
            (isRefused, isHeard) = (true, true);
        }
        else if (sizes is [.., var size])
        {
            var isPair = sizes.Count == 2 && !read.HasAny(Concept.No, Concept.Correction, Concept.But) && !isRefused;
            if (isPair) foreach (var call in Set("size", sizes[0].Value)) yield return call;
            if (isPair && CurrentReference() is { } same && !isRefused)
            {
                foreach (var call in Set("add_product", same)) yield return call;
                if (colours is [var shared, ..])
                    foreach (var call in Set("colour", shared.Value)) yield return call;
                quantities = [];
            }

            foreach (var call in Set("size", size.Value)) yield return call;
        }

        if (quantities is [.., var quantity])
            foreach (var call in Set("quantity", quantity.Value.ToString(CultureInfo.InvariantCulture))) yield return call;
    }

    /// <summary>"41/42".</summary>
    private bool IsOneOf(int one, int other) => read.Tokens.Text[read.Tokens[one].End..read.Tokens[other].Start].Trim() is "/" or "-" or "\\";

    /// <summary>"deux noires et une blanche" is two lines, "une noire et blanche" one.</summary>
    private bool IsCounted(int colour, int after) => CountedBefore(colour, after) is not null;

    private string? CountedBefore(int colour, int after) => Enumerable.Range(after + 1, colour - after - 1).Reverse()
        .Select(i => read.Quantities.Where(quantity => quantity.At == i).Select(quantity => quantity.Value.ToString(CultureInfo.InvariantCulture)).FirstOrDefault()
            ?? read.Senses.Where(sense => sense.Concept is Concept.Number && sense.First == i).Select(sense => sense.Value).FirstOrDefault())
        .FirstOrDefault(count => count is not null);

    private string? CurrentReference() => (noted?.Answer["known"]?["lines"] as JsonArray)?.LastOrDefault()?["product"]?.GetValue<string>();

    /// <summary>"pas le 42, le 43" means 43, and so does "43 au lieu de 42" said of a 42.</summary>
    private List<Found<T>> Meant<T>(IReadOnlyList<Found<T>> said, string? current, Func<int, bool> isMine)
    {
        var here = said.Where(found => isMine(found.At) && !IsDenied(found.At)).ToList();
        if (here.Count > 1 && current is not null) here.RemoveAll(found => found.Value?.ToString() == current);
        return here;
    }

    private bool IsDenied(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (read.Tokens[i + 1].Before is not Pause.None) return false;
            var word = read.Tokens[i].Word;
            if (word is "pas" or "not" or "machi" or "ماشي" or "ليس" or "lieu" or "blast" or "blasset" or "فبلاصه" or "بلاصه" or "sans" or "bla" or "بدلا") return true;
            if (word is "of" && i > 0 && read.Tokens[i - 1].Word is "instead") return true;
            if (!(word is "le" or "la" or "les" or "du" or "de" or "l" or "the" or "من" or "taille" or "pointure" or "en" or "f" or "size" or "en" or "d")) return false;
        }

        return false;
    }

    private IEnumerable<DeskCall> NotePlace()
    {
        var isElsewhere = read.Has(Concept.Place) && read.City is null;
        if (read.City is { } city && !IsOfAddress(city))
            foreach (var call in Set("city", city.Name)) yield return call;
        if (read.Quarter is { } quarter && !isRefused)
            foreach (var call in Set("quarter", quarter.Name)) yield return call;
        if (read.Address is { } address && !isElsewhere && !isRefused)
            foreach (var call in Set("address", address)) yield return call;
        else if (read.Quarter is { } only && state.Asked is Question.Address && !isRefused)
            foreach (var call in Set("address", only.Name)) yield return call;
        if (read.Name is { } name)
            foreach (var call in Set("name", name)) yield return call;
        if (read.Phone is { } phone)
            foreach (var call in Set("phone", phone.Value)) yield return call;
        else if (read.IsPhoneBroken)
            foreach (var call in Set("phone", "0")) yield return call;

        var known = read.City?.Name ?? state.City;
        if (known is null || isRefused) yield break;
        if (read.Day is { } day && !read.Has(Concept.Track))
        {
            // Too early a day is told; the rest of what was asked still gets its answer.
            var date = new DeskCall("set_detail", ("field", "date"), ("value", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            yield return date;
            isHeard = true;
            if (date.IsDone) noted = date;
            else if (date.Text is { } text) says.Add(text);
        }

        if ((read.Slot ?? AnySlot()) is { } slot && !isRefused)
            foreach (var call in Set("slot", slot, mayFail: true)) yield return call;
    }

    /// <summary>"Agadir, Dakhla imm. 5" was understood; "pardon, Dakhla imm. 7" moves house and not town.</summary>
    private bool IsOfAddress(Place city) => state is { City: { } known, Address: { } address } && known != city.Name && Gazetteer.All.Names(address, city.Name);

    /// <summary>"oui" to a list of hours means that the first will do; the recap says which that is.</summary>
    private string? AnySlot() => state.Asked is Question.Date or Question.Slot && read is { Day: null, Choice: null } && Acceptance.Accepts(words) ? "any" : null;

    /// <param name="mayFail">A part of the day that no slot covers is simply asked for again.</param>
    private IEnumerable<DeskCall> Set(string field, string value, bool mayFail = false)
    {
        var call = new DeskCall("set_detail", ("field", field), ("value", value));
        yield return call;
        isHeard = true;
        if (call.IsDone)
        {
            if (call.Answer["known"] is not null) noted = call;
            remark = call.Text ?? remark;
            yield break;
        }

        if (mayFail || call.Text is not { } text) yield break;
        says.Add(text);
        isRefused = true;
    }
}
