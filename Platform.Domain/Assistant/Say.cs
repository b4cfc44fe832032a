using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant;

/// <summary>The assistant's own sentences, in the customer's language and script. They are in `Words/say.*.txt`.</summary>
public static class Say
{
    private static readonly FrozenDictionary<Tongue, FrozenDictionary<string, string>> Sentences =
        Tongues.All.ToFrozenDictionary(tongue => tongue, tongue => Load($"say.{tongue.Code()}.txt"));

    public static IEnumerable<string> Keys => Sentences[Tongue.French].Keys;

    public static string In(Tongue tongue, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var sentence = new StringBuilder(Sentences[tongue][key]);
        foreach (var (name, value) in values) sentence.Replace($"{{{name}}}", Among(value, tongue));
        return sentence.ToString();
    }

    /// <summary>
    /// Latin words within Arabic ones: what follows goes on from the right again. "Air Max 90 : 899" would be read as one
    /// piece and show the price on the wrong side, and a number its plus sign.
    /// </summary>
    public static string Among(string value, Tongue tongue) => !tongue.IsArabicScript() ? value
        : value is ['+', ..] ? $"{FromLeft}{value}{FromRight}"
        : value.LastOrDefault(IsStrong) is var last && char.IsAsciiLetter(last) | char.IsBetween(last, 'À', 'ɏ') ? value + FromRight
        : value;

    /// <summary>
    /// A line of Arabic that begins with a Latin name is read from the right all the same: "1. Air Max 90 : 899 درهم بدل 1 099 درهم"
    /// would begin at the left, with both prices side by side.
    /// </summary>
    public static string FromTheRight(string text, Tongue tongue) => !tongue.IsArabicScript() ? text
        : string.Join('\n', text.Split('\n').Select(line => line.FirstOrDefault(IsStrong) is var first && first != FromRight && !IsArabic(first) && line.Any(IsArabic) ? FromRight + line : line));

    /// <summary>Between two parts of a line.</summary>
    public static string Comma(Tongue tongue) => tongue.IsArabicScript() ? "، " : ", ";

    private const char FromLeft = '\u200E', FromRight = '\u200F';

    private static bool IsStrong(char c) => char.IsLetter(c) || c == FromRight;
    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF' && char.IsLetter(c);

    /// <summary>Whether a text of ours holds this sentence, in whichever language it was said.</summary>
    public static bool WasSaid(string text, string key) => Tongues.All.Any(tongue => text.Contains(Sentences[tongue][key], StringComparison.Ordinal));

    /// <summary>"No problem, take your time": it tells nothing and asks nothing.</summary>
    public static bool IsCourtesy(string text) => Tongues.All.Any(tongue => text.Trim() == Sentences[tongue]["later"]);

    /// <summary>
    /// As sellers and customers write amounts: "899 DH", "15 000 FCFA", "49,90 €". Among Arabic letters a plain space
    /// parts a number in two that are read from the right: 1 099 would show as 099 1.
    /// </summary>
    public static string Amount(Money money, Tongue tongue)
    {
        var text = money.Amount.ToString(money.Amount == decimal.Truncate(money.Amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture)
            .Replace(',', tongue is Tongue.Arabic or Tongue.Darija ? '\u00A0' : ' ')
            .Replace('.', tongue is Tongue.English ? '.' : ',');
        return $"{text} {Name(money.Currency, tongue)}";
    }

    public static string Date(DateOnly date, Tongue tongue) => $"{Weekdays(tongue)[(int)date.DayOfWeek]} {date.Day:00}/{date.Month:00}";

    /// <summary>With the word that goes before it: "in one day", but "the same day".</summary>
    public static string Days(int min, int max, Tongue tongue) => (min, max) switch
    {
        (0, 0) => In(tongue, "days.same"),
        (0, 1) => In(tongue, "days.next"),
        _ when min == max => In(tongue, min == 1 ? "days.one" : "days.many", ("n", Figure(min))),
        _ => In(tongue, "days.range", ("min", Figure(min)), ("max", Figure(max))),
    };

    internal static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Name(Currency currency, Tongue tongue) => (currency, tongue) switch
    {
        (Currency.MAD, Tongue.Arabic or Tongue.Darija) => "درهم",
        (Currency.MAD, Tongue.English) => "MAD",
        (Currency.MAD, _) => "DH",
        (Currency.EUR, _) => "€",
        _ => "FCFA",
    };

    private static string[] Weekdays(Tongue tongue) => tongue switch
    {
        Tongue.English => ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        Tongue.Arabic or Tongue.Darija => ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
        Tongue.DarijaLatin => ["l7ed", "tnin", "tlat", "larb3", "lkhmis", "jem3a", "sebt"],
        _ => ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    };

    private static FrozenDictionary<string, string> Load(string file) => WordFile.Lines(file)
        .Select(line => line.Split(" = ", 2))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1].Replace("\\n", "\n"));
}
