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

    private IEnumerable<DeskCall> AskBack()
    {
        if (!IsUnheeded()) yield break;
        says.Add(Say("change"));
        isRefused = isHeard = true;
    }

    private bool IsUnheeded()
    {
        if (isRefused || asksWhether || hasListed || state.Lines is [] || read.IsQuestion && read.Tokens.Text.AsSpan().IndexOfAny("?؟") < 0) return false;

        var now = LinesNow();
        List<JsonObject> ever = [.. state.Lines, .. now];
        var isSame = JsonNode.DeepEquals(state.Known, noted?.Answer["known"]);
        return read.Colours.Any(colour => Counts(colour.At) && !ever.Exists(line => (string?)line["colour"] is { } shade && IsNamed(shade, colour.Value)))
            || read.Sizes.Any(size => Counts(size.At) && ever.Exists(line => Options(line, "sizes").Contains(size.Value)) && !ever.Exists(line => (string?)line["size"] == size.Value))
            || mentions.Exists(mention => mention is { Products: [_], IsKind: false } && Counts(mention.First) && !IsInPassing(mention) && !ever.Exists(line => (string?)line["product"] == mention.Reference))
            || Counted().Any(count => !now.Exists(line => (int?)line["quantity"] == count) && (isSame || now.Count != count && now.Sum(line => (int?)line["quantity"] ?? 1) != count))
            || isSame && state.Lines.Any(IsChosen) && read.Senses.Any(sense => Changes(sense) && Counts(sense.First));
    }

    /// <summary>What is asked about is not wished for yet.</summary>
    private bool Counts(int at) => !IsAsked(at);

    /// <summary>How many were spoken of, as far as the figures cannot be of a house, a day or a telephone.</summary>
    private IEnumerable<int> Counted() => read is { Address: null, Quarter: null, Phone: null, Day: null, Slot: null, Choice: null }
        ? read.Quantities.Where(count => Counts(count.At)).Select(count => count.Value)
            .Concat(read.Senses.Where(sense => sense is { Concept: Concept.Number, IsExact: true } && Counts(sense.First) && !IsDenied(sense.First) && !IsUnit(sense.Last + 1)).Select(sense => int.Parse(sense.Value, CultureInfo.InvariantCulture)).Where(count => count is > 1 and <= MostCounted))
        : [];

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
