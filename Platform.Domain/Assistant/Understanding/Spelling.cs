using System.Text;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>How far apart two words may be and still be the same word, mistyped.</summary>
public static class Spelling
{
    /// <summary>Short words have too many neighbours to forgive anything but two letters swapped.</summary>
    public static bool IsSame(string typed, string meant)
    {
        if (typed == meant) return true;
        if (char.IsAsciiDigit(typed[0]) && typed.Length < 5) return false;

        return Math.Min(typed.Length, meant.Length) switch
        {
            <= 3 => false,
            4 => typed.Length == 4 && meant.Length == 4 && IsSwap(typed, meant),
            <= 7 => Distance(typed, meant, 1) <= 1,
            _ => Distance(typed, meant, 2) <= 2,
        };
    }

    /// <summary>Letters added, left out, replaced or swapped with their neighbour; more than `most` is not counted further.</summary>
    public static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return most + 1;

        Span<int> before = stackalloc int[other.Length + 1];
        Span<int> last = stackalloc int[other.Length + 1];
        Span<int> row = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) last[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                best = Math.Min(best, row[j]);
            }

            if (best > most) return most + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[other.Length];
    }

    /// <summary>Latin Darija has no spelling: "bch7al", "bchhal" and "bsh7al" sound the same and have the same bones.</summary>
    public static string Bones(string word)
    {
        var sound = new StringBuilder(word)
            .Replace("sh", "c").Replace("ch", "c").Replace("kh", "5").Replace("gh", "g").Replace("ou", "w").Replace("oo", "w")
            .Replace('7', 'h').Replace('9', 'k').Replace('q', 'k').Replace('u', 'w').Replace('o', 'w').Replace('x', 'c').Replace('4', 'g').Replace('8', 'g').Replace('v', 'f').Replace('p', 'b');

        var bones = new StringBuilder(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            if (sound[i] is 'a' or 'e' or 'i' or 'y' or 'w' or '2') continue;
            if (bones.Length == 0 || bones[^1] != sound[i]) bones.Append(sound[i]);
        }

        return bones.ToString();
    }

    /// <summary>What keyboards write differently and people say alike: "wakha", "ouakha", "waxa" and "wa5a" are one word, "kayn" and "kayna" are two; so are "صيفط" and "سيفت".</summary>
    public static string Spoken(string word)
    {
        var sound = new StringBuilder(word)
            .Replace("sh", "c").Replace("ch", "c").Replace("kh", "5").Replace("gh", "r").Replace("ee", "i")
            .Replace('7', 'h').Replace('9', 'k').Replace('q', 'k').Replace('x', '5').Replace('3', 'a').Replace('y', 'i').Replace('w', 'o').Replace('u', 'o')
            .Replace('ص', 'س').Replace('ط', 'ت').Replace('ث', 'ت').Replace('ض', 'د').Replace('ظ', 'د').Replace('ذ', 'د');

        var spoken = new StringBuilder(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            // Between consonants an "e" is hardly heard, and at the end of a word it is French; it still keeps "team" apart from "tamem".
            if (i > 0 && (sound[i] is 'e' || sound[i] == sound[i - 1])) continue;
            spoken.Append(sound[i] is 'e' ? 'i' : sound[i]);
        }

        return spoken.ToString();
    }

    /// <summary>The consonants of a brand in either script: "سامبا" and "Samba" are both "smb". Letters that one script writes for another fall together.</summary>
    public static string Sound(string word)
    {
        var latin = new StringBuilder(word)
            .Replace("ch", "S").Replace("sh", "S").Replace("ph", "f").Replace("ck", "k").Replace("ce", "s").Replace("ci", "s").Replace("cy", "s").Replace("qu", "k").Replace("x", "ks").Replace("th", "t");
        var sound = new StringBuilder(latin.Length);
        for (var i = 0; i < latin.Length; i++)
        {
            var heard = Heard(latin[i]);
            if (heard != '\0' && (sound.Length == 0 || sound[^1] != heard)) sound.Append(heard);
        }

        return sound.ToString();
    }

    private static char Heard(char letter) => letter switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'w' or 'h' or 'ا' or 'ي' or 'و' or 'ه' or 'ع' or 'ء' or '\'' => '\0',
        'ب' or 'p' => 'b',
        'ت' or 'ط' or 'ث' => 't',
        'ج' or 'ك' or 'ق' or 'غ' or 'g' or 'q' or 'c' or 'j' => 'k',
        'ح' or 'خ' => 'h',
        'د' or 'ض' or 'ذ' => 'd',
        'ر' => 'r',
        'ز' or 'ظ' => 'z',
        'س' or 'ص' => 's',
        'ش' => 'S',
        'ف' or 'v' => 'f',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        _ => letter,
    };

    private static bool IsSwap(string one, string other) => Distance(one, other, 1) == 1 && one.Order().SequenceEqual(other.Order());
}
