using System.Text.Json.Nodes;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>How the desk names things, to the model and to the customer.</summary>
public sealed partial class SalesDesk
{
    private static readonly Concept[] Topics =
    [
        Concept.Payment, Concept.Exchange, Concept.Warranty, Concept.Authentic, Concept.Place, Concept.Hours, Concept.Guide,
        Concept.Photo, Concept.Wholesale, Concept.Job, Concept.Invoice, Concept.Partner, Concept.Wrapping, Concept.Voucher, Concept.Refund, Concept.Delivery, Concept.Delay,
    ];

    /// <summary>The seller's answer to the same subject, in whatever language it was asked; else the one that shares the rarest words.</summary>
    private DeskAnswer Knowledge(Draft draft, string question)
    {
        var tongue = draft.Tongue!.Value;
        var moment = MomentOf(draft);
        var asked = Reader.Read(question, moment);
        var topics = Topics.Where(asked.Has).ToList();
        var words = ContentWords(question);

        var best = shop.Knowledge
            .Select(entry => (Entry: entry, Points: Points(entry)))
            .Where(found => found.Points >= 3)
            .OrderByDescending(found => found.Points)
            .ThenByDescending(found => Reader.TongueOf(found.Entry.Text) == tongue)
            .Select(found => found.Entry)
            .FirstOrDefault();

        return best is null
            ? Done("knowledge", draft, Reading(Say.In(tongue, "unknown"), ("known", false)))
            : Done("knowledge", draft, Reading(Writing.Clean(best.Text).Trim(), ("known", true)));

        int Points(Answer entry)
        {
            var about = Reader.Read(entry.Question, moment);
            var shared = ContentWords(entry.Question);
            return topics.Count(about.Has) * 4 + words.Count(word => shared.Any(other => Spelling.IsSame(word, other))) * 2;
        }
    }

    private static List<string> ContentWords(string text) =>
        [.. Tokens.Of(text).All.Where(token => token.IsWord && token.Word.Length >= 4 && !Lexicon.All.IsEveryday(token.Word)).Select(token => token.Word).Distinct()];

    private (Draft Draft, JsonObject Item) Item(Draft draft, Product product)
    {
        if (!draft.Shown.Contains(product.Id)) draft = draft with { Shown = draft.Shown.Add(product.Id) };
        return (draft, new()
        {
            ["ref"] = RefOf(draft, product.Id),
            ["title"] = Wares.Title(product),
            ["price"] = wares.Price(product, draft.Tongue!.Value),
            ["available"] = product.IsAvailable,
            ["sizes"] = new JsonArray([.. Wares.SizesLeft(product, null, null).Select(size => (JsonNode?)size)]),
            ["colours"] = new JsonArray([.. Wares.ColoursLeft(product, null, null).Select(colour => (JsonNode?)colour)]),
        });
    }

    private static string RefOf(Draft draft, ProductId product) => $"P{draft.Shown.IndexOf(product) + 1}";

    private Product? ProductOf(Draft draft, string reference) =>
        reference is ['P' or 'p', .. var digits] && int.TryParse(digits, out var place) && place >= 1 && place <= draft.Shown.Length ? shop.Catalogue[draft.Shown[place - 1]] : null;

    private string Card(Product product, Tongue tongue) => product.IsAvailable
        ? Join(
            $"{Say.Among(Wares.Title(product), tongue)} : {wares.Price(product, tongue)}.",
            Wares.SizesLeft(product, null, null) is { Count: > 0 } sizes ? Say.In(tongue, "sizes", ("list", Enumerate(sizes, tongue))) : null,
            Wares.ColoursLeft(product, null, null) is { Count: > 0 } colours ? Say.In(tongue, "colours", ("list", Enumerate(colours, tongue))) : null)
        : Say.In(tongue, "soldout", ("title", Wares.Title(product)));

    private string List(IEnumerable<Product> products, Tongue tongue) =>
        string.Join('\n', products.Select((product, i) => $"{i + 1}. {Say.Among(Wares.Title(product), tongue)} : {(product.IsAvailable ? wares.Price(product, tongue) : Say.In(tongue, "soldout", ("title", "")).Trim())}"));

    private static string What(Product product, string? size, string? colour) => string.Join(' ', new[] { Wares.Title(product), size, colour }.OfType<string>());

    private static string Enumerate(IEnumerable<string> items, Tongue tongue) => string.Join(Say.Comma(tongue), items);

    private static string Join(params ReadOnlySpan<string?> sentences)
    {
        var said = new List<string>();
        foreach (var sentence in sentences)
            if (!string.IsNullOrEmpty(sentence)) said.Add(sentence);
        return string.Join(' ', said);
    }

    private static JsonObject Reading(string? text, params ReadOnlySpan<(string Key, JsonNode? Value)> values)
    {
        var reading = new JsonObject { ["ok"] = true };
        if (text is not null) reading["text"] = text;
        foreach (var (key, value) in values) reading[key] = value;
        return reading;
    }

    private static DeskAnswer Done(string tool, Draft draft, JsonObject forModel)
    {
        forModel["ok"] ??= true;
        return new(tool, true, forModel, draft);
    }

    private static DeskAnswer Refuse(Draft draft, string tool, string why, string? text = null) =>
        new(tool, false, Reading(string.IsNullOrEmpty(text) ? null : text, ("ok", false), ("why", why)), draft);

    private static DeskAnswer RefuseRef(Draft draft, string tool) => Refuse(draft, tool, "No such ref was handed out in this chat. Call find_products first.");
}
