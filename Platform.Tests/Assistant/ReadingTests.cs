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
}
