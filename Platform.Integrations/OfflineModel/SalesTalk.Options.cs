using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>Which size, colour and quantity belongs to which line, and which of two is meant.</summary>
internal sealed partial class SalesTalk
{
    /// <summary>"2 paires en 41": a figure this small, and this near, counts.</summary>
    private const int MostCounted = 20, FarthestCount = 3, MostUnread = 2, FarthestMore = 4;

    private const string AddMore = "addmore", Alike = "alike";

    /// <summary>The figures of the message said how many of each.</summary>
    private bool isCounted;

    /// <summary>Size, colour and quantity, as far as they were said of the line just named.</summary>
    private IEnumerable<DeskCall> NoteOptions(Func<int, bool> isMine)
    {
        var line = CurrentLine() ?? state.Current;
        if (LineMeant() is { } spoken)
        {
            foreach (var call in Set("product", RefOf(spoken))) yield return call;
            line = spoken;
        }

        if (IsOneMore() is { } further)
        {
            isCounted = true;
            foreach (var call in Set("quantity", (((int?)line?["quantity"] ?? 1) + further).ToString(CultureInfo.InvariantCulture))) yield return call;
            yield break;
        }

        if (IsAnother() && CurrentReference() is { } again)
        {
            var (size, colour) = (read.Sizes is [var wanted] ? wanted.Value : (string?)line?["size"], read.Colours is [var shade] ? shade.Value : (string?)line?["colour"]);
            foreach (var call in Set("add_product", again)) yield return call;
            if (size is not null) foreach (var call in Set("size", size)) yield return call;
            if (colour is not null) foreach (var call in Set("colour", colour)) yield return call;
            if (read.Quantities is [var pieces] && !(IsSameAgain() && pieces.Value == ((int?)line?["quantity"] ?? 1) + 1)) foreach (var call in Set("quantity", pieces.Value.ToString(CultureInfo.InvariantCulture))) yield return call;
            yield break;
        }

        var sizes = Meant(read.Sizes, (string?)line?["size"], isMine);
        var shadesSaid = Meant(read.Colours, null, isMine);
        var colours = AsOne(sizes.Count > 1 && sizes.Count == shadesSaid.Count ? shadesSaid : LastOfEach(shadesSaid));
        var quantities = Meant(read.Quantities, null, isMine);

        if (sizes.Count > 1 && sizes.Count == colours.Count && !read.HasAny(Concept.No, Concept.Correction, Concept.But, Concept.Either) && CurrentReference() is { } pairwise)
        {
            for (var i = 0; i < sizes.Count; i++)
            {
                if (i > 0) foreach (var call in Set("add_product", pairwise)) yield return call;
                foreach (var call in Set("colour", colours[i].Value)) yield return call;
                foreach (var call in Set("size", sizes[i].Value)) yield return call;
            }

            yield break;
        }

        if (colours is [_, var second] && sizes.Count < 2 && IsCounted(second.At, after: colours[0].At) && (!read.HasAny(Concept.No, Concept.Correction, Concept.Either) || AreCounted(colours) && !IsTakenBack(colours[0].At, second.At)) && CurrentReference() is { } each)
        {
            var size = sizes is [var both] ? both.Value : (string?)CurrentLine()?["size"];
            foreach (var call in DropDoubles(each)) yield return call;
            for (var i = 0; i < 2; i++)
            {
                if (i > 0) foreach (var call in Set("add_product", each)) yield return call;
                foreach (var call in Set("colour", colours[i].Value)) yield return call;
                if (size is not null) foreach (var call in Set("size", size)) yield return call;
                var count = CountedBefore(colours[i].At, after: i == 0 ? -1 : colours[0].At) ?? "1";
                isCounted = true;
                foreach (var call in Set("quantity", count)) yield return call;
            }

            yield break;
        }

        if (colours is [var common] && mentions is [] && Uncoloured() is [_, _, ..] open)
        {
            foreach (var bare in open)
            {
                foreach (var call in Set("product", RefOf(bare))) yield return call;
                foreach (var call in Set("colour", common.Value)) yield return call;
            }
        }
        else if (colours is not [] && !IsUndecided(colours))
        {
            var shades = colours.Count > 1 && (IsCorrecting() || read.Has(Concept.Either) || IsTakenBack(colours[0].At, colours[^1].At) || IsOtherThanChosen(colours, (string?)line?["colour"])) ? [Instead(colours, (string?)line?["colour"])] : colours;
            foreach (var call in Set("colour", string.Join(' ', shades.Select(colour => colour.Value).Distinct()))) yield return call;
        }

        sizes = Existing([.. sizes.DistinctBy(size => size.Value)]);
        if (sizes is [.. [_, ..] ones, var other] && (read.Has(Concept.Either) || IsOnlyAsking() || IsOneOf(ones[^1].At, other.At)) && !IsCorrecting())
        {
            says.Add(Platform.Domain.Assistant.Say.In(state.Tongue, "which.size", ("first", string.Join(", ", ones.Select(one => one.Value))), ("second", other.Value)));
            (isRefused, isHeard) = (true, true);
        }
        else if (sizes.Count > 1 && !isRefused && (!read.HasAny(Concept.No, Concept.Correction, Concept.But) || AreCounted(sizes) || AreJoined(sizes)) && CurrentReference() is { } same)
        {
            foreach (var call in NoteEach(sizes, colours, quantities, same)) yield return call;
            yield break;
        }
        else if (sizes is [.., var size])
        {
            foreach (var call in Set("size", size.Value)) yield return call;
        }

        if (quantities is [.., var quantity])
            foreach (var call in Set("quantity", quantity.Value.ToString(CultureInfo.InvariantCulture))) yield return call;
    }

    /// <summary>"41 au lieu de 40", "the 40 should be 41", "la 40 en blanc": of several lines, the one that has what is changed, where it was not spoken of last.</summary>
    private JsonObject? LineMeant()
    {
        if (state.Lines.Count < 2 || mentions.Exists(mention => OrderedIn(mention) is null)) return null;

        // What the last line does not come in was said of another.
        if (mentions is [] && read.Sizes.Count + read.Colours.Count > 0 && state.Current is { } last && (read.Sizes.Count > 0 && Options(last, "sizes") is [] || read.Colours.Count > 0 && Options(last, "colours") is []))
            return state.Lines.Where(line => read.Sizes.All(size => Options(line, "sizes").Contains(size.Value)) && (read.Colours is [] || Options(line, "colours") is not [])).ToList() is [var able] ? able : null;

        // "make the black one 42": named by its colour, which goes before what is changed.
        if (mentions is [] && read is { Sizes: [var newSize], Colours: [var known], Withdrawn: [] } && known.At < newSize.At
            && state.Lines.Where(line => (string?)line["colour"] is { } colour && IsNamed(colour, known.Value)).ToList() is [var named] && Options(named, "sizes").Contains(newSize.Value))
            return named == state.Current ? null : named;

        var taken = read.Withdrawn.Select(i => read.Tokens[i].Word.ToUpperInvariant()).Where(word => state.Lines.Any(line => Options(line, "sizes").Contains(word))).ToList();
        var shades = read.Withdrawn.SelectMany(i => read.Senses.Where(sense => sense.Concept is Concept.Colour && sense.First == i)).Select(sense => sense.Value).ToList();
        var old = taken is not [] ? taken
            : read.Sizes is [var from, var to] && from.Value != to.Value && !AreJoined([from, to]) && !AreCounted([from, to]) && !HasSize(to.Value) ? [from.Value]
            : read.Sizes is [var only] && read.Colours.Count + read.Quantities.Count > 0 && mentions is [] ? [only.Value]
            : (List<string>)[];
        List<JsonObject> fitting = [.. state.Lines.Where(line => old.Contains((string?)line["size"] ?? "") || shades.Exists(shade => (string?)line["colour"] is { } colour && IsNamed(colour, shade)))];
        return fitting is [var one] && one != state.Current ? one : null;
    }

    private static List<string> Options(JsonObject line, string kind) => [.. (line[kind] as JsonArray ?? []).Select(option => (string?)option).OfType<string>()];

    private bool HasSize(string size) => state.Lines.Any(line => (string?)line["size"] == size);

    /// <summary>"add one more of the same", "zid liya wahda khra b7alha": so many more than were ordered.</summary>
    private int? IsOneMore()
    {
        if (state.Current is null || read.Total is not null || mentions is not [] || read.Sizes.Count + read.Colours.Count > 0 || !read.HasAny(Concept.Add, Concept.More) || read.HasAny(Concept.No, Concept.Price)) return null;

        var numbers = read.Senses.Where(sense => sense.Concept is Concept.Number && sense.IsExact).Select(sense => (sense.First, Value: int.Parse(sense.Value, CultureInfo.InvariantCulture)))
            .Concat(read.Quantities.Select(quantity => (First: quantity.At, quantity.Value))).DistinctBy(number => number.First).ToList();
        if (numbers is not [var number] || number.Value > MostCounted) return null;

        var isMore = Enumerable.Range(0, read.Tokens.Count).Any(i => Math.Abs(i - number.First) <= FarthestMore && IsOf(i, AddMore));
        var isSame = Enumerable.Range(0, read.Tokens.Count).Any(i => IsOf(i, Alike)) || read.Rest is [] && read.Senses.Any(sense => sense.Concept is Concept.Add or Concept.Piece && IsOf(sense.First, AddMore));
        return isMore && isSame ? number.Value : null;
    }

    /// <summary>"mettez aussi une paire en 43 pour mon père", "وأخرى مقاس 43": one more, and not like the first.</summary>
    private bool IsAnother()
    {
        if (state.Current is not { } line || !IsChosen(line) || mentions is not [] || read.IsQuestion || read.Sizes.Count > 1 || read.Colours.Count > 1 || read.HasAny(Concept.No, Concept.Correction, Concept.Either, Concept.Search) || read.Has(Concept.But) && !IsSameAgain()) return false;
        if (!(read.Sizes is [var size] && size.Value != (string?)line["size"]) && !(read.Colours is [var shade] && (string?)line["colour"] is { } colour && !IsNamed(colour, shade.Value))) return false;

        // "une autre pointure, 43" changes the size; "et une autre en 43" adds to it.
        return read.Has(Concept.Add) || IsSameAgain() || read.Senses.Where(sense => sense.Concept is Concept.More).Any(more => !read.Senses.Any(sense => sense.Concept is Concept.Sizehard or Concept.Sizes or Concept.Colours && sense.First == more.Last + 1 && !IsJoined(more))
            && (IsJoined(more) || read.Senses.Any(sense => sense.Concept is Concept.Piece || sense.Concept is Concept.Number && sense.Last == more.First - 1 || sense.Concept is Concept.Number && sense.Last == more.First)));
    }

    private bool IsJoined(Sense sense) => read.Tokens[sense.First].Word[0] is 'و' || read.Senses.Any(and => and.Concept is Concept.And && and.First < sense.First && sense.First - and.Last <= 2);

    private bool IsOf(int token, string group) => Groups.Has(read.Tokens[token].Word, group);

    /// <summary>A figure that may have counted is asked about: nobody reads a recap as closely as they should.</summary>
    private IEnumerable<DeskCall> AskHowMany()
    {
        if (read is not { Unclear: not null, Rest.Count: <= MostUnread, Sizes: [], Quantities: [], Choice: null, Address: null, Quarter: null, City: null, Phone: null, Day: null, Slot: null }
            || isRefused || isCounted || read.IsQuestion || state.Current is null || LinesNow().Exists(line => (int?)line["quantity"] == read.Unclear) || state.Asked is Question.Address or Question.Quarter or Question.Phone or Question.Date or Question.Slot or Question.Product) yield break;

        says.Add(Say("ask.quantity"));
        yield return new DeskCall("see_draft", ("ask", nameof(Question.Quantity)));
        (isHeard, asksWhether) = (true, true);
    }

    /// <summary>A line for each size: "2 en 41 et 1 en 43", "three, in 38, 40 and 42".</summary>
    private IEnumerable<DeskCall> NoteEach(List<Found<string>> sizes, List<Found<string>> colours, List<Found<int>> quantities, string product)
    {
        var shade = colours is [var one, ..] ? one.Value : (string?)CurrentLine()?["colour"];
        foreach (var call in DropDoubles(product)) yield return call;
        var counts = sizes.Select((size, i) => CountedBefore(size.At, after: i == 0 ? -1 : sizes[i - 1].At)).ToList();
        var shared = quantities is [{ Value: var pieces }] && pieces % sizes.Count == 0 ? pieces / sizes.Count : 1;
        for (var i = 0; i < sizes.Count && !isRefused; i++)
        {
            if (i > 0)
            {
                foreach (var call in Set("add_product", product)) yield return call;
                if (shade is not null) foreach (var call in Set("colour", shade)) yield return call;
            }

            foreach (var call in Set("size", sizes[i].Value)) yield return call;
            foreach (var call in Set("quantity", counts.Contains(null) ? shared.ToString(CultureInfo.InvariantCulture) : counts[i]!)) yield return call;
        }
    }

    /// <summary>"one 40 and one 44... no, 43" puts one of two right, and still wants both.</summary>
    private bool AreCounted(List<Found<string>> options) => options.Select((option, i) => CountedBefore(option.At, after: i == 0 ? -1 : options[i - 1].At)).All(count => count is not null);

    /// <summary>Told anew how many of which, a product that was split already is split afresh.</summary>
    private IEnumerable<DeskCall> DropDoubles(string product)
    {
        if (state.Lines.Count(line => (string?)line["product"] == product) < 2) yield break;
        foreach (var call in Set("remove_product", product)) yield return call;
        foreach (var call in Set("add_product", product)) yield return call;
    }

    /// <summary>"a discount if I take 42 and 43?": whatever else is doubted, "and" joins them.</summary>
    private bool AreJoined(List<Found<string>> sizes) => Enumerable.Range(sizes[^2].At + 1, sizes[^1].At - sizes[^2].At - 1) is var between
        && between.Any(IsAnd) && !read.Senses.Any(sense => sense.Concept is Concept.No or Concept.Correction or Concept.But && sense.First > sizes[0].At && sense.Last < sizes[^1].At);

    /// <summary>"blue. actually two, one blue one black": said again, it counts where it was said last.</summary>
    private static List<Found<string>> LastOfEach(List<Found<string>> colours) => colours.Count > 2 && colours.DistinctBy(colour => colour.Value).Count() is 2 and var distinct && colours[^distinct..].DistinctBy(colour => colour.Value).Count() == distinct
        ? colours[^distinct..]
        : colours;

    /// <summary>"black won't do at a wedding, give me gold", of what was chosen in black.</summary>
    private bool IsOtherThanChosen(List<Found<string>> colours, string? chosen) => chosen is not null && colours is [var one, var other] && IsNamed(chosen, one.Value) && !IsNamed(chosen, other.Value)
        && !Enumerable.Range(one.At + 1, other.At - one.At - 1).Any(IsAnd) && IsApart(one.At, other.At, Pause.Comma);

    /// <summary>"rather the camel, my sister has the black one already": what is chosen already is no correction.</summary>
    private Found<string> Instead(List<Found<string>> colours, string? chosen) => chosen is null ? colours[^1] : colours.FindLast(colour => !IsNamed(chosen, colour.Value)) is { Value: not null } other ? other : colours[^1];

    private List<string> CurrentColours() => CurrentLine() is { } line ? Options(line, "colours") : [];

    /// <summary>Whatever was asked last: "Marron" is no name here.</summary>
    private bool IsNamed(string option, string colour) => Reader.Read(option, state.Moment([]) with { Asked = null }).Colours.Any(found => found.Value == colour);

    /// <summary>"je fais du 42,5, plutôt 42 ou 43 ?": what the product does not come in is no choice.</summary>
    private List<Found<string>> Existing(List<Found<string>> sizes)
    {
        if (sizes.Count < 2 || CurrentLine() is not { } line) return sizes;
        var offered = Options(line, "sizes");
        return sizes.Where(size => offered.Contains(size.Value)).ToList() is { Count: > 0 } left ? left : sizes;
    }

    /// <summary>"noire ou blanche, laquelle vous conseillez ?" chooses neither.</summary>
    private bool IsUndecided(List<Found<string>> colours) => colours.Count > 1 && !IsCorrecting()
        && read.Senses.Any(sense => sense.Concept is Concept.Either && colours[0].At < sense.First && sense.First < colours[^1].At);

    /// <summary>"41/42".</summary>
    private bool IsOneOf(int one, int other) => read.Tokens.Text[read.Tokens[one].End..read.Tokens[other].Start].Trim() is "/" or "-" or "\\";

    /// <summary>"deux noires et une blanche" is two lines, "une noire et blanche" one.</summary>
    private bool IsCounted(int colour, int after) => CountedBefore(colour, after) is not null;

    private string? CountedBefore(int option, int after) => Enumerable.Range(after + 1, option - after - 1).Reverse()
        .Select(i => read.Quantities.Where(quantity => quantity.At == i).Select(quantity => quantity.Value.ToString(CultureInfo.InvariantCulture)).FirstOrDefault()
            ?? read.Senses.Where(sense => sense.Concept is Concept.Number && sense.First == i && option - i <= FarthestCount + 2).Select(sense => sense.Value).FirstOrDefault()
            ?? (read.Tokens[i].IsNumber && option - i <= FarthestCount && int.TryParse(read.Tokens[i].Word, CultureInfo.InvariantCulture, out var pieces) && pieces is > 0 and <= MostCounted ? read.Tokens[i].Word : null))
        .FirstOrDefault(count => count is not null);

    private JsonObject? CurrentLine() => LinesNow().LastOrDefault();

    private string? CurrentReference() => (string?)CurrentLine()?["product"];

    /// <summary>"pas le 42, le 43" means 43, and so does "43 au lieu de 42" said of a 42.</summary>
    private List<Found<T>> Meant<T>(IReadOnlyList<Found<T>> said, string? current, Func<int, bool> isMine)
    {
        var here = said.Where(found => isMine(found.At) && !IsDenied(found.At)).ToList();
        if (here.Count > 1 && current is not null && !(here is List<Found<string>> options && AreCounted(options))) here.RemoveAll(found => found.Value?.ToString() == current);
        return here;
    }

    private bool IsDenied(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (read.Tokens[i + 1].Before is not Pause.None) return false;
            var word = read.Tokens[i].Word;
            if (word is "pas" or "not" or "machi" or "ماشي" or "ليس" or "وليس" or "sans" or "bla" || InSteadOf.Contains(word) && (word is not "place" || i > 0 && read.Tokens[i - 1].Word is "la")) return true;
            if (word is "of" && i > 0 && read.Tokens[i - 1].Word is "instead") return true;
            if (!(read.Tokens[i].IsNumber || read.Senses.Any(sense => sense.Concept is Concept.Number && sense.First == i) || word is "des" or "le" or "la" or "les" or "du" or "de" or "l" or "the" or "من" or "taille" or "pointure" or "en" or "f" or "size" or "en" or "d")) return false;
        }

        return false;
    }
}
