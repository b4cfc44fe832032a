namespace Platform.Domain.Common;

/// <summary>A country sellers work in: how its phone numbers are written at home, its money and its clock.</summary>
/// <param name="Trunk">The digit written before national numbers and dropped abroad; null where there is none.</param>
public sealed record Country(string Code, string CallingCode, string? Trunk, int NationalLength, Currency Currency, string TimeZone)
{
    public static IReadOnlyList<Country> All { get; } =
    [
        new("MA", "212", "0", 9, Currency.MAD, "Africa/Casablanca"),
        new("CM", "237", null, 9, Currency.XAF, "Africa/Douala"),
        new("CI", "225", null, 10, Currency.XOF, "Africa/Abidjan"),
        new("SN", "221", null, 9, Currency.XOF, "Africa/Dakar"),
        new("GA", "241", null, 8, Currency.XAF, "Africa/Libreville"),
        new("BJ", "229", null, 10, Currency.XOF, "Africa/Porto-Novo"),
        new("BF", "226", null, 8, Currency.XOF, "Africa/Ouagadougou"),
        new("CG", "242", null, 9, Currency.XAF, "Africa/Brazzaville"),
        new("ML", "223", null, 8, Currency.XOF, "Africa/Bamako"),
        new("TD", "235", null, 8, Currency.XAF, "Africa/Ndjamena"),
        new("TG", "228", null, 8, Currency.XOF, "Africa/Lome"),
        new("FR", "33", "0", 9, Currency.EUR, "Europe/Paris"),
        new("BE", "32", "0", 9, Currency.EUR, "Europe/Brussels"),
        new("ES", "34", null, 9, Currency.EUR, "Europe/Madrid"),
        new("DE", "49", "0", 11, Currency.EUR, "Europe/Berlin"),
        new("IT", "39", null, 10, Currency.EUR, "Europe/Rome"),
        new("NL", "31", "0", 9, Currency.EUR, "Europe/Amsterdam"),
    ];

    public static Country? Find(string? code) => All.FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The international digits of a number as people write it at home, or null when it is none.</summary>
    public string? FromNational(string digits)
    {
        var national = Trunk is { } trunk && digits.StartsWith(trunk, StringComparison.Ordinal) ? digits[trunk.Length..] : digits;
        return national.Length == NationalLength ? CallingCode + national : null;
    }
}
