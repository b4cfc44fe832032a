using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>
/// The tools behind which every model works, bound to one shop and one customer. A model can only ask:
/// prices, stock, totals and whose orders these are come from the shop and the record, never from its arguments.
/// </summary>
public sealed partial class SalesDesk(Shop shop, Situation customer)
{
    private const int MostShown = 5, LongestReason = 40;

    private readonly Wares wares = new(shop, customer);
    private readonly string words = string.Join('\n', customer.Words);

    public DeskAnswer Call(Draft draft, string tool, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var given = new ToolArguments(arguments);
        draft = draft with { Tongue = TongueFor(draft) };

        if (DeskTool.All.FirstOrDefault(known => known.Name == tool) is not { } described)
            return Refuse(draft, "unknown", $"There is no such tool. The tools are: {string.Join(", ", DeskTool.All.Select(known => known.Name))}.");
        if (given.Names.FirstOrDefault(name => described.Parameters.All(parameter => parameter.Name != name)) is not null)
            return Refuse(draft, tool, $"This tool takes only: {string.Join(", ", described.Parameters.Select(parameter => parameter.Name))}. Prices, totals and ids are never yours to give.");

        return tool switch
        {
            "find_products" => FindProducts(draft, given["query"]),
            "product_details" => ProductDetails(draft, given["product"]),
            "compare_products" => CompareProducts(draft, given["products"]),
            "check_stock" => CheckStock(draft, given["product"], given["size"], given["colour"], given.Number("quantity") ?? 1),
            "knowledge" => Knowledge(draft, given["question"]),
            "zones_and_fees" => ZonesAndFees(draft, given["city"]),
            "set_detail" => SetDetail(draft, given["field"], given["value"]),
            "see_draft" => SeeDraft(draft, given["ask"]),
            "recap" => ReadOut(draft),
            "confirm" => Confirm(draft),
            "propose_slots" => ProposeSlots(draft),
            "where_is_my_order" => WhereIsMyOrder(draft),
            "payment_link" => PaymentLink(draft),
            "escalate" => Escalate(draft, given["reason"]),
            _ => new(tool, true, Reading(Say.In(draft.Tongue!.Value, "stopped")), draft, new Deed.StopMessages()),
        };
    }

    private Tongue TongueFor(Draft draft)
    {
        var spoken = HasWritten ? draft.Tongue ?? customer.Tongue : customer.Tongue;
        var known = Reader.TongueOf(words, spoken) ?? spoken ?? shop.Rules.Languages.FirstOrDefault(Tongue.French);
        return shop.Rules.Languages.IsDefaultOrEmpty || shop.Rules.Languages.Contains(known) ? known : shop.Rules.Languages[0];
    }

    /// <summary>A photo tells no language: what we answered it in was a guess.</summary>
    private bool HasWritten => customer.Said.Length - customer.Words.Length is var before && customer.Said.Take(before).Any(line => line.By is Speaker.Customer && line.Text.Any(char.IsLetter));

    private DeskAnswer FindProducts(Draft draft, string query)
    {
        var tongue = draft.Tongue!.Value;
        var text = Tokens.Of(query);
        var mentions = query.Length == 0 ? [ShopWindow()] : shop.Catalogue.Find(text);
        if (mentions is [] && draft.Details.Lines is [])
        {
            var asked = Reader.Read(query, MomentOf(draft));
            if (asked.Budget is { } most && Cheapest(most) is { Products: [_, _, ..] } affordable) mentions = [affordable];
            else if (asked.Has(Concept.Cheaper)) mentions = [Cheapest()];
        }

        if (mentions is [] && (ChosenByTitle(draft, text) ?? ChosenByLook(draft, query)) is { } chosen) mentions = [chosen];
        if (mentions is [] || mentions[0].Products is [])
            return Done("find_products", draft, Reading(Say.In(tongue, "found.none"), ("mentions", new JsonArray())));

        var wish = Reader.Read(query, MomentOf(draft) with { Taken = [.. mentions.SelectMany(mention => mention.Words)] });
        var found = new JsonArray();
        foreach (var mention in mentions)
        {
            var fitting = Narrow(mention, wish);
            var products = new JsonArray();
            foreach (var product in fitting.Take(MostShown))
            {
                (draft, var item) = Item(draft, product);
                products.Add((JsonNode)item);
            }

            found.Add((JsonNode)new JsonObject { ["words"] = new JsonArray([.. mention.Words.Select(word => (JsonNode?)word)]), ["products"] = products, ["more"] = fitting.Count - products.Count, ["kind"] = mention.Products.Length > 1, ["other"] = IsOtherModel(text, mention, fitting) });
        }

        var first = Narrow(mentions[0], wish);
        var isOther = IsOtherModel(text, mentions[0], first);
        if (first is [var only] && !isOther)
        {
            if (mentions.Count > 1) draft = draft with { Offered = [.. mentions.SelectMany(mention => Narrow(mention, wish).Take(1)).Select(product => RefOf(draft, product.Id)).Distinct()], Asked = Question.Product };
            return Done("find_products", draft, Reading(Card(only, tongue), ("mentions", found)));
        }

        draft = draft with { Offered = [.. first.Take(MostShown).Select(product => RefOf(draft, product.Id))], Asked = Question.Product };
        var none = isOther ? Say.In(tongue, "found.none") + "\n" : "";
        return Done("find_products", draft, Reading($"{none}{Say.In(tongue, "list.head")}\n{List(first.Take(MostShown), tongue)}\n{Say.In(tongue, "list.ask")}", ("mentions", found)));
    }

    /// <summary>"Air Max 95", of a shop that has the 90: near, and not what was asked for.</summary>
    private static bool IsOtherModel(Tokens text, Mention mention, List<Product> fitting)
    {
        if (mention.Words is [] || mention.Last + 1 >= text.Count || text[mention.Last + 1] is not { IsNumber: true, Before: Pause.None, Word: { Length: 2 or 3 } said }) return false;
        var models = fitting.SelectMany(product => Tokens.Of(product.Title).All).Where(token => token is { IsNumber: true, Word.Length: >= 2 }).Select(token => token.Word).ToHashSet();
        return models.Count > 0 && !models.Contains(said) && said[0] > '4' | said.Length == 3 && !mention.Words.Any(word => models.Contains(text[word].Word))
            && !fitting.Exists(product => product.Sizes.Contains(said)) && !(mention.Last + 2 < text.Count && Lexicon.All.IsUnit(text[mention.Last + 2].Word));
    }

    /// <summary>"authentic, how much?", when one of several that were just shown is called so.</summary>
    private Mention? ChosenByTitle(Draft draft, Tokens text) => draft is not { Asked: Question.Product, Offered.Length: > 1 } ? null : draft.Offered
        .Select(reference => ProductOf(draft, reference)).OfType<Product>()
        .Select(product => (Product: product, Words: Tokens.Of(product.Title).All.Where(word => word.IsWord && word.Word.Length > 3).Select(word => word.Word).ToHashSet()))
        .Select(title => (title.Product, Said: Enumerable.Range(0, text.Count).Where(i => title.Words.Contains(text[i].Word)).ToImmutableArray()))
        .Where(title => title.Said is not []).ToList() is [var only] ? new(only.Said[0], only.Said[^1], only.Said, [only.Product]) : null;

    /// <summary>"the red one", of several that were just shown.</summary>
    private Mention? ChosenByLook(Draft draft, string query) => draft is { Asked: Question.Product, Offered.Length: > 1, Details.Lines: [] }
        && Reader.Read(query, MomentOf(draft)) is { Choice: null, Rest: [], Address: null, Quarter: null } wish && !wish.HasAny(Concept.Authentic, Concept.Compliment) && (wish.Colours.Count > 0 || wish.Sizes.Count > 0)
            ? new(0, 0, [], [.. draft.Offered.Select(reference => ProductOf(draft, reference)).OfType<Product>()])
            : null;

    private Mention ShopWindow() => new(0, 0, [], [.. shop.Catalogue.Products.Where(product => product.IsAvailable).Take(MostShown)]);

    /// <param name="most">What they want to spend: "what do you have for less than 300?"</param>
    private Mention Cheapest(int? most = null) => new(0, 0, [], [.. shop.Catalogue.Products.Where(product => product.IsAvailable && (most is not { } limit || wares.LowestPrice(product).Minor <= Money.Of(limit, shop.Currency).Minor)).OrderBy(product => wares.LowestPrice(product).Minor).Take(MostShown)]);

    /// <summary>The size, the colour and "cheaper" choose among products the words fit alike.</summary>
    private List<Product> Narrow(Mention mention, Understood wish)
    {
        List<Product> fitting = [.. mention.Products];
        if (mention.IsGuess) return fitting;
        foreach (var colour in wish.Colours) Keep(product => Wares.ColoursOf(product, colour.Value).Count > 0);
        foreach (var size in wish.Sizes) Keep(product => Wares.SizeOf(product, size.Value) is { } its && Wares.Matching(product, its, null, null).Any(variant => variant.Available > 0));
        if (wish.Has(Concept.Cheaper)) fitting = [.. fitting.OrderBy(product => wares.LowestPrice(product).Minor)];
        return fitting;

        void Keep(Func<Product, bool> fits)
        {
            if (fitting.Count > 1 && fitting.Where(fits).ToList() is { Count: > 0 } left) fitting = left;
        }
    }

    private DeskAnswer ProductDetails(Draft draft, string reference)
    {
        if (ProductOf(draft, reference) is not { } product) return RefuseRef(draft, "product_details");

        (draft, var item) = Item(draft, product);
        if (Wares.Description(product) is { Length: > 0 } description) item["description"] = description;
        draft = draft with { Offered = [RefOf(draft, product.Id)] };
        item["ok"] = true;
        item["text"] = string.Join('\n', new[] { Card(product, draft.Tongue!.Value), (string?)item["description"] }.OfType<string>());
        return Done("product_details", draft, item);
    }

    private DeskAnswer CompareProducts(Draft draft, string references)
    {
        var tongue = draft.Tongue!.Value;
        List<Product> products = [.. references.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(reference => ProductOf(draft, reference)).OfType<Product>().Distinct().Take(MostShown)];
        if (products.Count < 2) return RefuseRef(draft, "compare_products");

        draft = draft with { Offered = [.. products.Select(product => RefOf(draft, product.Id))], Asked = Question.Product };
        var lines = products.Select((product, i) => $"{i + 1}. {Join(Card(product, tongue), Wares.FirstSentence(product))}");
        return Done("compare_products", draft, Reading(string.Join('\n', [Say.In(tongue, "compare.head"), .. lines, Say.In(tongue, "list.ask")])));
    }

    private DeskAnswer CheckStock(Draft draft, string reference, string size, string colour, int quantity)
    {
        if (ProductOf(draft, reference) is not { } product) return RefuseRef(draft, "check_stock");
        var tongue = draft.Tongue!.Value;

        var sizeOf = size.Length == 0 ? null : Wares.SizeOf(product, size);
        if (size.Length > 0 && sizeOf is null && product.Sizes.Any())
            return No("size.none", ("title", Wares.Title(product)), Wares.SizesLeft(product, null, null), []);
        var colours = colour.Length == 0 ? [] : Wares.ColoursOf(product, colour);
        if (colour.Length > 0 && colours is [] && product.Colours.Any())
            return No("colour.none", ("title", Wares.Title(product)), [], Wares.ColoursLeft(product, sizeOf, null));

        var colourOf = colours is [var one] ? one : null;
        var variants = Wares.Matching(product, sizeOf, null, null).Where(variant => colours is [] || colours.Contains(variant.Colour ?? "", StringComparer.OrdinalIgnoreCase)).ToList();
        var best = variants.Where(variant => variant.Available > 0).ToList();
        var what = What(product, sizeOf, colourOf);
        if (best is []) return No("stock.no", ("what", what), Wares.SizesLeft(product, colourOf, null), Wares.ColoursLeft(product, sizeOf, null));
        if (best.Max(variant => variant.Available) is var most && most < quantity) return No("stock.few", ("count", Say.Figure(most)), [], []);

        var text = Join(
            Say.In(tongue, "stock.yes", ("what", what), ("price", wares.Price(product, tongue, sizeOf, colourOf))),
            sizeOf is null && product.Sizes.Any() ? null : Wares.Left(best, tongue),
            sizeOf is null && Wares.SizesLeft(product, colourOf, null) is { Count: > 1 } sizes ? Say.In(tongue, "sizes", ("list", Enumerate(sizes, tongue))) : null,
            colourOf is null && Wares.ColoursLeft(product, sizeOf, null) is { Count: > 1 } shades ? Say.In(tongue, "colours", ("list", Enumerate(shades, tongue))) : null);
        return Done("check_stock", Viewing(draft, new(product.Id, sizeOf, colourOf)), Reading(text, ("available", true)));

        DeskAnswer No(string key, (string, string) value, List<string> sizesLeft, List<string> coloursLeft)
        {
            var also = Join(
                Say.In(tongue, key, value),
                sizesLeft is [] ? null : Say.In(tongue, "also.sizes", ("list", Enumerate(sizesLeft, tongue))),
                coloursLeft is [] ? null : Say.In(tongue, "also.colours", ("list", Enumerate(coloursLeft, tongue))));
            var offered = draft;
            var isOneOfSeveral = draft.Offered is { Length: > 1 } && draft.Offered.Contains(reference);
            if (sizesLeft is [] && coloursLeft is [] && key == "stock.no" && !isOneOfSeveral) (offered, also) = WithOthers(draft, product, also);
            return Done("check_stock", offered, Reading(also, ("available", false)));
        }
    }

    private static Draft Viewing(Draft draft, DraftLine seen) =>
        seen is { Size: null, Colour: null } || draft.Details.Lines.Any(line => line.Product == seen.Product)
            ? draft
            : draft with { Viewed = draft.Viewed.RemoveAll(line => line.Product == seen.Product).Add(seen) };

    /// <summary>Nothing left of this one: what else of its kind there is.</summary>
    private (Draft Draft, string Text) WithOthers(Draft draft, Product gone, string text)
    {
        List<Product> others = [.. shop.Catalogue.Products.Where(product => product.Id != gone.Id && product.IsAvailable && product.Category is not null && product.Category == gone.Category).Take(3)];
        if (others is []) return (draft, text);

        foreach (var other in others) (draft, _) = Item(draft, other);
        draft = draft with { Offered = [.. others.Select(other => RefOf(draft, other.Id))], Asked = Question.Product };
        return (draft, $"{text}\n{Say.In(draft.Tongue!.Value, "also.products")}\n{List(others, draft.Tongue!.Value)}");
    }

    private DeskAnswer WhereIsMyOrder(Draft draft)
    {
        var tongue = draft.Tongue!.Value;
        if (customer.Orders is [])
            return Done("where_is_my_order", draft, Reading(Say.In(tongue, "order.none"), ("orders", 0)));

        var lines = customer.Orders.TakeLast(3).Select(order => Join(
            Say.In(tongue, "order.one", ("number", order.Number), ("stage", Say.In(tongue, $"stage.{order.Stage.ToString().ToLowerInvariant()}"))),
            order is { Expected: { } expected, Stage: not (OrderStage.Delivered or OrderStage.Cancelled) } ? Say.In(tongue, "order.expected", ("date", Say.Date(expected, tongue))) : null,
            order is { Courier: { } courier, Stage: not (OrderStage.Delivered or OrderStage.Cancelled) } ? Say.In(tongue, "order.courier", ("courier", courier)) : null,
            order is { Follow: { } link, Stage: not (OrderStage.Delivered or OrderStage.Cancelled) } ? Say.In(tongue, "order.follow", ("link", link)) : null));
        return Done("where_is_my_order", draft, Reading(string.Join('\n', lines), ("orders", customer.Orders.Length)));
    }

    private DeskAnswer Escalate(Draft draft, string reason)
    {
        var isSorry = reason is "anger" or "complaint" or "refund";
        var why = new string([.. reason.Where(c => char.IsLetter(c) || c is ' ' or '_').Take(LongestReason)]);
        return new("escalate", true, Reading(Say.In(draft.Tongue!.Value, isSorry ? "person.sorry" : "person")), draft, new Deed.HandOver(why, Note(draft)));
    }

    /// <summary>What a colleague should know before writing the next line.</summary>
    public string Note(Draft draft)
    {
        var wants = draft.Details.Lines.Select(line => shop.Catalogue[line.Product] is { } product ? $"{line.Quantity} × {What(product, line.Size, line.Colour)}" : null).OfType<string>();
        return string.Join(" · ", ((string?[])
        [
            string.Join(", ", wants) is { Length: > 0 } lines ? lines : null,
            draft.Details.City,
            draft.Details.Discount > 0 ? $"-{draft.Details.Discount} %" : null,
            draft.Recap is { } read ? $"= {Say.Amount(read.Total, draft.Tongue ?? Tongue.French)}" : null,
            customer.Words is [.., var last] ? $"« {(last.Length > 160 ? last[..160] : last)} »" : null,
        ]).OfType<string>());
    }
}
