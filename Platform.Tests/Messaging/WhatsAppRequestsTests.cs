using System.Text.Json.Nodes;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Tests.Messaging;

/// <summary>What we send is what Meta's own documentation sends.</summary>
public sealed class WhatsAppRequestsTests
{
    private static readonly string Requests = Path.Combine(AppContext.BaseDirectory, "Messaging/Payloads/WhatsAppRequests");

    public static TheoryData<string, Content> Documented() => new()
    {
        { "text_01", new Content.Text("As requested, here's the link to our latest product: https://www.meta.com/quest/quest-3/", PreviewUrl: true) },
        {
            "buttons_01", new Content.Buttons(
                "Hi Pablo! Your gardening workshop is scheduled for 9am tomorrow. Use the buttons if you need to reschedule. Thank you!",
                [new("change-button", "Change"), new("cancel-button", "Cancel")],
                new Header.Media(MediaKind.Image, new MediaSource.Stored("2762702990552401")),
                "Lucky Shrub: Your gateway to succulents!™")
        },
        {
            "list_01", new Content.List("Which shipping option do you prefer?", "Shipping Options",
            [
                new("I want it ASAP!", [new("priority_express", "Priority Mail Express", "Next Day to 2 Days"), new("priority_mail", "Priority Mail", "1–3 Days")]),
                new("I can wait a bit", [new("usps_ground_advantage", "USPS Ground Advantage", "2–5 Days"), new("media_mail", "Media Mail", "2–8 Days")]),
            ], new Header.Text("Choose Shipping Option"), "Lucky Shrub: Your gateway to succulents™")
        },
        {
            "cta_url_01", new Content.Link("Tap the button below to see available dates.", "See Dates",
                new("https://www.luckyshrub.com?clickID=kqDGWd24Q5TRwoEQTICY7W1JKoXvaZOXWAS7h1P76s0R7Paec4"),
                new Header.Media(MediaKind.Image, new MediaSource.Link(new("https://www.luckyshrub.com/assets/lucky-shrub-banner-logo-v1.png"))),
                "Dates subject to change.")
        },
        {
            "catalog_message_01", new Content.Catalogue(
                "Hello! Thanks for your interest. Ordering is easy. Just visit our catalog and add items to purchase.", "2lc20305pt", "Best grocery deals on WhatsApp!")
        },
        { "reaction_01", new Content.Reaction("wamid.HBgLMTY0NjcwNDM1OTUVAgASGBQzQUZCMTY0MDc2MUYwNzBDNTY5MAA=", "😀") },
        {
            "template_send_named_01", new Content.Template("welcome_discount_template", "en_US")
            {
                Header = new Header.Media(MediaKind.Image, new MediaSource.Stored("1339522734477770")),
                Body = [new("Jessica", "first_name"), new("WELCOME25", "discount_code"), new("25%", "discount_amount")],
            }
        },
        {
            "template_send_coupon_01", new Content.Template("coupon_code_fall2023_25off", "en_US")
            {
                Body = [new("25OFF"), new("25%")],
                Presses = [new(1, TemplateButtonKind.CopyCode, "25OFF")],
            }
        },
        {
            "template_send_catalog_01", new Content.Template("intro_catalog_offer", "en_US")
            {
                Body = [new("100"), new("400"), new("3")],
                Presses = [new(0, TemplateButtonKind.Catalogue, "2lc20305pt")],
            }
        },
    };

    [Theory, MemberData(nameof(Documented))]
    public void What_we_send_is_what_is_documented(string file, Content content)
    {
        var message = new Outgoing(new(AddressKind.Phone, "+16505551234"), content, "reference");
        WhatsAppLimits.Check(message);

        Assert.Equal(Comparable(Document(file)), Comparable(WhatsAppRequests.Send(message)));
    }

    [Fact]
    public void An_answer_names_the_message_it_answers()
    {
        var answer = new Outgoing(
            new(AddressKind.Phone, "+16505551234"), new Content.Text("You're welcome, Pablo!"), "reference", Quoted: "wamid.HBgLMTY0NjcwNDM1OTUVAgASGBQzQTdCNTg5RjY1MEMyRjlGMjRGNgA=");

        Assert.Equal(Comparable(Document("reply_01")), Comparable(WhatsAppRequests.Send(answer)));
    }

    [Fact]
    public void Someone_without_a_number_is_written_to_by_their_id()
    {
        var request = WhatsAppRequests.Send(new(new(AddressKind.User, "MA.13491208655302741918"), new Content.Text("Salam"), "reference"));

        Assert.Equal("MA.13491208655302741918", (string?)request["recipient"]);
        Assert.False(request.ContainsKey("to"));
    }

    public static TheoryData<string, Content> TooMuch()
    {
        static Choice[] Choices(int count) => [.. Enumerable.Range(1, count).Select(n => new Choice($"id{n}", $"Choix {n}"))];
        static Content.List List(params Section[] sections) => new("Laquelle ?", "Choisir", sections);
        var long4097 = new string('a', 4097);

        return new()
        {
            { "too_long.body", new Content.Text(long4097) },
            { "missing.body", new Content.Text("  ") },
            { "missing.buttons", new Content.Buttons("Oui ?", []) },
            { "too_many.buttons", new Content.Buttons("Oui ?", Choices(4)) },
            { "too_long.button", new Content.Buttons("Oui ?", [new("a", "Vingt et une lettres !")]) },
            { "malformed.button_id", new Content.Buttons("Oui ?", [new("a", "Oui"), new("a", "Non")]) },
            { "malformed.button", new Content.Buttons("Oui ?", [new("a", "Oui"), new("b", "Oui")]) },
            { "too_long.body", new Content.Buttons(long4097[..1025], Choices(1)) },
            { "too_long.footer", new Content.Buttons("Oui ?", Choices(1), Footer: long4097[..61]) },
            { "too_long.header", new Content.Buttons("Oui ?", Choices(1), new Header.Text(long4097[..61])) },
            { "unsupported.header", new Content.Buttons("Oui ?", Choices(1), new Header.Location(new(33.5, -7.6))) },
            { "too_many.rows", List(new Section("A", Choices(6)), new Section("B", Choices(5))) },
            { "missing.section", List(new Section(null, Choices(1)), new Section("B", [new("z", "Z")])) },
            { "too_long.row", List(new Section(null, [new("a", long4097[..25])])) },
            { "too_long.description", List(new Section(null, [new("a", "A", long4097[..73])])) },
            { "too_long.label", new Content.Link("Ici", long4097[..21], new("https://relais.example")) },
            { "malformed.url", new Content.Link("Ici", "Ouvrir", new("javascript:alert(1)")) },
            { "unsupported.caption", new Content.Media(MediaKind.Voice, new MediaSource.Stored("1"), "Écoute") },
            { "too_long.caption", new Content.Media(MediaKind.Image, new MediaSource.Stored("1"), long4097[..1025]) },
            { "malformed.place", new Content.Location(new(91, 0)) },
            { "malformed.place", new Content.Location(new(double.NaN, 0)) },
            { "template_blanks.spaces", new Content.Template("promo", "fr") { Body = [new("une\nligne")] } },
            { "template_blanks.mixed", new Content.Template("promo", "fr") { Body = [new("a"), new("b", "nom")] } },
            { "too_many.products", new Content.ProductList("c", "Tout", "Voici", [new("A", [.. Enumerable.Range(0, 31).Select(n => $"{n}")])]) },
        };
    }

    [Theory, MemberData(nameof(TooMuch))]
    public void What_does_not_fit_is_said_before_the_call_and_by_name(string code, Content content)
    {
        var refused = Assert.Throws<ProviderException>(() => WhatsAppLimits.Check(new(new(AddressKind.Phone, "+212612345678"), content, "reference")));
        Assert.Equal((code, ProviderFault.Final), (refused.Code, refused.Fault));
    }

    [Fact]
    public void Every_known_code_has_a_fault_and_a_word()
    {
        var words = typeof(Trouble).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        Assert.All(WhatsAppErrors.Codes, code => Assert.Contains(WhatsAppErrors.Of(code).Word, words));
        Assert.Equal(new Trouble(ProviderFault.Final, Trouble.Refused), WhatsAppErrors.Of(99999999));
        Assert.Equal(ProviderFault.Fix, WhatsAppErrors.Of(213).Fault);
    }

    private static JsonNode Document(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Requests, $"request_{file}.json")))!;

    /// <summary>Without what both sides may leave out or spell as they like: member order, defaults, case of enumerations, the plus, our reference.</summary>
    private static string Comparable(JsonNode request)
    {
        var root = request.DeepClone().AsObject();
        root.Remove("biz_opaque_callback_data");
        root["recipient_type"] = "individual";
        root["to"] = "+" + ((string)root["to"]!).TrimStart('+');
        return Ordered(root).ToJsonString().Replace("\"preview_url\":false,", "", StringComparison.Ordinal).Replace(",\"preview_url\":false", "", StringComparison.Ordinal)
            .Replace("https://www.luckyshrub.com/?", "https://www.luckyshrub.com?", StringComparison.Ordinal);
    }

    private static JsonNode Ordered(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Where(m => m.Value is not null).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, (JsonNode?)(m.Key switch
        {
            "sub_type" => JsonValue.Create(((string)m.Value!).ToLowerInvariant()),
            "index" => JsonValue.Create(m.Value!.ToString()),
            _ => Ordered(m.Value!),
        })))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Ordered(item))]),
        _ => node.DeepClone(),
    };
}
