using Platform.Domain.Common;

namespace Platform.Web.Invoices;

/// <summary>Amounts in words, as invoices there close: "mille deux cent trente-neuf dirhams et cinquante centimes".</summary>
public static class FrenchNumbers
{
    private static readonly string[] Small =
        ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"];

    private static readonly string[] Tens = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

    public static string Write(Money money)
    {
        var (whole, cents) = ((long)decimal.Truncate(money.Amount), (long)((money.Amount - decimal.Truncate(money.Amount)) * 100));
        var (one, many) = money.Currency switch
        {
            Currency.MAD => ("dirham", "dirhams"),
            Currency.EUR => ("euro", "euros"),
            _ => ("franc CFA", "francs CFA"),
        };
        var of = whole >= 1_000_000 && whole % 1_000_000 == 0 ? many[0] is 'e' ? "d'" : "de " : "";
        var said = $"{Write(whole)} {of}{(whole > 1 ? many : one)}";
        return cents == 0 ? said : $"{said} et {Write(cents)} {(cents > 1 ? "centimes" : "centime")}";
    }

    public static string Write(long number) => number switch
    {
        >= 1_000_000_000 => $"{Write(number / 1_000_000_000)} milliard{(number >= 2_000_000_000 ? "s" : "")}{Rest(number % 1_000_000_000)}",
        >= 1_000_000 => $"{Write(number / 1_000_000)} million{(number >= 2_000_000 ? "s" : "")}{Rest(number % 1_000_000)}",
        >= 2_000 => $"{Invariable(Write(number / 1_000))} mille{Rest(number % 1_000)}",
        >= 1_000 => $"mille{Rest(number % 1_000)}",
        >= 200 => $"{Small[number / 100]} cent{(number % 100 == 0 ? "s" : "")}{Rest(number % 100)}",
        >= 100 => $"cent{Rest(number % 100)}",
        < 20 => Small[number],
        80 => "quatre-vingts",
        71 => "soixante et onze",
        _ => BelowHundred(number),
    };

    private static string BelowHundred(long number)
    {
        // Seventy and ninety count on from sixty and eighty.
        var ten = number / 10;
        var unit = ten is 7 or 9 ? (number % 10) + 10 : number % 10;
        return unit switch
        {
            0 => Tens[ten],
            1 when ten < 8 => $"{Tens[ten]} et un",
            _ => $"{Tens[ten]}-{Small[unit]}",
        };
    }

    /// <summary>"Cents" and "quatre-vingts" lose their s before "mille".</summary>
    private static string Invariable(string said) => said.EndsWith("cents", StringComparison.Ordinal) || said.EndsWith("vingts", StringComparison.Ordinal) ? said[..^1] : said;

    private static string Rest(long number) => number == 0 ? "" : $" {Write(number)}";
}
