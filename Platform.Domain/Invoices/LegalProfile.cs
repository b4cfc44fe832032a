using System.Collections.Immutable;

namespace Platform.Domain.Invoices;

/// <summary>What the law of a country wants to read about the seller. Names as the authorities write them, the same in every language.</summary>
/// <param name="Clearance">The platform that must clear an invoice before it is one; what we print is then only a receipt.</param>
public sealed record LegalProfile(string Country, ImmutableArray<LegalMention> Mentions, string? Clearance = null)
{
    private static readonly LegalProfile[] All =
    [
        new("MA", [new("ICE", true, Ice), new("IF", true, Digits(6, 8)), new("TP", true, Digits(5, 10)), new("RC", false), new("CNSS", false, Digits(7, 9))]),
        new("CI", [new("NCC", true), new("RCCM", true), new("Régime fiscal", true), new("Centre des impôts", true)], Clearance: "FNE"),
        new("SN", [new("NINEA", true), new("RCCM", true)]),
        new("BJ", [new("IFU", true), new("RCCM", true)], Clearance: "e-MECeF"),
        new("BF", [new("IFU", true), new("RCCM", true)]),
        new("ML", [new("NIF", true), new("RCCM", true)]),
        new("TG", [new("NIF", true), new("RCCM", true)]),
        new("CM", [new("NIU", true), new("RCCM", true)]),
        new("GA", [new("NIF", true), new("RCCM", true)]),
        new("CG", [new("NIU", true), new("RCCM", true)]),
        new("TD", [new("NIF", true), new("RCCM", true)]),
        new("FR", [new("SIRET", true, Digits(14, 14)), new("TVA", false), new("RCS", false)]),
        new("BE", [new("BCE", true), new("TVA", false)]),
        new("ES", [new("NIF", true)]),
        new("DE", [new("USt-IdNr.", true)]),
        new("IT", [new("P. IVA", true)]),
        new("NL", [new("KVK", true), new("Btw-id", false)]),
    ];

    public static LegalProfile Of(string country) => Array.Find(All, profile => profile.Country == country) ?? new(country, [new("ID", false)]);

    /// <summary>Fifteen digits that are a multiple of 97.</summary>
    private static bool Ice(string text) => Digits(15, 15)(text) && UInt128.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is var number && number != 0 && number % 97 == 0;

    private static Func<string, bool> Digits(int from, int to) => text => text.Length >= from && text.Length <= to && text.All(char.IsAsciiDigit);
}

/// <param name="Check">Null where authorities publish no rule.</param>
public sealed record LegalMention(string Name, bool IsRequired, Func<string, bool>? Check = null)
{
    public bool Accepts(string value) => value.Length == 0 || Check is null || Check(value);

    /// <summary>Without the spaces and dots people put between digits.</summary>
    public string Clean(string typed)
    {
        var text = typed.Trim();
        return Check is null ? text : new([.. text.Where(char.IsAsciiLetterOrDigit)]);
    }
}
