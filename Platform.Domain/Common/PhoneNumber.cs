using System.Diagnostics.CodeAnalysis;

namespace Platform.Domain.Common;

/// <summary>A phone number in international form, `+212612345678`. National forms are read with the seller's country.</summary>
public readonly record struct PhoneNumber
{
    private PhoneNumber(string value) => Value = value;

    /// <summary>With the plus sign and the country code.</summary>
    public string Value { get; }

    public string Digits => Value[1..];

    /// <summary>Understands `06 12-34.56 78` with a country, `00212…`, `+212…` and Arabic-Indic digits.</summary>
    public static bool TryParse(string? text, Country? country, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = null;
        if (text is null || Cleaned(text) is not { } cleaned) return false;

        var international = cleaned switch
        {
            ['+', .. var rest] => rest,
            ['0', '0', .. var rest] => rest,
            _ when country is { } c && c.FromNational(cleaned) is { } full => full,
            _ => null,
        };
        if (international is not { Length: >= 8 and <= 15 } || international[0] == '0') return false;

        number = new PhoneNumber("+" + WithoutTrunk(international));
        return true;
    }

    /// <summary>"+212 (0)6…" is written as often as it is wrong.</summary>
    private static string WithoutTrunk(string international) =>
        Country.All.FirstOrDefault(country => country.Trunk is { } trunk && international.StartsWith(country.CallingCode + trunk, StringComparison.Ordinal)
            && international.Length == country.CallingCode.Length + trunk.Length + country.NationalLength) is { } of
            ? of.CallingCode + international[(of.CallingCode.Length + of.Trunk!.Length)..]
            : international;

    /// <summary>Digits as WhatsApp sends them: the country code first and no plus sign.</summary>
    public static bool TryParseInternational(string? digits, [NotNullWhen(true)] out PhoneNumber? number) =>
        TryParse(digits is ['+', ..] ? digits : "+" + digits, country: null, out number);

    public override string ToString() => Value;

    private static string? Cleaned(string text)
    {
        Span<char> kept = stackalloc char[Math.Min(text.Length, 40)];
        var length = 0;
        foreach (var c in text)
        {
            if (length == kept.Length) return null;
            switch (c)
            {
                case '+' when length == 0:
                    kept[length++] = c;
                    break;
                case >= '0' and <= '9':
                    kept[length++] = c;
                    break;
                case >= '\u0660' and <= '\u0669':
                    kept[length++] = (char)(c - '\u0660' + '0');
                    break;
                case ' ' or '\u00A0' or '\u202F' or '-' or '.' or '(' or ')' or '/' or '\u200E' or '\u202A' or '\u202C':
                    break;
                default:
                    return null;
            }
        }

        return length == 0 ? null : new string(kept[..length]);
    }
}
