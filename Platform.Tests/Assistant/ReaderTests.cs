using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Tests.Assistant;

/// <summary>What single messages say, as customers type them.</summary>
public sealed class ReaderTests
{
    private static readonly Moment Morocco = new(Shops.Today, Country.Find("MA")!);

    [Theory]
    [InlineData("je voudrais commander une paire", Tongue.French)]
    [InlineData("do you have this in black?", Tongue.English)]
    [InlineData("bghit wahd sebbat 3afak", Tongue.DarijaLatin)]
    [InlineData("bghit la samba taille 42 svp", Tongue.DarijaLatin)]
    [InlineData("بغيت واحد الصباط عافاك", Tongue.Darija)]
    [InlineData("أريد حذاء من فضلك", Tongue.Arabic)]
    public void The_language_shows(string text, Tongue tongue) => Assert.Equal(tongue, Reader.TongueOf(text));

    [Theory]
    [InlineData("42")]
    [InlineData("0612345678")]
    public void Figures_are_of_no_language(string text) => Assert.Null(Reader.TongueOf(text));

    [Theory]
    [InlineData("ES", "je suis à Madrid, rue Mayor 5")]
    [InlineData("DE", "I'm in Berlin, 5 Mayor street")]
    public void What_is_abroad_for_a_seller_of_africa_is_where_one_of_europe_delivers(string country, string text)
    {
        Assert.Contains("Mayor", Reader.Read(text, new Moment(Shops.Today, Country.Find(country)!, Asked: Question.Address)).Address, StringComparison.Ordinal);
        Assert.DoesNotContain("Madrid", Reader.Read(text, Morocco with { Asked = Question.Address }).Address ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("immeuble 7 pas 5", "immeuble 7")]
    [InlineData("pardon c'est l'immeuble 7 pas 5, étage 2", "immeuble 7, étage 2")]
    [InlineData("rue 12 numéro 5, non 7", "rue 12 numéro 7")]
    [InlineData("rue 12 numéro 5 euh non 7", "rue 12 numéro 7")]
    [InlineData("rue 5 non rue 7", "rue 7")]
    [InlineData("rue 7 pas rue 5", "rue 7")]
    [InlineData("résidence Atlas, immeuble pas 5 mais 7", "résidence Atlas, immeuble 7")]
    [InlineData("c'est pas l'immeuble 5 c'est l'immeuble 7", "immeuble 7")]
    [InlineData("pourquoi pas immeuble 5 immeuble 7", "immeuble 5 immeuble 7")]
    [InlineData("bloc B pas C", "bloc B")]
    [InlineData("rue Ibn Sina pas Ibn Rochd", "rue Ibn Sina")]
    [InlineData("rue 9 au lieu de 6, appt 3", "rue 9, appt 3")]
    [InlineData("rue 14, pas loin de la mosquée", "rue 14, pas loin de la mosquée")]
    [InlineData("12 Palm street not 21", "12 Palm street")]
    [InlineData("building not 5 but 7", "building 7")]
    [InlineData("flat 4, sorry, 6", "flat 6")]
    [InlineData("zn9a 7 machi 5", "zn9a 7")]
    [InlineData("imara machi 5, 7", "imara 7")]
    [InlineData("dar 5, la, 9", "dar 9")]
    [InlineData("زنقة 7 ماشي 5", "زنقة 7")]
    [InlineData("عمارة 5 لا 7", "عمارة 7")]
    [InlineData("شارع الجيش رقم 7 وليس 5", "شارع الجيش رقم 7")]
    [InlineData("عمارة ليس 5 بل 7", "عمارة 7")]
    public void What_is_put_right_within_an_address_is_cut_out_of_it(string text, string address) =>
        Assert.Equal(address, Reader.Read(text, Morocco with { Asked = Question.Address, City = "Casablanca" }).Address);

    [Fact]
    public void A_letter_is_no_size_where_sizes_are_numbers() => Assert.Empty(Reader.Read("ok sift liya wehda l salé", Morocco with { Asked = Question.Size, Sizes = ["41", "42"] }).Sizes);

    [Theory]
    [InlineData("l meknes, bni mhamed, zen9a 7 dar 3", "bni mhamed, zen9a 7 dar 3", null)]
    [InlineData("Essaouira, medina, riad Zahra, rue Laalouj 25", "medina, riad Zahra, rue Laalouj 25", null)]
    [InlineData("Casa, Karim Alaoui, rue 12", "rue 12", "Karim Alaoui")]
    [InlineData("jabite a beni melal hay riad ru 6 nemero 9", "hay riad ru 6 nemero 9", null)]
    public void Between_town_and_street_stands_a_part_of_the_town(string text, string address, string? name)
    {
        var read = Reader.Read(text, Morocco with { Asked = Question.City });
        Assert.Equal((address, name), (read.Address, read.Name));
    }

    [Theory]
    [InlineData("42 pas 43", "42")]
    [InlineData("pas 42, 43", "43")]
    [InlineData("42 non 43", "43")]
    [InlineData("42 ou plutôt 43", "43")]
    [InlineData("43 au lieu de 42", "43")]
    [InlineData("taille L pas M", "L")]
    [InlineData("not 42 but 43", "43")]
    [InlineData("42, I mean 43", "43")]
    [InlineData("machi 42, 43", "43")]
    [InlineData("43 machi 42", "43")]
    [InlineData("43 ماشي 42", "43")]
    [InlineData("مقاس 43 وليس 42", "43")]
    public void What_is_put_right_is_the_size(string text, string size) => Assert.Equal([size], Reader.Read(text, Morocco with { Asked = Question.Size }).Sizes.Select(found => found.Value).Distinct());

    [Theory]
    [InlineData("noire pas blanche", "black")]
    [InlineData("blanche non noire", "black")]
    [InlineData("not white but black", "black")]
    [InlineData("black, not white", "black")]
    [InlineData("k7la machi byda", "black")]
    [InlineData("machi byda, k7la", "black")]
    [InlineData("كحلة ماشي بيضة", "black")]
    [InlineData("أسود وليس أبيض", "black")]
    public void What_is_put_right_is_the_colour(string text, string colour) => Assert.Equal([colour], Reader.Read(text, Morocco with { Asked = Question.Colour }).Colours.Select(found => found.Value).Distinct());

    [Theory]
    [InlineData("2 paires pas 3", 2)]
    [InlineData("3 non 2 paires", 2)]
    [InlineData("pas 3 mais 2", 2)]
    [InlineData("2 not 3", 2)]
    [InlineData("2 machi 3", 2)]
    [InlineData("2 ماشي 3", 2)]
    public void What_is_put_right_is_the_quantity(string text, int quantity) => Assert.Equal([quantity], Reader.Read(text, Morocco with { Asked = Question.Quantity }).Quantities.Select(found => found.Value).Distinct());

    [Theory]
    [InlineData("Karim pas Kamal", "Karim")]
    [InlineData("Kamal non Karim Alaoui", "Karim Alaoui")]
    [InlineData("je m'appelle Karim Alaoui pas Alami", "Karim Alaoui")]
    [InlineData("Karim, not Kamal", "Karim")]
    [InlineData("Karim machi Kamal", "Karim")]
    [InlineData("كريم ماشي كمال", "كريم")]
    public void What_is_put_right_is_the_name(string text, string name) => Assert.Equal(name, Reader.Read(text, Morocco with { Asked = Question.Name }).Name);

    [Fact]
    public void A_borrowed_word_does_not_change_the_language() => Assert.Equal(Tongue.DarijaLatin, Reader.TongueOf("oui merci", Tongue.DarijaLatin));

    [Theory]
    [InlineData("je suis à casa", "Casablanca")]
    [InlineData("livraison fcasa", "Casablanca")]
    [InlineData("mn mrakch", "Marrakech")]
    [InlineData("kazablanca", "Casablanca")]
    [InlineData("الدار البيضاء", "Casablanca")]
    [InlineData("فالرباط", "Rabat")]
    [InlineData("لمراكش", "Marrakech")]
    [InlineData("maarif", "Casablanca")]
    [InlineData("yaounde", "Yaoundé")]
    [InlineData("cocody", "Abidjan")]
    [InlineData("guediawaye", "Guédiawaye")]
    [InlineData("port gentil", "Port-Gentil")]
    [InlineData("Salé Tabriquet rue 6", "Salé")]
    [InlineData("Settat, hay smara, street 2", "Settat")]
    [InlineData("Rabat, Agdal, 5 rue Oued Fes apt 3", "Rabat")]
    [InlineData("عفوا، إلى أكادير وليس مراكش", "Agadir")]
    [InlineData("à Agadir au lieu de Marrakech", "Agadir")]
    public void Cities_are_known_by_many_spellings(string text, string city) => Assert.Equal(city, Reader.Read(text, Morocco).City?.Name);

    [Theory]
    [InlineData("safi merci")]
    [InlineData("wakha safi")]
    [InlineData("rue de Fès 12")]
    [InlineData("chaussure sale")]
    public void Not_every_word_that_looks_like_a_city_is_one(string text) => Assert.Null(Reader.Read(text, Morocco).City);

    [Theory]
    [InlineData("12 rue Ibnou Sina, Maarif, Casablanca", "12 rue Ibnou Sina, Maarif")]
    [InlineData("casa derb sultan zn9a 4 dar 12", "derb sultan zn9a 4 dar 12")]
    [InlineData("Rabat\nAgdal, avenue de France, imm 4 appt 12\nKarim", "Agdal, avenue de France, imm 4 appt 12")]
    [InlineData("طنجة شارع البحر رقم 3", "شارع البحر رقم 3")]
    public void Addresses_end_where_something_else_begins(string text, string address) => Assert.Equal(address, Reader.Read(text, Morocco).Address);

    [Theory]
    [InlineData("je m'appelle karim alaoui", "Karim Alaoui")]
    [InlineData("smiyti salma", "Salma")]
    [InlineData("اسمي يوسف أمراني", "يوسف أمراني")]
    [InlineData("my name is James Carter and I live in Rabat", "James Carter")]
    [InlineData("nom : Awa Diop", "Awa Diop")]
    [InlineData("سجلوها باسم أختي مريم الشرقاوي", "مريم الشرقاوي")]
    public void Names_are_heard_where_they_are_introduced(string text, string name) => Assert.Equal(name, Reader.Read(text, Morocco).Name);

    [Theory]
    [InlineData("Marie", "Marie")]
    [InlineData("c'est pour Zineb", "Zineb")]
    [InlineData("karim", "Karim")]
    [InlineData("Ngo Bassong", "Ngo Bassong")]
    public void The_answer_to_a_question_for_a_name_is_a_name(string text, string name) =>
        Assert.Equal(name, Reader.Read(text, Morocco with { Asked = Question.Name }).Name);

    [Theory]
    [InlineData("MA", "mon tel 06 61-02.03 04", "+212661020304")]
    [InlineData("MA", "رقمي ٠٦٦١٠٢٠٣٠٤", "+212661020304")]
    [InlineData("CM", "677 88 99 00", "+237677889900")]
    [InlineData("CI", "07 07 12 34 56", "+2250707123456")]
    [InlineData("SN", "call me on 77 123 45 67", "+221771234567")]
    [InlineData("MA", "+33 6 12 34 56 78", "+33612345678")]
    [InlineData("MA", "212661020304", "+212661020304")]
    public void Phones_are_read_as_their_country_writes_them(string country, string text, string phone) =>
        Assert.Equal(phone, Reader.Read(text, Morocco with { Country = Country.Find(country)! }).Phone?.Value);

    [Theory]
    [InlineData("pointure 42", "42")]
    [InlineData("f 42.5", "42.5")]
    [InlineData("taille M", "M")]
    [InlineData("en XL", "XL")]
    [InlineData("quarante deux", "42")]
    [InlineData("tnin w rb3in", "42")]
    [InlineData("مقاس ٤٢", "42")]
    [InlineData("taille 44... no 43", "43")]
    public void Sizes_are_read_in_figures_letters_and_words(string text, string size) => Assert.Equal([size], Reader.Read(text, Morocco).Sizes.Select(found => found.Value));

    [Theory]
    [InlineData("2 paires", 2)]
    [InlineData("finalement deux", 2)]
    [InlineData("x3", 3)]
    [InlineData("bghit jouj", 2)]
    [InlineData("three pairs", 3)]
    [InlineData("ثلاثة قطع", 3)]
    public void Quantities_are_read_in_figures_and_words(string text, int quantity) => Assert.Equal([quantity], Reader.Read(text, Morocco).Quantities.Select(found => found.Value));

    [Theory]
    [InlineData("rue 12 numéro 4")]
    [InlineData("immeuble 3 appartement 2")]
    [InlineData("j'ai une question")]
    public void Not_every_number_counts_pieces(string text) => Assert.Empty(Reader.Read(text, Morocco).Quantities);

    [Theory]
    [InlineData("lbayda", "white")]
    [InlineData("كحلة", "black")]
    [InlineData("bleu marine", "navy")]
    [InlineData("الأحمر", "red")]
    public void Colours_are_known_in_every_language(string text, string colour) => Assert.Equal([colour], Reader.Read(text, Morocco).Colours.Select(found => found.Value));

    [Theory]
    [InlineData("demain matin", "2026-11-22", "morning")]
    [InlineData("ghedda l3chiya", "2026-11-22", "afternoon")]
    [InlineData("mardi après-midi", "2026-11-24", "afternoon")]
    [InlineData("tomorrow evening", "2026-11-22", "evening")]
    [InlineData("غدا صباحا", "2026-11-22", "morning")]
    [InlineData("le 25/11 à 15h", "2026-11-25", "15")]
    [InlineData("samedi", "2026-11-28", null)]
    public void Days_and_hours_are_read_from_today(string text, string day, string? slot)
    {
        var read = Reader.Read(text, Morocco);

        Assert.Equal((day, slot), (read.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), read.Slot));
    }

    [Theory]
    [InlineData("c ki ki peut me répondr, un umain svp", Concept.Polite)]
    [InlineData("vous livrez à oujda ?", Concept.Delivery)]
    [InlineData("wach nbdel ila ma jatnich", Concept.Exchange)]
    [InlineData("akher taman", Concept.Bargain)]
    [InlineData("أين طلبي", Concept.Track)]
    [InlineData("nhder m3a chi wahed", Concept.Person)]
    [InlineData("non, plutôt le 43", Concept.Correction)]
    [InlineData("bande de voleurs", Concept.Insult)]
    [InlineData("unsubscribe", Concept.Stop)]
    [InlineData("هل يصل غدا؟", Concept.Delay)]
    [InlineData("غلط", Concept.Correction)]
    [InlineData("هذا خطأ", Concept.Correction)]
    [InlineData("that's a mistake", Concept.Correction)]
    public void Wishes_are_understood(string text, Concept concept) => Assert.True(Reader.Read(text, Morocco).Has(concept));

    [Theory]
    [InlineData("mieux vaut payer à la livraison", Concept.Compare)]
    [InlineData("votre meilleur prix ?", Concept.Compare)]
    [InlineData("which price is the best?", Concept.Compare)]
    [InlineData("je dois attendre combien de temps ?", Concept.Cancel)]
    [InlineData("attendez", Concept.Cancel)]
    [InlineData("استنى", Concept.Cancel)]
    public void Wishes_are_not_read_into_words(string text, Concept concept) => Assert.False(Reader.Read(text, Morocco).Has(concept));

    [Fact]
    public void What_cannot_be_seen_is_not_read() => Assert.Equal("pointure 42", Writing.Clean("poin\u200Bture \u202E42\u2069\uDB40\uDC41"));
}
