using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>
/// The last look before the order is read out: whatever was said of a change and stands nowhere in the order is asked about.
/// Nobody reads a recap as closely as they should, and the next yes would be one to the old order.
/// </summary>
internal sealed partial class SalesTalk
{
    private const string Alter = "alter";

    /// <summary>Something was wrong, and it was asked what.</summary>
    private bool hasAskedBack;

    private IEnumerable<DeskCall> AskBack()
    {
        if (IsStuck() && (hasAskedBack || IsUnheeded()))
        {
            says.Clear();
            foreach (var call in HandOver("not_understood")) yield return call;
            isRefused = true;
            yield break;
        }

        if (hasAskedBack && state.Lines.Any(IsChosen))
        {
            yield return new DeskCall("set_detail", ("field", "doubt"), ("value", "yes"));
            yield break;
        }

        if (!IsUnheeded())
        {
            // "43", when 43 is noted: what was asked about stands in the order now.
            if (state.IsDoubtful && !read.IsQuestion && (mentions is not [] || read.Sizes.Count + read.Colours.Count + read.Quantities.Count > 0))
                foreach (var call in Set("doubt", "no")) yield return call;
            yield break;
        }

        foreach (var call in Doubt()) yield return call;
        isRefused = true;
    }

    /// <summary>It stays open until it is settled: who answers another question first has not forgotten it.</summary>
    private IEnumerable<DeskCall> Doubt()
    {
        var call = new DeskCall("set_detail", ("field", "doubt"), ("value", "yes"));
        yield return call;
        if (call.Text is { } text) says.Add(text);
        isHeard = true;
    }

    /// <summary>"no, it is right so", "yes": nothing is to change.</summary>
    private IEnumerable<DeskCall> Settle()
    {
        foreach (var call in Set("doubt", "no")) yield return call;
        foreach (var call in Do("recap")) yield return call;
    }

    /// <summary>"no", asked whether the other should come instead or as well: neither, and nothing more is to be asked of it.</summary>
    private bool IsKeepingToTheFirst() => state.Asked is Question.Switch && read.Has(Concept.No) && read is { HasDetail: false, IsQuestion: false, Rest.Count: <= MostUnread } && mentions.TrueForAll(mention => OrderedIn(mention) is not null)
        && !read.HasAny(Concept.Yes, Concept.Correction, Concept.Add, Concept.Both, Concept.Cancel, Concept.Remove, Concept.But) && !read.Tokens.All.Any(token => InSteadOf.Contains(token.Word));

    private IEnumerable<DeskCall> KeepToTheFirst()
    {
        foreach (var call in Set("doubt", "no")) yield return call;
        foreach (var call in Close()) yield return call;
    }

    /// <summary>Asked what is to change they said nothing that changes anything: a person will understand.</summary>
    private bool IsStuck() => state is { Asked: Question.Doubt, IsDoubtful: true } && JsonNode.DeepEquals(state.Known, noted?.Answer["known"]);

    private bool IsSettling() => state.Asked is Question.Doubt && mentions is [] && !read.HasDetail && !read.IsQuestion
        && (Acceptance.Accepts(words) || read.HasAny(Concept.Yes, Concept.No, Concept.Thanks) && !read.HasAny(Concept.Correction, Concept.Remove, Concept.Add, Concept.Only) && read.Rest.Count <= MostUnread);

    private bool IsUnheeded()
    {
        if (isRefused || asksWhether || hasListed || LinesNow() is [] || read.IsQuestion && read.Tokens.Text.AsSpan().IndexOfAny("?؟") < 0) return false;

        var now = LinesNow();
        List<JsonObject> ever = [.. state.Lines, .. now];
        var isSame = JsonNode.DeepEquals(state.Known, noted?.Answer["known"]);
        return read.Colours.Any(colour => Counts(colour.At) && !IsDenied(colour.At) && !read.Colours.Any(later => IsTakenBack(colour.At, later.At)) && !ever.Exists(line => (string?)line["colour"] is { } shade && IsNamed(shade, colour.Value)))
            || read.Sizes.Any(size => Counts(size.At) && !IsDenied(size.At) && !read.Sizes.Any(later => IsTakenBack(size.At, later.At)) && ever.Exists(line => Options(line, "sizes").Contains(size.Value)) && !ever.Exists(line => (string?)line["size"] == size.Value))
            || mentions.Exists(mention => mention is { Products: [_], IsKind: false } && Counts(mention.First) && !IsInPassing(mention) && !IsTakenBack(mention) && !IsDenied(mention.First) && !ever.Exists(line => (string?)line["product"] == mention.Reference))
            || read.Has(Concept.Ordinal) && read.Sizes.Count + read.Colours.Count > 0 && now is [.., var last] && (int?)last["quantity"] > 1
            || Counted().Exists(count => !now.Exists(line => (int?)line["quantity"] == count) && (isSame || now.Count != count && now.Sum(line => (int?)line["quantity"] ?? 1) != count))
            || isSame && state.Lines.Any(IsChosen) && read.Senses.Any(sense => Changes(sense) && Counts(sense.First));
    }

    /// <summary>What is asked about is not wished for yet.</summary>
    private bool Counts(int at) => !IsAsked(at);

    /// <summary>How many were spoken of, as far as the figures cannot be of a house, a day or a telephone.</summary>
    private List<int> Counted() => read switch
    {
        not { Address: null, Quarter: null, Phone: null, Day: null, Slot: null, Choice: null } => [],
        { Quantities: [_, ..] } => [.. read.Quantities.Where(count => Counts(count.At) && !IsDenied(count.At)).Select(count => count.Value)],
        _ => [.. read.Senses.Where(sense => sense is { Concept: Concept.Number, IsExact: true } && Counts(sense.First) && !IsDenied(sense.First) && !IsUnit(sense.Last + 1)).Select(sense => int.Parse(sense.Value, CultureInfo.InvariantCulture)).Where(count => count is > 1 and <= MostCounted)],
    };

    private bool IsUnit(int at) => read.Senses.Any(sense => sense.First == at && sense.Concept is Concept.Percent or Concept.Unitday or Concept.Cost or Concept.Day or Concept.Month or Concept.Slot);

    /// <summary>"sorry, what is the total?" changes nothing, and neither do "no no, I keep the suede" and "can I exchange it if it is too small".</summary>
    private bool Changes(Sense sense) => sense.Concept switch
    {
        Concept.Remove => true,
        Concept.Correction => says is [] || IsOf(sense.First, Alter) || mentions.Exists(mention => OrderedIn(mention) is not null),
        Concept.Exchange => state.IsRecapPending && IsOf(sense.First, Alter) && !read.Tokens.All.Any(token => token.Word is "si" or "if" or "can" or "could" or "peux" or "peut" or "ila" or "n9der" or "اذا" or "الا" or "ممكن" or "نقدر"),
        Concept.No => read.Tokens[sense.Last].Word != read.Tokens[sense.First].Word && mentions.Exists(mention => OrderedIn(mention) is not null),
        Concept.Only => mentions.Exists(mention => OrderedIn(mention) is not null),
        _ => false,
    };

    /// <summary>The lines as the desk last told them. Who asks for them before it has answered guesses, and goes no further in the same breath.</summary>
    private List<JsonObject> LinesNow()
    {
        HasGuessed |= isAhead;
        return [.. (noted?.Answer["known"]?["lines"] as JsonArray ?? []).OfType<JsonObject>()];
    }
}
