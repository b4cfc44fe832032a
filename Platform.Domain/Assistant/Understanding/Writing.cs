using System.Globalization;
using System.Text;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Makes one spelling out of the many ways people and keyboards write the same word.</summary>
public static class Writing
{
    /// <summary>Without what cannot be seen: direction marks, zero-width joints, tag letters, control characters. Digits of any script become 0-9.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control when rune.Value is '\n':
                case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append('\n');
                    break;
                case UnicodeCategory.Control when rune.Value is '\t':
                case UnicodeCategory.SpaceSeparator:
                    clean.Append(' ');
                    break;
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned:
                case UnicodeCategory.NonSpacingMark when rune.Value is >= 0xFE00 and <= 0xFE0F:
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    clean.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                    break;
                case UnicodeCategory.OtherNumber when Rune.GetNumericValue(rune) is >= 0 and <= 9999 and var value && value % 1 == 0:
                    clean.Append(((int)value).ToString(CultureInfo.InvariantCulture));
                    break;
                case UnicodeCategory.EnclosingMark:
                case UnicodeCategory.ModifierSymbol when rune.Value is >= 0x1F3FB and <= 0x1F3FF:
                    break;
                default:
                    clean.Append(rune.ToString());
                    break;
            }
        }

        return clean.ToString();
    }

    /// <summary>Lower case, no accents or vowel signs, one form for the letters that are typed for one another, no drawn-out letters.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierSymbol || c is '\u0640') continue;
            folded.Append(Letter(char.ToLowerInvariant(c)));
        }

        return Undrawn(folded.Replace("œ", "oe").Replace("æ", "ae").Replace("ß", "ss"));
    }

    private static char Letter(char c) => c switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ئ' or 'ی' => 'ي',
        'ة' or 'ە' => 'ه',
        'ؤ' => 'و',
        'گ' or 'ڭ' or 'ݣ' or 'ک' => 'ك',
        'ڤ' or 'ڥ' => 'ف',
        'پ' => 'ب',
        '’' or '‘' or 'ʼ' or '`' or '´' => '\'',
        'ı' => 'i',
        _ => c,
    };

    /// <summary>"salaaam" is "salam" and "okkk" is "ok"; a letter written twice may be meant.</summary>
    private static string Undrawn(StringBuilder word)
    {
        var kept = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; )
        {
            var run = 1;
            while (i + run < word.Length && word[i + run] == word[i]) run++;
            kept.Append(word[i], run >= 3 && char.IsLetter(word[i]) ? 1 : run);
            i += run;
        }

        return kept.ToString();
    }
}
