using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>Writing down what the customer told: products with their options, then who and where.</summary>
internal sealed partial class SalesTalk
{
    private List<Named> mentions = [];
    private bool hasListed, asksWhether;
    private readonly List<Named> fresh = [];

    private IEnumerable<DeskCall> NoteProducts(DeskCall found)
    {
        if (read.Choice is { } choice && choice <= state.Offers.Count)
        {
            if (state.Offers[choice - 1] is ['P', ..] and var chosen && state.Current is { } begun && IsChosen(begun) && !state.Offers.Contains((string?)begun["product"]) && !read.HasAny(Concept.Correction, Concept.No))
            {
                foreach (var call in Compare(new([], [new JsonObject { ["ref"] = chosen }]))) yield return call;
                yield break;
            }

            foreach (var call in Set("choice", choice.ToString(CultureInfo.InvariantCulture))) yield return call;
            foreach (var call in NoteOptions(_ => true)) yield return call;
            if (!isRefused && state.Offers[choice - 1][0] is 'P') fresh.Add(new([], [new JsonObject { ["ref"] = state.Offers[choice - 1] }]));
            yield break;
        }

        if (state.Asked is Question.Switch && state.Offers is [var other, ..] && mentions.TrueForAll(mention => mention.Products.Count == 1 && mention.Reference == other) && Switches() is { } field)
        {
            foreach (var call in Set(field, other)) yield return call;
            foreach (var call in NoteOptions(_ => true)) yield return call;
            yield break;
        }

        if (IsTakingUpAgain())
        {
            foreach (var call in Set("restore", "")) yield return call;
            yield break;
        }

        if (IsTakingBoth())
        {
            foreach (var call in TakeBoth(found)) yield return call;
            yield break;
        }

        if (read.Has(Concept.Compare) && Compared() is [_, _, ..] several)
        {
            foreach (var call in Do("compare_products", ("products", string.Join(' ', several)))) yield return call;
            hasListed = true;
            yield break;
        }

        mentions = WithKinds([.. mentions.Select(AmongOffered).Select(mention => IsCorrecting() ? AmongOrdered(mention) : mention)]);
        if (mentions.Count(mention => !mention.IsKind) == 1 && !read.HasAny(Concept.Add, Concept.Both) && !mentions.Exists(mention => mention.First > 0 && (IsAnd(mention.First - 1) || IsAnd(mention.First))))
            mentions.RemoveAll(mention => mention.IsKind); // "what are these shoes made of? the samba"
        if (IsOnlyAsking()) mentions = Merged(mentions);
        mentions.RemoveAll(mention => mention.Products.Count > 1 && mentions.Exists(one => one.Products.Count == 1 && !IsDenied(one.First) && mention.Products.Any(product => (string?)product["ref"] == one.Reference)));
        mentions.RemoveAll(IsInPassing);
        NameOnce();
        var dropped = mentions.Where(IsDropped).ToList();
        var meant = mentions.Where(mention => !IsDenied(mention.First) && !IsTakenBack(mention) && !dropped.Contains(mention)).ToList();
        if (dropped is [] && meant.TrueForAll(mention => OrderedIn(mention) is not null) && LinesGivenUp() is { Count: > 0 } lines)
        {
            foreach (var line in lines)
                foreach (var call in Set("remove_product", RefOf(line))) yield return call;
            yield break;
        }

        if (dropped is not []) meant.RemoveAll(mention => mention.IsKind); // "scrap the pumas, too many shoes already"
        if (dropped is not [] || KeptAlone(meant) is not null)
        {
            foreach (var call in Drop(dropped, meant)) yield return call;
            if (meant.TrueForAll(mention => OrderedIn(mention) is not null) && read is { Sizes: [], Colours: [], Quantities: [] }) yield break;
        }

        if (meant is [] || IsAskingWhatWeDo())
        {
            foreach (var call in NoteOptions(_ => true)) yield return call;
            yield break;
        }

        if (meant.Count > 1 && (IsOnlyAsking() || IsOneOrOther(meant)) && meant.TrueForAll(mention => mention.Products.Count == 1))
        {
            foreach (var call in AnswerEach(meant)) yield return call;
            yield break;
        }

        if (meant is [var extra] && FurtherFrom(extra) is { } from)
        {
            foreach (var call in NoteOptions(at => at < from)) yield return call;
            foreach (var call in NoteProduct(meant[0], found, isFurther: true, at => at > from)) yield return call;
            yield break;
        }

        // "two pairs please. The samba in 42 and the gazelle in 38": that is how many there are of them all.
        var shared = meant.Count > 1 && read.Quantities is [var together] && together.Value == meant.Count && together.At < meant[0].First && IsApart(together.At, meant[0].First, Pause.Comma) ? together.At : (int?)null;
        for (var i = 0; i < meant.Count; i++)
        {
            var mine = meant[i];
            foreach (var call in NoteProduct(mine, found, isFurther: i > 0, at => (Nearest(at) == mine || meant.Count == 1 && IsBehind(dropped, at)) && at != shared)) yield return call;

            // "deux paires", and then which two: one of each.
            if (meant.Count > 1 && state.Lines is [] && (read.Quantities is [] || shared is not null) && !isRefused && !mine.Words.Any(IsDual))
                foreach (var call in Set("quantity", "1")) yield return call;
        }
    }

    /// <summary>"the 550 instead of the puma, white": behind the comma goes on what is wanted.</summary>
    private bool IsBehind(List<Named> dropped, int at) => Nearest(at) is { Words: not [] } gone && dropped.Contains(gone) && IsApart(gone.Words.Max(), at, Pause.Comma);

    /// <summary>What is given up goes; with one thing wanted in its stead, that takes over its size and colour.</summary>
    private IEnumerable<DeskCall> Drop(List<Named> dropped, List<Named> meant)
    {
        List<string> given = [.. dropped.Select(OrderedIn).OfType<string>().Distinct()];
        if (KeptAlone(meant) is { } kept) given = [.. state.Lines.Select(line => (string?)line["product"]).OfType<string>().Where(line => line != OrderedIn(kept)).Distinct()];
        if (given is [var old] && meant.Count(mention => OrderedIn(mention) is null) == 1 && !read.HasAny(Concept.Add, Concept.Both))
        {
            foreach (var call in Set("product", old)) yield return call;
            yield break;
        }

        foreach (var reference in given)
            foreach (var call in Set("remove_product", reference)) yield return call;
        if (meant is [] && state.Lines.All(line => given.Contains((string?)line["product"] ?? ""))) says.Add(Say("cancelled"));
    }

    /// <summary>"just the 44", "enlevez la noire": of several lines of one product, those that go.</summary>
    private List<JsonObject> LinesGivenUp()
    {
        if (state.Lines.Count < 2 || read.IsQuestion || read.Quantities is not [] || read.HasAny(Concept.Add, Concept.Both) || read.Sizes.Count + read.Colours.Count is not (1 or 2) || read.Sizes.Count > 1) return [];

        // "take the blue one out, the black is enough": both are named, and one goes.
        var colours = read.Colours.Count == 1 ? read.Colours : [.. read.Colours.Where(colour => read.Senses.Any(sense => sense.Concept is Concept.Remove && colour.At - sense.Last is > 0 and <= FarthestGivenUp && !IsApart(sense.Last, colour.At, Pause.Comma)))];
        if (colours.Count + read.Sizes.Count is not (1 or 2) || colours.Count < Math.Min(1, read.Colours.Count)) return [];

        List<JsonObject> named = [.. state.Lines.Where(line => read.Sizes.All(size => (string?)line["size"] == size.Value) && colours.All(colour => (string?)line["colour"] is { } shade && IsNamed(shade, colour.Value)))];
        if (named is not [var one]) return [];

        List<JsonObject> others = [.. state.Lines.Where(line => line != one && (string?)line["product"] == (string?)one["product"])];
        var at = read.Sizes.Select(size => size.At).Concat(colours.Select(colour => colour.At)).Min();
        return read.Senses.Any(sense => sense.Concept is Concept.Only && sense.Last < at && at - sense.Last <= FarthestGivenUp) ? others
            : others is not [] && read.Senses.Any(sense => (sense.Concept is Concept.Remove || sense is { Concept: Concept.Cancel, Value: not "later" }) && Math.Abs(sense.First - at) <= FarthestNamed) ? named
            : [];
    }

    private static string RefOf(JsonObject line) => $"{(string?)line["product"]}/{(string?)line["size"]}/{(string?)line["colour"]}";

    private bool IsOrdered(string? reference) => state.Lines.Any(line => (string?)line["product"] == reference);

    /// <summary>"ok, i'll take it" after "forget it".</summary>
    private bool IsTakingUpAgain() => state.HasDropped && state.Lines is [] && mentions is [] && read is { IsQuestion: false, Rest.Count: <= MostUnread, Sizes: [], Colours: [] }
        && read.HasAny(Concept.Want, Concept.Order) && !read.HasAny(Concept.Search, Concept.More, Concept.Price, Concept.No, Concept.Cheaper);

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
        if (mention.Products.Count > 1 || mention.IsOther)
        {
            if (current is not null && !mention.IsOther && mention.Products.Any(product => (string?)product["ref"] == current) && !read.HasAny(Concept.More, Concept.Search))
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
            fresh.Add(mention);
            foreach (var call in NoteOptions(isMine)) yield return call;
            yield break;
        }

        if (current is not null && !isFurther && (OrderedIn(mention) is null || IsOnlyAsking()) && !IsReplacing(mention) && (IsOnlyAsking() ? HasBegun(state.Current!) : IsChosen(state.Current!) && !IsGoingOn(mention) && !IsSwapping() && !read.HasAny(Concept.Add, Concept.Both, Concept.Correction, Concept.No, Concept.But)))
        {
            foreach (var call in Compare(mention)) yield return call;
            yield break;
        }

        if ((!isFurther || !fresh.Exists(known => known.Reference == mention.Reference)) && state.Lines.FirstOrDefault(line => (string?)line["product"] == mention.Reference) is { } ordered
            && (!read.HasAny(Concept.Add, Concept.Both) || !IsChosen(ordered) || IsCorrecting() && !HasOwn(isMine)))
        {
            if (IsChosen(ordered) && mentions.Count > 1 && !HasOwn(isMine)) yield break; // "the cap in blue, the slides stay as they are"

            foreach (var call in Set("product", mention.Reference)) yield return call;
            fresh.Add(mention);
            foreach (var call in NoteOptions(isMine)) yield return call;
            yield break;
        }

        var field = current is null || IsReplacing(mention) && state.Lines is [_] || (!isFurther && !IsGoingOn(mention) && !read.HasAny(Concept.Add, Concept.Both)) ? "product" : "add_product";
        foreach (var call in Set(isFurther ? "add_product" : field, mention.Reference)) yield return call;
        if (isRefused && current is null && !isFurther && read.Sizes is [var foot])
            yield return new DeskCall("set_detail", ("field", "size"), ("value", foot.Value)); // Their foot stays as large whichever shoe it will be.
        if (isRefused) yield break;

        fresh.Add(mention);
        foreach (var call in NoteOptions(isMine)) yield return call;
        if (IsSameSize() && !isRefused && CurrentLine() is { } line && line["size"] is null && SizeBefore() is { } same)
            foreach (var call in Set("size", same)) yield return call;
        if (mention.Words.Any(IsDual) && !isCounted && !read.Quantities.Any(quantity => isMine(quantity.At)))
            foreach (var call in Set("quantity", "2")) yield return call;
    }

    private bool HasOwn(Func<int, bool> isMine) => read.Sizes.Any(size => isMine(size.At)) || read.Colours.Any(colour => isMine(colour.At)) || read.Quantities.Any(count => isMine(count.At));

    /// <summary>"he prefers the converse instead", "les converse à la place": instead of what was spoken of before.</summary>
    private bool IsReplacing(Named other) => IsStartingOver() || !IsOnlyAsking() && IsLeavingTheDearFor(other) || Enumerable.Range(0, read.Tokens.Count).Any(i => InSteadOf.Contains(read.Tokens[i].Word) && (i + 1 == read.Tokens.Count || read.Tokens[i + 1].Before is not Pause.None)
        && (read.Tokens[i].Word is not "place" || i > 0 && read.Tokens[i - 1].Word is "la"));

    /// <summary>"forget it, give me the gazelle": what was spoken of before goes with the first words, whatever is wanted "as well" behind them.</summary>
    private bool IsStartingOver() => !IsGivingUp() && read.Senses.Any(sense => sense is { Concept: Concept.Cancel, First: 0, Value: not "later" });

    /// <summary>"swap them for the air max": nothing was delivered yet that could be exchanged.</summary>
    private bool IsSwapping() => read.Has(Concept.Exchange) && !read.IsQuestion && state.Lines is [_];

    /// <summary>In Arabic two of a thing are one word: "قبعتين".</summary>
    private bool IsDual(int word) => read.Tokens[word].Word is [>= '\u0600', _, _, .., 'ت', 'ي' or 'ا', 'ن'];

    /// <summary>"and socks, black" goes on with the list; "and the gazelle?" only looks.</summary>
    private bool IsGoingOn(Named mention) => state.Current is { } line && IsChosen(line) && !IsOnlyAsking()
        && read.Senses.Any(sense => sense.Concept is Concept.And && sense.First < mention.First && read.Tokens[sense.First].Before is Pause.Stop);

    /// <summary>A question about another product while one is being ordered: answered, and asked whether it should replace the first.</summary>
    private IEnumerable<DeskCall> Compare(Named other)
    {
        var size = read.Sizes is [.., var wanted] ? wanted.Value : IsSameSize() ? SizeBefore() : null;
        var colour = read.Colours is [.., var shade] ? shade.Value : null;
        var stock = new DeskCall("check_stock", ("product", other.Reference), ("size", size), ("colour", colour));
        yield return stock;
        if (stock.Text is { } text) says.Add(text);
        isHeard = true;
        asksWhether = true;
        if (!IsOnlyAsking() && read.HasAny(Concept.Want, Concept.Order)) yield return new DeskCall("set_detail", ("field", "doubt"), ("value", "yes")); // Whether instead or as well is still to be said.
        if (!((bool?)stock.Answer["available"] ?? false)) yield break;

        yield return new DeskCall("product_details", ("product", other.Reference));
        yield return new DeskCall("see_draft", ("ask", "switch"));
        says.Add(Platform.Domain.Assistant.Say.In(state.Tongue, "switch", ("title", (string?)state.Current!["title"] ?? "")));
    }

    /// <summary>Who tells their name and street orders, whatever else they ask.</summary>
    private bool IsOnlyAsking() => !(read is { Name: not null, Address: not null })
        && (read.HasAny(Concept.Price, Concept.Stock, Concept.Search, Concept.Details) || AsksFor(Concept.Colours) || AsksFor(Concept.Sizes) || read.IsQuestion)
        && !read.HasAny(Concept.Want, Concept.Order, Concept.Correction, Concept.Add, Concept.Both);

    /// <summary>A line that lacks nothing is not thrown out by naming something else: it is asked about.</summary>
    private static bool IsChosen(JsonObject line) => (line["size"] is not null || line["sizes"]?.AsArray().Count == 0) && (line["colour"] is not null || line["colours"]?.AsArray().Count == 0);

    private static bool HasBegun(JsonObject line) => line["size"] is not null && line["sizes"]?.AsArray().Count > 1 || line["colour"] is not null && line["colours"]?.AsArray().Count > 1;

    /// <param name="mayFail">A part of the day that no slot covers is simply asked for again.</param>
    private IEnumerable<DeskCall> Set(string field, string value, bool mayFail = false)
    {
        var call = new DeskCall("set_detail", ("field", field), ("value", value));
        yield return call;
        isHeard = true;
        if (call.IsDone)
        {
            isAhead = call.Answer["known"] is null;
            if (!isAhead) noted = call;
            remark = call.Text ?? remark;
            yield break;
        }

        if (mayFail || call.Text is not { } text) yield break;
        says.Add(text);
        isRefused = true;
    }
}
