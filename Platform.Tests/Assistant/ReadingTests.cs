using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Tests.Assistant;

/// <summary>What is said with a story around it, or in the middle of a sale where another thing is known already.</summary>
public sealed class ReadingTests
{
    private static readonly Moment Morocco = new(Shops.Today, Country.Find("MA")!);

    private static Understood Read(string text, Question? asked = null, string? city = null) => Reader.Read(text, Morocco with { Asked = asked, City = city });

    [Theory]
    [InlineData("اسمه طارق البقالي وهو من سيستلم", "طارق البقالي")]
    [InlineData("ياسين العمراني هو اللي غادي يشدها", "ياسين العمراني")]
    [InlineData("Omar Chraibi qui va récupérer le colis", "Omar Chraibi")]
    [InlineData("Brian Mitchell who'll pick up", "Brian Mitchell")]
    [InlineData("smito Said Lamrani howa li ghadi ychdha", "Said Lamrani")]
    [InlineData("samir li kayn", "Samir")]
    public void What_is_told_of_somebody_is_no_part_of_their_name(string text, string name) => Assert.Equal(name, Read(text, Question.Name).Name);

    [Theory]
    [InlineData("دير سمية مراتي حنان الزاهي", "حنان الزاهي")]
    [InlineData("حط سمية خويا يونس الكرواني", "يونس الكرواني")]
    [InlineData("put my wife's name instead, Hannah Okafor", "Hannah Okafor")]
    [InlineData("mettez le nom de ma mère c'est elle qui sera là : Latifa Benjelloun", "Latifa Benjelloun")]
    [InlineData("عافاك دير السمية ديال ماما هي لي غادي تشد الكوموند: لطيفة بنجلون", "لطيفة بنجلون")]
    [InlineData("c'est ma sœur qui va réceptionner, mettez plutôt Solange Ngo Bassa", "Solange Ngo Bassa")]
    [InlineData("mettez plutôt Wendkuni Zongo", "Wendkuni Zongo")]
    [InlineData("c'est ma sœur qui va recevoir, mettez la taille 38", null)]
    [InlineData("mettez plutôt la Noire", null)]
    [InlineData("mettez plutôt Rabat Agdal", null)]
    [InlineData("c'est mon frère qui récupère", null)]
    public void Who_receives_it_is_put_down_at_the_readout(string text, string? name) => Assert.Equal(name, Read(text, Question.Confirmation, "Casablanca").Name);

    [Theory]
    [InlineData("Agadir, 5 rue des Palmiers, Megan Doyle is the name", "Megan Doyle", "5 rue des Palmiers")]
    [InlineData("Rabat, 7 rue Oued Ziz, Karim Alaoui c'est le nom", "Karim Alaoui", "7 rue Oued Ziz")]
    [InlineData("فاس حي النرجس رقم 14، هدى التازي هو الاسم", "هدى التازي", "حي النرجس رقم 14")]
    public void A_name_may_stand_before_the_word_that_says_so(string text, string name, string address)
    {
        var read = Read(text, Question.City);
        Assert.Equal((name, address), (read.Name, read.Address));
    }

    [Theory]
    [InlineData("السباط")]
    [InlineData("بغيت واحد السباط لحفيدتي")]
    [InlineData("عندكم شي موديل جديد")]
    [InlineData("الجديد")]
    public void Everyday_words_are_no_mistyped_towns(string text) => Assert.Null(Read(text).City);

    [Theory]
    [InlineData("العنوان الجديد حي كريمة شارع النصر رقم 51", "حي كريمة شارع النصر رقم 51")]
    [InlineData("آه آسف هذا عنواني القديم، العنوان الجديد حي كريمة شارع النصر رقم 51", "حي كريمة شارع النصر رقم 51")]
    [InlineData("mon ancienne adresse c'était rue 5, ma nouvelle adresse est rue 9 numéro 4", "rue 9 numéro 4")]
    [InlineData("sorry thats the old address, the new one is 12 Palm street", "12 Palm street")]
    [InlineData("not 5 oak street that's the old address. 9 elm street", "9 elm street")]
    [InlineData("smah liya hadak l3onwan l9dim, l3onwan jdid howa rue 5 n 12", "rue 5 n 12")]
    [InlineData("smhli hadi ladresse l9dima, ladresse jdida hiya derb ghallef zan9a 3", "derb ghallef zan9a 3")]
    public void Of_an_old_address_and_a_new_one_the_new_one_is_meant(string text, string address)
    {
        var read = Read(text, Question.Confirmation, "Salé");
        Assert.Equal(address, read.Address);
        Assert.NotEqual("El Jadida", read.City?.Name);
    }

    [Theory]
    [InlineData("المدينة القديمة، زنقة 5 رقم 3", "المدينة القديمة، زنقة 5 رقم 3")]
    [InlineData("mon adresse: nouveau quartier, rue 5", "nouveau quartier, rue 5")]
    public void A_part_of_a_town_may_be_called_new_or_old(string text, string address) => Assert.Equal(address, Read(text, Question.Address, "Fès").Address);

    [Theory]
    [InlineData("حنا فمكناس، حمرية زنقة الياسمين رقم 9", "Meknès", "حمرية زنقة الياسمين رقم 9")]
    [InlineData("j'habite à Tanger, rue de Fès 9", "Tanger", "rue de Fès 9")]
    [InlineData("hna f tanger, hay mesnana zan9a 9", "Tanger", "hay mesnana zan9a 9")]
    [InlineData("avenue de Tanger, imm 4", null, "avenue de Tanger, imm 4")]
    public void Who_says_in_which_town_they_are_names_it(string text, string? city, string address)
    {
        var read = Read(text, Question.Address, "Rabat");
        Assert.Equal((city, address), (read.City?.Name, read.Address));
    }

    [Theory]
    [InlineData("sifto liya l casa f lkhdma 7ssn: 60 bd d'anfa", "60 bd d'anfa")]
    [InlineData("livrez-moi au travail plutôt, 14 rue Jura", "14 rue Jura")]
    [InlineData("deliver to my mum's place: 14 Palm street", "14 Palm street")]
    [InlineData("صيفطوها ليا للخدمة أحسن: شارع أنفا رقم 60", "شارع أنفا رقم 60")]
    [InlineData("ma maison est à la ville nouvelle avenue hassan 2 immeuble 18", "ville nouvelle avenue hassan 2 immeuble 18")]
    [InlineData("my house is at 5 Palm street", "5 Palm street")]
    [InlineData("dari kayna f hay salam zan9a 5", "hay salam zan9a 5")]
    [InlineData("منزلي يقع في حي السلام زنقة 5", "حي السلام زنقة 5")]
    [InlineData("maison 5, rue 7", "maison 5, rue 7")]
    [InlineData("bureau de la CNSS, rue 5", "bureau de la CNSS, rue 5")]
    public void Behind_a_place_in_words_the_street_is_the_address(string text, string address) => Assert.Equal(address, Read(text, Question.Address, "Casablanca").Address);

    [Theory]
    [InlineData("oh wait my nike size is 45 actually, 44 pinches", "45")]
    [InlineData("le 42 est trop petit, mettez 43", "43")]
    [InlineData("en fait je chausse du 43 plutôt, le 42 me serre", "43")]
    [InlineData("bdelha 43, 42 sghira 3liya", "43")]
    [InlineData("مقاسي 43 آسف، 42 ضيق علي", "43")]
    [InlineData("44, actually 45", "45")]
    [InlineData("42 pour le grand et 38 pour la petite", "42 38")]
    [InlineData("38 for my big sister, 42 for me", "38 42")]
    public void A_size_that_pinches_is_why_another_is_wanted(string text, string sizes) => Assert.Equal(sizes, string.Join(' ', Read(text).Sizes.Select(size => size.Value)));

    [Theory]
    [InlineData("actually make it 2, one of them found his", 2)]
    [InlineData("mettez-en 2, un des garçons a retrouvé les siennes", 2)]
    [InlineData("2 seulement", 2)]
    [InlineData("just one of them", 1)]
    [InlineData("اجعلها قطعتين فقط، واحد منهم وجد حذاءه", 2)]
    [InlineData("أريد مجموعتين", 2)]
    [InlineData("عبوتين", 2)]
    public void Who_is_spoken_of_is_not_counted(string text, int pieces) => Assert.Equal([pieces], Read(text, Question.Confirmation).Quantities.Select(quantity => quantity.Value));

    [Theory]
    [InlineData("please make the perfume two, one is for my mother", 3)]
    [InlineData("mettez le parfum en deux, un pour ma mère", 2)]
    [InlineData("mettez deux parfums finalement, un pour ma mère", 2)]
    public void The_named_product_is_counted(string text, int product) =>
        Assert.Equal([2], Reader.Read(text, Morocco with { Asked = Question.Confirmation, City = "Casablanca", Taken = [product] }).Quantities.Select(quantity => quantity.Value));

    [Theory]
    [InlineData("one more so that makes two", 2)]
    [InlineData("un de plus, ça fera deux", 2)]
    [InlineData("zidni lot akhor ykouno jouj, nefs lloun", 2)]
    [InlineData("ajoutez un lot, ça fait 3 en tout", 3)]
    [InlineData("أضف واحدة أخرى ليصبحا اثنين", 2)]
    [InlineData("add one more", null)]
    [InlineData("rajoutez une casquette, j'ai 2 enfants", null)]
    [InlineData("add socks and the address is 12 rue Atlas", null)]
    [InlineData("add socks, the delivery should be at 5", null)]
    public void What_it_makes_together_is_a_total(string text, int? total)
    {
        var read = Read(text, Question.Confirmation, "Casablanca");
        Assert.Equal(total, read.Total);
        if (total is { } pieces) Assert.Equal([pieces], read.Quantities.Select(quantity => quantity.Value));
    }

    [Theory]
    [InlineData("je cherche un cadeau, budget 600 dh max")]
    [InlineData("j'ai 600 dh max")]
    [InlineData("quelque chose à moins de 600 dh")]
    [InlineData("my budget is 600")]
    [InlineData("what do you have for max 600 dh")]
    [InlineData("ميزانيتي 600 درهم")]
    [InlineData("أبحث عن شيء بأقل من 600 درهم")]
    [InlineData("3ndi budget 600 dh")]
    [InlineData("7ta l 600 dh")]
    public void A_budget_is_no_offer(string text)
    {
        var read = Read(text);
        Assert.Equal((600, null, false), (read.Budget, read.Amount, read.Has(Concept.Bargain)));
    }

    [Theory]
    [InlineData("je vous donne 600 dh")]
    [InlineData("i only have 600")]
    [InlineData("3ndi ghir 600 dh")]
    [InlineData("my budget is 600, can you reduce")]
    [InlineData("mon budget est de 600, vous pouvez faire un prix ?")]
    public void An_offer_is_no_budget(string text)
    {
        var read = Read(text);
        Assert.Equal((null, 600, true), (read.Budget, read.Amount, read.Has(Concept.Bargain)));
    }

    [Theory]
    [InlineData("لا لا، ارجعوا إلى البني أفضل", "brown")]
    [InlineData("رجعها كحلة", "black")]
    [InlineData("on revient au marron finalement", "brown")]
    [InlineData("change it back to black", "black")]
    [InlineData("la la rje3 l k7la 7sen", "black")]
    [InlineData("je reviens au 42", "42")]
    [InlineData("رجعوا المقاس 42", "42")]
    [InlineData("no sorry 3 was fine, back to 3", "3")]
    [InlineData("c'était bien 3, remettez 3", "3")]
    [InlineData("لا 3 كانت جيدة، نرجع إلى 3", "3")]
    [InlineData("non pas 4, 3 comme avant", "3")]
    public void Going_back_to_something_sends_nothing_back(string text, string value)
    {
        var read = Read(text, Question.Confirmation);
        Assert.Equal(value, string.Concat(read.Colours.Select(colour => colour.Value).Concat(read.Sizes.Select(size => size.Value)).Concat(read.Quantities.Select(quantity => $"{quantity.Value}"))));
        Assert.True(read.Has(Concept.Correction));
        Assert.False(read.HasAny(Concept.Refund, Concept.Exchange, Concept.Cancel));
    }

    [Theory]
    [InlineData("ارجعوا لي فلوسي", Concept.Refund)]
    [InlineData("i want to return the black one", Concept.Exchange)]
    [InlineData("je veux rendre la 42", Concept.Exchange)]
    [InlineData("je reviens vers vous", Concept.Cancel)]
    [InlineData("can i return it if 42 is small", Concept.Exchange)]
    public void Sending_back_and_coming_back_remain_what_they_are(string text, Concept concept)
    {
        Assert.True(Read(text).Has(concept));
        Assert.False(Read(text).Has(Concept.Correction));
    }

    [Theory]
    [InlineData("my mum already got me some")]
    [InlineData("ماما شرات ليا بحالهم")]
    [InlineData("I don't want the socks anymore")]
    [InlineData("my friend says the shop is closed")]
    public void A_piece_of_a_story_is_no_name(string text) => Assert.Null(Read(text, Question.Name).Name);

    [Theory]
    [InlineData("وتصيفطهم ليا لتمارة حي المسيرة 2 رقم 118 سميتي رشيد الزاهي", "حي المسيرة 2 رقم 118")]
    [InlineData("سلا حي كريمة رقم 14 ومقاس 42", "حي كريمة رقم 14")]
    public void A_quarter_with_the_number_of_a_house_is_an_address(string text, string address) => Assert.Equal(address, Read(text).Address);
}
