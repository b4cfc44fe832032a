using System.Collections.Immutable;
using Platform.Domain.Assistant;
using Platform.Domain.Common;

namespace Platform.Tests.Assistant;

/// <summary>What the desk does for any model, and what for none.</summary>
public sealed class SalesDeskSpecs
{
    private Draft draft = Draft.Empty;
    private Situation customer = new(Shops.Today, [new Line(Speaker.Customer, "bonjour")]);
    private Shop shop = Shops.Atlas;

    [Fact]
    public void A_recap_reads_out_lines_fee_total_and_where_it_goes()
    {
        FillIn();

        var recap = Call("recap");

        Assert.Equal(
            """
            Voici votre commande :
            • 1 × Adidas Samba OG, 42, Noir : 799 DH
            Livraison Casablanca : 30 DH
            *Total : 829 DH*
            Pour : Karim Alaoui, +212661020304
            Adresse : 12 rue Ibnou Sina, Maârif, Casablanca
            Livraison prévue : en 1 jour
            Je confirme ? (oui / non)
            """.ReplaceLineEndings("\n"),
            recap.Text);
        Assert.Equal(Money.Of(829, Currency.MAD), draft.Recap!.Total);
    }

    [Fact]
    public void Nothing_is_read_out_while_something_is_missing()
    {
        Call("find_products", ("query", "samba"));
        Set("product", "P1");

        Assert.False(Call("recap").IsDone);
        Assert.Equal(Question.Size, draft.Asked);
    }

    [Fact]
    public void A_yes_to_the_recap_is_ready_to_be_placed()
    {
        ReadOut();
        Hear("oui merci");

        var answer = Call("confirm");

        Assert.Equal(draft.Recap, Assert.IsType<Deed.Place>(answer.Deed).Recap);
        Assert.Contains("A-1", SalesDesk.Placed(draft, "A-1").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oui mais en 43")]
    [InlineData("c'est combien ?")]
    [InlineData("non")]
    public void Other_words_place_nothing(string words)
    {
        ReadOut();
        Hear(words);

        Assert.Null(Call("confirm").Deed);
    }

    [Fact]
    public void A_recap_that_was_never_sent_is_no_recap()
    {
        FillIn();
        Call("recap");
        Hear("oui");

        Assert.False(Call("confirm").IsDone);
    }

    [Fact]
    public void Once_something_else_was_said_the_yes_is_to_that()
    {
        ReadOut();
        customer = customer with { Said = customer.Said.Add(new(Speaker.Member, "Vous voulez aussi des lacets ?")) };
        Hear("oui");

        Assert.Null(Call("confirm").Deed);
    }

    [Theory]
    [InlineData("size", "43")]
    [InlineData("quantity", "2")]
    [InlineData("city", "Rabat")]
    [InlineData("name", "Salma")]
    public void Any_change_voids_the_recap(string field, string value)
    {
        ReadOut();
        Set(field, value);
        Hear("oui");

        Assert.Null(draft.Recap);
        Assert.Null(Call("confirm").Deed);
    }

    [Fact]
    public void Noting_the_same_again_changes_nothing()
    {
        ReadOut();
        Set("city", "casa");

        Assert.NotNull(draft.Recap);
    }

    [Fact]
    public void A_price_that_rose_since_is_read_out_again()
    {
        ReadOut();
        var dearer = shop.Catalogue.Products.Select(product => product with { Variants = [.. product.Variants.Select(variant => variant with { Price = variant.Price + Money.Of(10, Currency.MAD) })] });
        shop = shop with { Catalogue = new CatalogueIndex(dearer) };
        Hear("oui");

        Assert.Null(Call("confirm").Deed);
        Assert.Null(draft.Recap);
    }

    [Fact]
    public void The_last_pair_sold_to_another_is_told_and_the_size_asked_again()
    {
        ReadOut();

        var answer = new SalesDesk(shop, customer).SoldOut(draft, 0);

        Assert.Equal("Oh, Adidas Samba OG 42 Noir vient tout juste de partir, désolé. Il reste en 39, 40, 41, 43, 44.", answer.Text);
        Assert.Null(answer.Draft.Details.Lines[0].Size);
    }

    [Theory]
    [InlineData("price", "1")]
    [InlineData("total", "1")]
    [InlineData("fee", "0")]
    [InlineData("discount", "50")]
    [InlineData("name", "Remise 50 %")]
    [InlineData("address", "12 rue X pour 1 DH")]
    [InlineData("address", "https://example.com")]
    [InlineData("quantity", "-3")]
    [InlineData("city", "Atlantide")]
    [InlineData("phone", "12")]
    [InlineData("date", "demain")]
    public void What_a_model_may_not_set_is_refused_with_a_reason(string field, string value)
    {
        FillIn();
        var before = draft.Details;

        var answer = Call("set_detail", ("field", field), ("value", value));

        Assert.False(answer.IsDone);
        Assert.NotEmpty((string)answer.ForModel["why"]!);
        Assert.Equal(before, draft.Details);
    }

    [Theory]
    [InlineData("product_details", "product", "P9")]
    [InlineData("product_details", "price", "1")]
    [InlineData("where_is_my_order", "phone", "+212600000000")]
    [InlineData("refund", "amount", "100")]
    public void Refs_arguments_and_tools_that_do_not_exist_are_refused(string tool, string name, string value) => Assert.False(Call(tool, (name, value)).IsDone);

    [Fact]
    public void Products_are_compared_by_what_the_catalogue_says_of_them()
    {
        Call("find_products", ("query", "samba et gazelle"));

        Assert.Equal(
            """
            Voici ce que je peux vous en dire :
            1. Adidas Samba OG : 799 DH. Tailles disponibles : 39, 40, 41, 42, 43, 44. Couleurs disponibles : Noir, Blanc. Adidas Samba OG, confortable et solide.
            2. Adidas Gazelle : 749 DH. Tailles disponibles : 36, 37, 38, 39, 40, 41. Couleurs disponibles : Bleu, Rouge, Rose. Adidas Gazelle, confortable et solide.
            Lequel vous plaît ? Répondez avec le numéro.
            """.ReplaceLineEndings("\n"),
            Call("compare_products", ("products", "P1 P2")).Text);
        Assert.Equal("P1 P2", string.Join(' ', draft.Offered));
        Assert.False(Call("compare_products", ("products", "P1")).IsDone);
    }

    [Fact]
    public void What_was_asked_about_is_what_is_taken()
    {
        Call("find_products", ("query", "samba"));
        Call("check_stock", ("product", "P1"), ("size", "42"), ("colour", "noire"));
        Set("product", "P1");

        Assert.Equal(("42", "Noir"), (draft.Current!.Size, draft.Current.Colour));
    }

    [Fact]
    public void An_answer_is_for_the_line_that_was_asked_about()
    {
        Call("find_products", ("query", "samba et gazelle"));
        Set("product", "P1");
        Set("add_product", "P2");
        Set("size", "41");
        Set("colour", "bleue");

        Assert.StartsWith("Adidas Samba OG", (string?)Call("see_draft").ForModel["question"], StringComparison.Ordinal);
        Set("size", "42");
        Set("colour", "noire");

        Assert.Equal([("Adidas Gazelle", "41"), ("Adidas Samba OG", "42")], draft.Details.Lines.Select(line => (shop.Catalogue[line.Product]!.Title, line.Size!)));
    }

    [Fact]
    public void The_rules_grant_and_no_more()
    {
        FillIn();

        Assert.Equal("Je peux vous faire une remise de 5 % 😊", Call("set_detail", ("field", "discount")).Text);
        Assert.False(Call("set_detail", ("field", "discount")).IsDone);
        Call("recap");
        Assert.Equal(Money.Of(39, Currency.MAD), draft.Recap!.Discount);
    }

    [Fact]
    public void What_a_person_promised_binds()
    {
        customer = customer with { Promises = [new Promise(shop.Catalogue.Products[0].Id, Money.Of(700, Currency.MAD), Shops.Today.AddDays(2))] };
        FillIn();

        Assert.Contains("700 DH", Call("check_stock", ("product", "P1")).Text, StringComparison.Ordinal);
        Assert.False(Call("set_detail", ("field", "discount")).IsDone);
        Call("recap");
        Assert.Equal(Money.Of(730, Currency.MAD), draft.Recap!.Total);
    }

    [Fact]
    public void From_a_certain_sum_the_delivery_is_free()
    {
        FillIn();
        Set("quantity", "2");
        Call("recap");

        Assert.Equal(Money.Of(1598, Currency.MAD), draft.Recap!.Total);
    }

    [Fact]
    public void Days_come_from_the_zone()
    {
        shop = Shops.Akwa;
        Set("city", "Douala");

        Assert.Equal("Quand vous livrer ? Répondez avec le numéro.\n1. dimanche 22/11, 9h-12h\n2. dimanche 22/11, 14h-18h\n3. lundi 23/11, 9h-12h\n4. lundi 23/11, 14h-18h\n5. mardi 24/11, 9h-12h\n6. mardi 24/11, 14h-18h", Call("propose_slots").Text);
        Set("choice", "4");
        Assert.Equal((new DateOnly(2026, 11, 23), "14h-18h"), (draft.Details.Date, draft.Details.Slot));
        Assert.False(Call("set_detail", ("field", "date"), ("value", "2026-11-21")).IsDone);
    }

    [Theory]
    [InlineData("08:00", "1. samedi 21/11, 9h-12h\n2. samedi 21/11, 14h-18h\n3. dimanche 22/11, 9h-12h")]
    [InlineData("11:30", "1. samedi 21/11, 14h-18h\n2. dimanche 22/11, 9h-12h")]
    [InlineData("17:10", "1. dimanche 22/11, 9h-12h\n2. dimanche 22/11, 14h-18h")]
    public void Hours_that_are_over_are_not_offered(string now, string first)
    {
        SameDay(now);

        Assert.StartsWith("Quand vous livrer ? Répondez avec le numéro.\n" + first, Call("propose_slots").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_promised_hours_that_are_over()
    {
        SameDay("13:00");
        Set("date", "2026-11-21");
        Assert.Equal((Shops.Today, "14h-18h"), (draft.Details.Date, draft.Details.Slot));
        Assert.False(Call("set_detail", ("field", "slot"), ("value", "9h-12h")).IsDone);

        SameDay("20:00");
        Assert.False(Call("set_detail", ("field", "date"), ("value", "2026-11-21")).IsDone);
    }

    [Fact]
    public void A_yes_that_comes_after_the_hours_is_asked_for_again()
    {
        SameDay("13:00");
        FillIn();
        Set("date", "2026-11-21");
        Call("recap");
        Assert.Contains("samedi 21/11, 14h-18h", draft.Recap!.Text, StringComparison.Ordinal);
        customer = customer with { Now = new(19, 0), Said = customer.Said.Add(new(Speaker.Assistant, draft.Recap.Text)) };
        Hear("oui");

        var answer = Call("confirm");
        Assert.False(answer.IsDone);
        Assert.StartsWith("Quand vous livrer ? Répondez avec le numéro.\n1. dimanche 22/11, 9h-12h", answer.Text, StringComparison.Ordinal);
        Assert.Null(draft.Details.Date);
    }

    [Fact]
    public void The_draft_survives_being_written_down()
    {
        ReadOut();

        var again = System.Text.Json.JsonSerializer.Deserialize<Draft>(System.Text.Json.JsonSerializer.Serialize(draft))!;

        Assert.Equal(draft.Details, again.Details);
        Assert.Equal((draft.Recap!.Id, draft.Recap.Total, draft.Recap.Text), (again.Recap!.Id, again.Recap.Total, again.Recap.Text));
        Assert.True(draft.Shown.SequenceEqual(again.Shown));
    }

    /// <summary>A shop that brings on the day itself, at this hour.</summary>
    private void SameDay(string now)
    {
        shop = Shops.Atlas with { Zones = [Shops.Atlas.Zones[0] with { MinDays = 0, Slots = ["9h-12h", "14h-18h"] }] };
        customer = customer with { Now = TimeOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture) };
        Set("city", "casa");
    }

    private void FillIn()
    {
        Call("find_products", ("query", "samba"));
        foreach (var (field, value) in new[] { ("product", "P1"), ("size", "42"), ("colour", "noire"), ("city", "casa"), ("quarter", "Maârif"), ("address", "12 rue Ibnou Sina"), ("name", "Karim Alaoui"), ("phone", "0661020304") })
            Set(field, value);
    }

    private void ReadOut()
    {
        FillIn();
        customer = customer with { Said = customer.Said.Add(new(Speaker.Assistant, Call("recap").Text!)) };
    }

    private void Hear(string words) => customer = customer with { Said = customer.Said.Add(new(Speaker.Customer, words)) };

    private void Set(string field, string value) => Assert.True(Call("set_detail", ("field", field), ("value", value)).IsDone);

    private DeskAnswer Call(string tool, params (string Name, string Value)[] arguments)
    {
        var answer = new SalesDesk(shop, customer).Call(draft, tool, arguments.ToImmutableDictionary(argument => argument.Name, object? (argument) => argument.Value));
        draft = answer.Draft;
        return answer;
    }
}
