using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;
using Xunit.Abstractions;

namespace Platform.Tests.Assistant;

/// <summary>The many ways to say one thing (`Wordings/*.txt`): each has to be read as what it says, and none as something grave it does not say.</summary>
public sealed class WordingTests(ITestOutputHelper output)
{
    /// <summary>Nobody understands all of it; what falls below this has lost a whole way of saying something.</summary>
    private const double LeastUnderstood = 0.96;

    private static readonly Concept[] Grave = [Concept.Stop, Concept.Insult, Concept.Complaint, Concept.Refund, Concept.Person];

    [Theory]
    [InlineData("fr")]
    [InlineData("ary-Latn")]
    [InlineData("ary")]
    [InlineData("ar")]
    [InlineData("en")]
    public void Whatever_the_wording_the_wish_is_understood(string language)
    {
        var tongue = Tongues.All.First(known => known.Code() == language);
        var (all, understood, report) = (0, 0, new StringBuilder());
        foreach (var (intent, wordings) in Wordings(language))
        {
            var missed = wordings.Where(wording => !IsUnderstood(intent, wording, tongue)).ToList();
            var feared = wordings.Where(wording => IsMisread(intent, wording, tongue)).ToList();
            (all, understood) = (all + wordings.Length, understood + wordings.Length - missed.Count);
            report.AppendLine(CultureInfo.InvariantCulture, $"{language} {intent}: {wordings.Length - missed.Count} of {wordings.Length}; missed: {string.Join(" | ", missed)}; misread: {string.Join(" | ", feared)}");
        }

        output.WriteLine($"{language}: {understood} of {all}\n{report}");
        Assert.True(understood >= all * LeastUnderstood, $"{understood} of {all}\n{report}");
    }

    /// <summary>A yes is only believed when it is one, and nobody is told off, stopped or handed over who asked for nothing of the kind.</summary>
    [Theory]
    [InlineData("fr")]
    [InlineData("ary-Latn")]
    [InlineData("ary")]
    [InlineData("ar")]
    [InlineData("en")]
    public void Nothing_grave_is_read_that_is_not_said(string language)
    {
        var tongue = Tongues.All.First(known => known.Code() == language);
        Assert.Empty(Wordings(language).SelectMany(line => line.Wordings.Where(wording => IsMisread(line.Intent, wording, tongue)).Select(wording => $"{line.Intent}: {wording}")));
    }

    /// <summary>What an order is made of, in the moment it is asked for.</summary>
    [Fact]
    public void Details_are_read_as_they_are_given()
    {
        var wrong = new List<string>();
        var all = 0;
        foreach (var line in File.ReadLines(Path.Combine(Here(), "Wordings", "slots.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            all++;
            if (line.Split(" | ") is not [var asked, var said, var meant]) throw new InvalidOperationException(line);
            if (Detail(asked, said) is var read && read != meant) wrong.Add($"{asked}: {said} is read as {read}");
        }

        output.WriteLine($"{all - wrong.Count} of {all}\n{string.Join('\n', wrong)}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Detail(string asked, string said)
    {
        Moment Asking(Question question) => new(Shops.Today, Country.Find("MA")!, Asked: question);
        return asked switch
        {
            "quantity" => string.Join('+', Reader.Read(said, Asking(Question.Quantity)).Quantities.Select(quantity => quantity.Value)),
            "name" => Reader.Read(said, Asking(Question.Name)).Name,
            "city" => Reader.Read(said, Asking(Question.City)).City?.Name,
            _ => Acceptance.Accepts(said) ? "yes" : "none",
        };
    }

    private static bool IsUnderstood(string intent, string wording, Tongue tongue)
    {
        var read = Read(wording, tongue);
        return intent switch
        {
            "buy" => read.HasAny(Concept.Want, Concept.Order, Concept.Search),
            "price" => read.Has(Concept.Price),
            "fee" => read.Has(Concept.Delivery),
            "delay" => read.HasAny(Concept.Delay),
            "sizes" => read.Has(Concept.Sizes) || read.HasAny(Concept.Stock, Concept.Search) || read.IsQuestion && read.Sizes.Count > 0,
            "colours" => read.Has(Concept.Colours) || read.HasAny(Concept.Stock, Concept.Search, Concept.More) || read.IsQuestion && read.Colours.Count > 0,
            "yes" => Acceptance.Accepts(wording),
            "change" => !Acceptance.Accepts(wording) && read.HasAny(Concept.No, Concept.But, Concept.Correction, Concept.Cancel),
            "later" => !Acceptance.Accepts(wording) && read.Has(Concept.Cancel),
            "track" => read.Has(Concept.Track),
            "complaint" => read.HasAny(Concept.Complaint, Concept.Refund, Concept.Insult),
            "person" => read.Has(Concept.Person),
            "stop" => read.Has(Concept.Stop),
            "thanks" => read.Has(Concept.Thanks),
            "bargain" => read.Has(Concept.Bargain) || read.HasAny(Concept.Cheaper) || read.Amount is not null,
            "authentic" => read.Has(Concept.Authentic),
            "exchange" => read.Has(Concept.Exchange),
            "payment" => read.Has(Concept.Payment),
            "place" => read.Has(Concept.Place),
            "hours" => read.Has(Concept.Hours),
            "compare" => read.Has(Concept.Compare),
            "wait" => read.Has(Concept.Wait) && !Acceptance.Accepts(wording),
            _ => throw new InvalidOperationException($"{intent}?"),
        };
    }

    private static bool IsMisread(string intent, string wording, Tongue tongue) =>
        intent is not ("yes" or "buy") && Acceptance.Accepts(wording)
        || intent is not ("complaint" or "stop" or "person" or "change" or "track") && Read(wording, tongue).HasAny(Grave)
        || intent is not ("change" or "later" or "stop" or "complaint" or "payment" or "exchange" or "person") && Read(wording, tongue).Has(Concept.Cancel);

    private static Understood Read(string wording, Tongue tongue) => Reader.Read(wording, new(Shops.Today, Country.Find("MA")!, tongue));

    private static IEnumerable<(string Intent, string[] Wordings)> Wordings(string language) =>
        from line in File.ReadLines(Path.Combine(Here(), "Wordings", $"{language}.txt"))
        where line.Contains(" = ", StringComparison.Ordinal)
        select (line[..line.IndexOf(" = ", StringComparison.Ordinal)], line[(line.IndexOf(" = ", StringComparison.Ordinal) + 3)..].Split(" | "));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
