using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

internal sealed partial class Reading
{
    /// <summary>In words.</summary>
    private const int LongestPlace = 4;

    private const int SmallestAdultSize = 34, LargestSize = 50, SmallestSize = 16, MostPieces = 99;

    private static readonly FrozenSet<int> Putting = [.. new[] { "put", "note", "offer", "reserve" }.Select(group => Groups.All[group])];

    /// <summary>A small figure that nothing accounts for.</summary>
    private int? unclear;

    private int? total;

    private PhoneNumber? Phone(out bool isBroken)
    {
        isBroken = false;
        foreach (Match match in PhoneLike().Matches(tokens.Text))
        {
            var digits = match.Value.Count(char.IsAsciiDigit);
            var (first, last) = Covering(match.Index, match.Index + match.Length);
            if (first < 0 || used.Contains(first)) continue;

            if (Parsed(match.Value) is { } number)
            {
                Use(first, last);
                return number;
            }

            if (digits >= 6 && (moment.Asked is Question.Phone || Is(first - 1, Concept.Phone)))
            {
                isBroken = true;
                Use(first, last);
            }
        }

        return null;
    }

    /// <summary>A number as written in the seller's country, else as in the others whose customers write like that.</summary>
    private PhoneNumber? Parsed(string written)
    {
        if (written.Count(char.IsAsciiDigit) < 8) return null;
        if (PhoneNumber.TryParse(written, moment.Country, out var number)) return number;

        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        if (digits.StartsWith(moment.Country.CallingCode, StringComparison.Ordinal) && PhoneNumber.TryParse("+" + digits, null, out number)
            && digits.Length == moment.Country.CallingCode.Length + moment.Country.NationalLength) return number;
        if (written[0] is not '+' && digits is not ['0', ..]) return null;

        return Country.All.Where(country => country.Trunk is not null).Select(country => PhoneNumber.TryParse(digits, country, out var other) ? other : null).FirstOrDefault(other => other is not null);
    }

    private List<Found<string>> Colours()
    {
        var found = new List<Found<string>>();
        foreach (var sense in senses.Where(sense => sense.Concept is Concept.Colour && !used.Contains(sense.First) && !elsewhere.Contains(sense.First) && !IsOfPlace(sense)))
            if (found.All(colour => colour.Value != sense.Value || colour.At != sense.First)) found.Add(new(sense.Value, sense.First));
        return found;
    }

    /// <summary>"near the port, ask for mama Rose": where an address was asked for and nothing is changed, no colour is meant.</summary>
    private bool IsOnlyAddress() => moment.Asked is Question.Address or Question.Quarter
        && !senses.Any(sense => sense.Concept is Concept.Correction or Concept.No or Concept.But or Concept.Want or Concept.Colours);

    /// <summary>Bouskoura Ville Verte, Massira Khadra, بني انصار: a place that was asked for may have a colour in its name.</summary>
    private bool IsOfPlace(Sense colour) => !senses.Exists(sense => sense.Concept is Concept.Correction) && moment.Asked is Question.City or Question.Quarter or Question.Address
        && ((colour.First > 0 && tokens[colour.First].Before is Pause.None && (places.Exists(place => place.Last == colour.First - 1) || Is(colour.First - 1, Concept.Town) && tokens[colour.First - 1].Word.Length > 3 || (IsFree(colour.First - 1) && tokens[colour.First - 1].IsWord && MayNamePlace(colour.First - 1))))
            || (colour.Last + 1 < tokens.Count && tokens[colour.Last + 1].Before is Pause.None && IsFree(colour.Last + 1) && tokens[colour.Last + 1].IsWord && MayNamePlace(colour.Last + 1)));

    /// <summary>"Ville Verte" says little else; in "oh wait, she just said red" it is a colour.</summary>
    private bool MayNamePlace(int i) => places.Count > 0 || IsCapital(i) && i > 0 || tokens.Count <= LongestPlace || senses.Exists(sense => sense.Concept is Concept.Road or Concept.Quarter or Concept.Address);

    private (List<Found<string>> Sizes, List<Found<int>> Quantities, int? Choice) Numbers()
    {
        var (sizes, quantities, choice) = (new List<Found<string>>(), new List<Found<int>>(), (int?)null);
        var whole = Total();

        for (var i = 0; i < tokens.Count; i++)
        {
            if (used.Contains(i)) continue;
            if (LetterSize(i) is { } letter)
            {
                sizes.Add(new(letter, i));
                continue;
            }

            if (senses.FirstOrDefault(sense => sense.Concept is Concept.Ordinal && sense.First == i) is { Value: { } place })
            {
                // "tania" and "seconde" are also everyday words: they choose only where there is something to choose from.
                if (moment.Choices > 0) choice ??= int.Parse(place, CultureInfo.InvariantCulture);
                continue;
            }

            if (Number(i) is not { } number) continue;
            var (value, isFigure, last) = number;
            var isHalf = tokens[i].Word.EndsWith(".5", StringComparison.Ordinal);

            if (!IsSizeOfProduct(i) && (Is(i - 1, Concept.Road) || moment.Choices == 0 && tokens.Count > 2 && i > 0 && !withdrawn.Contains(i - 1) && tokens[i - 1].Word is "n" or "no" or "num" or "numero" or "ra9m" or "رقم")) continue;
            if (!isFigure && i > 0 && tokens[i].Before is Pause.None && tokens[i - 1].Word is "had" or "hado" or "hadou" or "dok" or "ces" or "these" or "those" or "هاد" or "هادو" or "هذه" or "هذين") continue;
            if (Is(last + 1, Concept.Piece) && tokens[last + 1].Word is "fois" or "times" && senses.Any(sense => sense.Concept is Concept.Payment)) continue;
            var suffices = value < SmallestSize ? Suffices(last) : null;
            if (suffices is false || suffices is null && IsOneOfThem(value, isFigure, last)) continue;
            if (Is(last + 1, Concept.Percent) || Is(last + 1, Concept.Unitday) || (Is(last + 1, Concept.Cost) && isFigure)) continue;
            if (suffices is true || IsBeforePieces(last + 1) && !IsSizeBeforeTimes(value, last + 1) || IsDual(i) || value is > 1 and < SmallestSize && IsOfTheSame(last + 1, isFigure) || (Is(i - 1, Concept.Piece) && tokens[i - 1].Word is "x" or "quantite" or "quantity" or "qte" or "qty" or "كمية" or "الكمية"))
                Count(value, i);
            else if (Is(i - 1, Concept.Sizehard))
                sizes.Add(new(tokens[i].IsNumber ? tokens[i].Word : Figure(value), i));
            else if (isFigure && moment is { Choices: > 0, Asked: not Question.Quantity } && value >= 1 && value <= moment.Choices && !isHalf)
                choice ??= value;
            else if (value is >= SmallestAdultSize and <= LargestSize || isHalf || IsOfferedSize(tokens[i].Word) || (value is >= SmallestSize and < SmallestAdultSize && moment.Asked is Question.Size))
                sizes.Add(new(tokens[i].IsNumber ? tokens[i].Word : Figure(value), i));
            else if (returned.Contains(i) || IsOnly(value, i, last))
                Count(value, i);
            else if (!isFigure && value == 1 && !(moment.Asked is Question.Quantity || tokens.Count == 1))
                continue; // an article
            else if (!isFigure && moment is { Choices: > 0, Asked: Question.Product } && value <= moment.Choices && tokens.Count <= 2)
                choice ??= value;
            else if (value is >= 1 and <= 20 && IsCount(i, last, isFigure))
                Count(value, i);
            else if (isFigure && value is > 1 and <= 20)
                unclear ??= value;

            used.Add(i);

            void Count(int pieces, int at)
            {
                if (pieces is >= 1 and <= MostPieces) quantities.Add(new(pieces, at));
            }
        }

        if (quantities.Exists(pieces => returned.Contains(pieces.At))) (quantities, unclear) = (quantities.FindAll(pieces => returned.Contains(pieces.At)), null);
        if (whole is { } together) (quantities, unclear, total) = ([together], null, together.Value);
        else if (sizes.DistinctBy(size => size.Value).Count() < 2 && SharedOut() is { } shared) quantities = [shared];
        return (sizes, quantities, choice);
    }

    /// <summary>"(deux) paires", "(tlata) d les packs".</summary>
    private bool IsBeforePieces(int at)
    {
        var behind = at;
        while (behind < tokens.Count && behind - at < 2 && tokens[behind].Before is Pause.None && tokens[behind].Word is "d" or "de" or "des" or "les" or "dyal" or "of" or "of the" or "ديال" or "من") behind++;
        return behind < tokens.Count && tokens[behind].Before is Pause.None && (Is(behind, Concept.Piece) || behind > at && moment.Taken?.Contains(behind) is true) || Is(at, Concept.Piece);
    }

    /// <summary>"one for me and one for my sister, same size" are two.</summary>
    private Found<int>? SharedOut()
    {
        var parts = Enumerable.Range(0, tokens.Count).Select(i => (At: i, Number: Number(i))).Where(part => part.Number is { Value: > 0 and < SmallestSize, Last: var last } && IsForSomebody(last + 1)).ToList();
        return parts.Count > 1 && senses.Where(sense => sense.Concept is Concept.Colour).DistinctBy(sense => sense.Value).Count() < 2 ? new(parts.Sum(part => part.Number!.Value.Value), parts[0].At) : null;
    }

    /// <summary>"(une) pour moi", "(wahda) lkhti", "(one) is for my brother".</summary>
    private bool IsForSomebody(int at)
    {
        while (at < tokens.Count && tokens[at].Before is Pause.None && (Is(at, Concept.Piece) || tokens[at].Word is "is" or "est")) at++;
        if (at >= tokens.Count || tokens[at].Before is not Pause.None) return false;
        if (tokens[at].Word is "liya" or "lia" or "lya" or "lina" or "ليا" or "لي" or "لينا" or "لنا" or "لنفسي") return true;
        if (tokens[at].Word is ['l' or 'ل', .. { Length: > 2 } whom] && Groups.All.Of(whom, isStemmed: false).Contains(Kin)) return true;
        if (tokens[at].Word is not ("pour" or "for" or "l" or "ل" or "dyal" or "ديال" or "a" or "d")) return false;
        return Enumerable.Range(at + 1, 2).Any(i => i < tokens.Count && (tokens[i].Word is "moi" or "me" or "myself" or "nous" or "us" or "lui" or "elle" or "him" or "her" || IsKin(i)));
    }

    /// <summary>"mettez-m'en deux", "dir liya joj", "make it 2": counted by what is done with them.</summary>
    private bool IsPut(int first, int last)
    {
        var before = first - 1;
        while (before > 0 && IsJoinedToWordBefore(before + 1) && (moment.Taken?.Contains(before) == true || IsArticleOfTaken(before)) | tokens[before].Word is "en" or "m" or "moi" or "me" or "it" or "them" or "us" or "nous" or "that" or "liya" or "lia" or "lina" or "ليا" or "لي" or "لينا" or "lhom" or "hom" or "be" or "am") before--;
        return before >= 0 && IsJoinedToWordBefore(before + 1) && (Is(before, Concept.Want) || Is(before, Concept.Correction) || Groups.All.Of(tokens[before].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Overlaps(Putting))
            && (last + 1 == tokens.Count || tokens[last + 1].Before is not Pause.None || Is(last + 1, Concept.Polite) || Is(last + 1, Concept.And) || Is(last + 1, Concept.Correction) || IsForSomebody(last + 1));
    }

    /// <summary>"mettez-en": a hyphen joins.</summary>
    private bool IsJoinedToWordBefore(int i) => tokens[i].Before is Pause.None || tokens[i].Before is Pause.Comma && tokens.Text[tokens[i].Start - 1] == '-' && tokens[i - 1].End == tokens[i].Start - 1;

    /// <summary>"make (the) perfume two", "mettez le parfum (en) deux".</summary>
    private bool IsArticleOfTaken(int i) => moment.Taken is { } taken && (taken.Contains(i + 1) && tokens[i].Word is "the" or "le" or "la" or "les" or "l" or "my" or "mon" or "ma" or "dyal" or "d" || taken.Contains(i - 1) && tokens[i].Word is "in" or "to" or "b");

    /// <summary>"air max blanche n 41", "nb 530 ra9m 39 l Salé": a number that is no house's, for no street or quarter goes before it.</summary>
    private bool IsSizeOfProduct(int at) => at > 0 && IsNumber(at) && (moment.Taken is { Count: > 0 } || moment.Asked is Question.Size) && IsNumberWord(at - 1)
        && (IsOfferedSize(tokens[at].Word) || Number(at) is { Value: >= SmallestAdultSize and <= LargestSize })
        && !(at + 1 < tokens.Count && tokens[at + 1].Before is Pause.None && Is(at + 1, Concept.Road))
        && !Enumerable.Range(0, at - 1).Any(i => Is(i, Concept.Quarter) || IsOf(i, isQuarter: true) || Is(i, Concept.Road) && !used.Contains(i) && !IsNumberWord(i));

    private bool IsNumberWord(int i) => Is(i, Concept.Choice) || tokens[i].Word is "n" or "no" or "nr" or "num" or "numero" or "nimero" or "nemra" or "nmra" or "ra9m" or "رقم" or "نمره";

    /// <summary>A number counts pieces where it is asked for, stands before a product, or is most of what was said; elsewhere it may be of a house.</summary>
    private bool IsCount(int first, int last, bool isFigure) =>
        moment.Asked is Question.Quantity
        || (moment.Taken is { } taken && (taken.Contains(last + 1) || taken.Contains(last + 2)) && (first == 0 || tokens[first].Before is not Pause.None || Precedes(first - 1) || Groups.All.Of(tokens[first - 1].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Overlaps(Putting) || (places.Count == 0 && IsUnknownVerb(first - 1))))
        || !isFigure && first > 0 && IsBeforeColour(last + 1)
        || IsPut(first, last)
        || (places.Count == 0 && tokens.Count <= 6 && !Enumerable.Range(0, tokens.Count).Any(i => Is(i, Concept.Road))
            && (!isFigure || senses.Any(sense => sense.Concept is Concept.Want or Concept.Correction) || tokens.Count == 1));

    /// <summary>"41 x1" is a size, and how often.</summary>
    private bool IsSizeBeforeTimes(int value, int times) => value >= SmallestSize && times + 1 < tokens.Count && tokens[times].Word is "x" && IsNumber(times + 1);

    /// <summary>"une seule", "just (the) one pair", "non, une": elsewhere "une" is an article, as in "juste une question".</summary>
    private bool IsOnly(int value, int first, int last)
    {
        if (first > 1 && tokens[first].Before is Pause.None && tokens[first - 1].Word is "the" or "l" && Is(first - 2, Concept.Only)) first--;
        var isBefore = first > 0 && Is(first - 1, Concept.Only);
        if (isBefore) last = BehindPartitive(last);
        if (value > 1 && (value >= SmallestSize || !isBefore && !(Is(last + 1, Concept.Only) && tokens[last + 1].Before is Pause.None))) return false;
        if ((value == 1 || !isBefore) && Is(last + 1, Concept.Only)) while (Is(last + 1, Concept.Only)) last++;
        else if (!(first > 0 && senses.Any(sense => sense.Last == first - 1 && sense.Concept is Concept.Only or Concept.No or Concept.Correction))) return false;
        return last + 1 == tokens.Count || tokens[last + 1].Before is not Pause.None || used.Contains(last + 1) || Is(last + 1, Concept.Piece) || Is(last + 1, Concept.Colour) || Is(last + 1, Concept.Polite);
    }

    /// <summary>"only one (of the) perfumes".</summary>
    private int BehindPartitive(int last)
    {
        while (last + 1 < tokens.Count && tokens[last + 1].Before is Pause.None && !Is(last + 1, Concept.Polite) && (IsIn(last + 1, Partitive) || tokens[last].Word is "of" or "mn" && tokens[last + 1].Word is "the" or "these" or "those" or "my" or "dok" or "had")) last++;
        return last;
    }

    /// <summary>"kindly reserve 2 caps": what stands first and we never heard of asks for them all the same.</summary>
    private bool IsUnknownVerb(int i) => IsFree(i) && tokens[i].IsWord && Enumerable.Range(Segment(i, Pause.Comma).First, i - Segment(i, Pause.Comma).First).All(Precedes);

    private bool Precedes(int i) => senses.Any(sense => sense.Covers(i) && sense.Concept is Concept.Want or Concept.Order or Concept.Greeting or Concept.Add or Concept.Polite or Concept.Search or Concept.Yes or Concept.And);

    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    private bool IsOfferedSize(string word) => !moment.Sizes.IsDefault && moment.Sizes.Any(size => Writing.Fold(size) == word);

    private (int Value, bool IsFigure, int Last)? Number(int i)
    {
        if (IsDual(i)) return (2, false, i);
        if (tokens[i].IsNumber)
        {
            var whole = tokens[i].Word.Split('.')[0];
            return int.TryParse(whole, CultureInfo.InvariantCulture, out var value) ? (value, true, i) : null;
        }

        // "Ouhaddou" sounds like one and is a family.
        return senses.Where(sense => sense.Concept is Concept.Number && sense.First == i && (sense.IsExact || i == 0 || !IsCapital(i))).Select(sense => ((int, bool, int)?)(int.Parse(sense.Value, CultureInfo.InvariantCulture), false, sense.Last)).FirstOrDefault();
    }

    /// <summary>S, M and L are letters of many words: they are sizes after "taille", as an answer, or written large.</summary>
    private string? LetterSize(int i)
    {
        if (senses.FirstOrDefault(sense => sense.Concept is Concept.Size && sense.First == i) is { Value: { } named } && (moment.Asked is Question.Size || Is(i - 1, Concept.Sizeword) || named is "M" || tokens[i].Before is Pause.None && i > 1 && tokens[i - 1].Word is "a" or "the" && Is(i - 2, Concept.Sizeword))) return named;

        var word = tokens[i].Word;
        if (word is "xs" or "xl" or "xxl" or "xxxl") return word.ToUpperInvariant();
        if (IsNumber(i) && i + 1 < tokens.Count && tokens[i + 1].Word is "xl" && tokens[i + 1].Start == tokens[i].End)
        {
            used.Add(i + 1);
            return tokens[i].Word switch { "2" => "XXL", "3" => "XXXL", _ => "XL" };
        }

        if (word is not ("s" or "m" or "l") || IsSpeltOut(i)) return null;
        var isElided = tokens[i].End < tokens.Text.Length && tokens.Text[tokens[i].End] is '\'' or '’';
        var isWrittenLarge = char.IsUpper(tokens.Text[tokens[i].Start]) && tokens.Text.Any(char.IsLower);
        return !isElided && (moment.Asked is Question.Size && MaySizeBeLetter() && !IsOf(i + 1, isQuarter: false) || Is(i - 1, Concept.Sizeword) || isWrittenLarge) && (i == 0 || tokens.Text[tokens[i].Start - 1] is not ('\'' or '’'))
            ? word.ToUpperInvariant()
            : null;
    }

    /// <summary>"Leila with L E I L A".</summary>
    private bool IsSpeltOut(int i) => IsLetter(i - 1) && tokens[i].Before is Pause.None || i + 1 < tokens.Count && tokens[i + 1].Before is Pause.None && IsLetter(i + 1);

    private bool IsLetter(int i) => i >= 0 && i < tokens.Count && tokens[i].Word is [>= 'a' and <= 'z' and not ('s' or 'm' or 'l' or 'x')] && char.IsUpper(tokens.Text[tokens[i].Start]);

    /// <summary>Among sizes 39 to 45 the "l" of "sift l Salé" is a word.</summary>
    private bool MaySizeBeLetter() => moment.Sizes.IsDefaultOrEmpty || moment.Sizes.Any(size => !char.IsAsciiDigit(size[0]));

    private (int First, int Last) Covering(int start, int end)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Start < start || tokens[i].End > end) continue;
            if (first < 0) first = i;
            last = i;
        }

        return (first, last);
    }

    [GeneratedRegex(@"(?<![\p{L}\d])\+?\d(?:[ .\-/()]{0,2}\d){5,14}(?!\d)")]
    private static partial Regex PhoneLike();
}
