using System.Text.Json.Nodes;

namespace Platform.Domain.Assistant;

/// <summary>One of the few things a model can do, as it is described to the model.</summary>
public sealed record DeskTool(string Name, string Description, params IReadOnlyList<DeskTool.Parameter> Parameters)
{
    public sealed record Parameter(string Name, string Description, bool IsRequired = true, string Type = "string");

    public static IReadOnlyList<DeskTool> All { get; } =
    [
        new("find_products", "Finds products by the customer's own words, in any language. Answers short refs such as P1 that the other tools take. An empty query shows the shop window.",
            new Parameter("query", "The customer's words, unchanged")),
        new("product_details", "Price, sizes, colours and description of one product.",
            new Parameter("product", "A ref such as P1")),
        new("compare_products", "What the catalogue says of several products, side by side: the answer to \"what is the difference?\" and \"which one is better?\". Nothing else may be said for or against one.",
            new Parameter("products", "Two to five refs, such as P1 P2")),
        new("check_stock", "Whether a size and colour of a product can be had, and what there is instead.",
            new Parameter("product", "A ref such as P1"), new("size", "As the customer said it", false), new("colour", "As the customer said it", false), new("quantity", "How many", false, "integer")),
        new("knowledge", "What the seller wrote about payment, exchanges, opening hours and the like. Only what it answers may be said.",
            new Parameter("question", "The customer's question, unchanged")),
        new("zones_and_fees", "Delivery fee and time, for one city or for all.",
            new Parameter("city", "Empty for all", false)),
        new("set_detail", "Notes one detail of the order. Answers what is still missing and how to ask for it.",
            new Parameter("field", "product, add_product, remove_product, size, colour, other, quantity, city, quarter, address, name, phone, date (yyyy-MM-dd), slot, note, discount (percent, or empty for the best the rules allow), choice (the number of an offered choice), doubt (yes: the customer spoke of a change that you could not note, and is asked about it before anything is read out; no: it is settled), cancel (empties the order), restore (takes a cancel back)"),
            new("value", "As the customer said it. For products a ref such as P1; where several lines are of one product, P1/size/colour for product and remove_product, written as in the draft", false)),
        new("see_draft", "Everything known about the order, what is missing, and what the customer was last asked.",
            new Parameter("ask", "What your reply will ask for, if not the next missing detail: switch, person", false)),
        new("recap", "Reads the whole order out. Send its text unchanged, as the end of your reply, and wait for the customer's yes."),
        new("confirm", "Places the order. Only after the customer has answered the recap with a clear yes."),
        new("propose_slots", "Days and hours at which the order can be delivered."),
        new("where_is_my_order", "The state of this customer's own orders."),
        new("payment_link", "A link on which the customer pays their own order before the delivery: the answer to \"I want to pay by card\" or \"by Orange Money\". The amount is the order's. Send its text unchanged."),
        new("escalate", "Hands the chat to a person: the customer asks for one, is angry, complains, or you cannot help.",
            new Parameter("reason", "person, anger, complaint, refund, subject, question or not_understood")),
        new("stop_messages", "The customer wants to receive nothing more."),
    ];

    /// <summary>The parameters as a JSON schema.</summary>
    public JsonObject Schema => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Parameters.Select(parameter => KeyValuePair.Create(
            parameter.Name, (JsonNode?)new JsonObject { ["type"] = parameter.Type, ["description"] = parameter.Description }))),
        ["required"] = new JsonArray([.. Parameters.Where(parameter => parameter.IsRequired).Select(parameter => (JsonNode?)parameter.Name)]),
    };
}
