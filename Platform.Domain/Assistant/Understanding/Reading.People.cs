using System.Globalization;

namespace Platform.Domain.Assistant.Understanding;

internal sealed partial class Reading
{
    private const int LongestName = 4;

    private static readonly int WriteDown = Groups.All["writedown"], Kin = Groups.All["kin"], Parcel = Groups.All["order"];

    private (int First, int Last)? named;

    /// <summary>"in the name of": it counts before who writes.</summary>
    private const string InWhoseName = "order";

    /// <summary>"je m'appelle Karim Alaoui", "smiyti Salma", "nom: Awa Diop"; "ana Karim" when that is a first name.</summary>
    private string? Introduced()
    {
        if (Colon() is { } told) return told;
        if (WrittenDown(isReceiver: true) is { } receiving) return receiving;

        foreach (var intro in senses.Where(sense => sense.Concept is Concept.Name).OrderBy(sense => sense.Value is InWhoseName ? 0 : 1).ToList())
        {
            if (BeforeNameWord(intro) is { } before) return before;

            if (CalledLikeAgreement(intro.Last + 1) is { } agreeable) return agreeable;

            var start = BehindDenied(BehindLead(intro.Last + 1));
            while (start + 1 < tokens.Count && tokens[start + 1].Before is Pause.None && (Is(start, Concept.Function) || Is(start, Concept.Polite)) && !IsFirstName(start) && IsFirstName(start + 1) | Is(start + 1, Concept.Function) | IsKin(start + 1)) start++;
            if (start + 1 < tokens.Count && IsKin(start) && !IsFirstName(start) && (IsNamedBehind(start) || IsNamedBehindPause(start))) start++;
            if (!IsPlaceSentTo(intro, start) && !IsOnlyKin(start) && NameFrom(start, mayBeOrdinary: true) is { } name) return name;
        }

        if (Presented() is { } writer) return writer;
        if (PutRight() is { } right) return right;

        for (var i = 1; i < tokens.Count; i++)
        {
            if (used.Contains(i) || tokens[i].Before is Pause.Stop) continue;
            if (tokens[i - 1].Word is "pour" or "for" && i + 1 < tokens.Count && IsPersonal(i) && IsPersonal(i + 1) && NameFrom(i, mayBeOrdinary: false) is { } recipient)
            {
                Use(i - 1, i - 1);
                return recipient;
            }

            if (IsSentTo(i) && NameFrom(i, mayBeOrdinary: false) is { } receiver)
            {
                Use(i - 1, i - 1);
                return receiver;
            }

            if (IsTitle(i - 1) && tokens[i].Before is Pause.None && (IsCapital(i) || moment.Asked is Question.Name) && IsFree(i) && tokens[i].IsWord && NameFrom(i, mayBeOrdinary: false) is { } titled) return titled;
            if (!IsFirstName(i) && !IsStranger(i)) continue;
            if ((tokens[i - 1].Word is "suis" or "moi" or "ana" or "am" or "m" or "انا" or "est" or "this" or "pour" or "for" or "au" && IsSelf(i - 1) || isPersonPutRight && IsSaidToBe(i - 1)) && NameFrom(i, mayBeOrdinary: false) is { } name)
            {
                // "je suis" and "c'est pour" are no part of the address they stand behind.
                var lead = i - 1;
                while (lead > 0 && tokens[lead].Before is Pause.None && tokens[lead - 1].Word is "je" or "j" or "i" or "c" or "est" or "it" or "s" or "its" or "is") lead--;
                Use(lead, i - 1);
                return name;
            }
        }

        return null;
    }

    private bool IsNameSpokenOf => moment.Asked is Question.Name || isPersonPutRight || senses.Exists(sense => sense.Concept is Concept.Name);

    /// <summary>Past what leads up to a name: "(smiyti) hiya", "(the name) is wrong, it's", "(au nom de) mon mari".</summary>
    private int BehindLead(int start)
    {
        while (start < tokens.Count && !IsFirstName(start) && (IsSaidToBe(start) || tokens[start].Word is "de" or "du" && start + 1 < tokens.Count && Groups.All.Of(tokens[start + 1].Word, isStemmed: false).Count > 0 || tokens[start].Word is "mon" or "ma" or "my" && start + 1 < tokens.Count && IsKin(start + 1) || start > 0 && Is(start, Concept.Polite) && IsKin(start - 1) || tokens[start].Word is "c" or "it" or "ce" or "ces" or "ses" or "et" or "prenom" or "le" or "mr" or "mme"
            || Is(start, Concept.Name) || IsCourtesyBeforeName(start) || tokens[start].Word is "dyal" or "ديال" or "ta3" && start > 0 && IsNameWord(start - 1) || Is(start, Concept.Correction) && !IsDenialAt(start) || start + 1 < tokens.Count && (IsWriteDown(start) || IsKin(start) && IsNamedBehind(start)))) start++;
        return start;
    }

    /// <summary>"je m'appelle Parfait Essomba": written as names are, right where a name is told, a word of agreement is what they are called.</summary>
    private string? CalledLikeAgreement(int i)
    {
        if (i + 1 >= tokens.Count || tokens[i].Before is not Pause.None || tokens[i + 1].Before is not Pause.None || used.Contains(i) || IsFree(i) || IsTitle(i)) return null;
        if (!IsCapital(i) || !IsCapital(i + 1) || !tokens.Text.Any(char.IsLower) || !senses.TrueForAll(sense => !sense.Covers(i) || sense.First == i && sense.Last == i && sense.Concept is Concept.Yes or Concept.Compliment or Concept.Polite)) return null;
        return NameFrom(i + 1, mayBeOrdinary: false) is { } family ? $"{Named(i, i)} {family}" : null;
    }

    /// <summary>"put it under her name (please), Rose Whitman": two words written as names are go on behind it.</summary>
    private bool IsCourtesyBeforeName(int i) => i > 0 && i + 2 < tokens.Count && Is(i, Concept.Polite) && IsNameWord(i - 1) && tokens[i + 1].IsWord && tokens[i + 2] is { IsWord: true, Before: Pause.None } && IsCapital(i + 1) && IsCapital(i + 2);

    private bool IsNameWord(int i) => Is(i, Concept.Name) || IsIn(i, NameWord);

    private bool IsSaidToBe(int i) => tokens[i].Word is "est" or "cest" or "is" or "s" or "its" or "hiya" or "howa" or "هي" or "هو" or "وهو" or "بل";

    private bool IsDenialAt(int i) => Denials.Any(words => Says(i, words));

    /// <summary>"le nom (n'est pas Rosa, c'est) Rose": whoever it is not, goes.</summary>
    private int BehindDenied(int start)
    {
        var denial = start;
        while (denial < tokens.Count && tokens[denial].Word is "n" or "ne" or "est") denial++;
        if (denial >= tokens.Count || !(IsDenialAt(denial) || tokens[denial].Word is "isn" or "isnt")) return start;

        var right = denial + Denials.Where(words => Says(denial, words)).Select(words => words.Length).DefaultIfEmpty(tokens[denial].Word is "isn" ? 2 : 1).Max();
        do right++;
        while (right < tokens.Count && tokens[right].Before is Pause.None && !IsSaidToBe(right) && tokens[right].Word is not ("c" or "but" or "mais" or "walakin" or "لكن" or "ولكن" or "it"));
        while (right < tokens.Count && tokens[right].Word is "but" or "mais" or "walakin" or "لكن" or "ولكن" or "plutot" or "rather") right++;
        return BehindLead(right);
    }

    /// <summary>"it's for Bamenda" says where, as "it's for Karim" says whose.</summary>
    private bool IsPlaceSentTo(Sense intro, int start) => start < tokens.Count && tokens[intro.Last].Word is "for" or "pour" && !IsFirstName(start)
        && Gazetteer.All.At(tokens, start, moment.Country, null, mayBeDoubtful: false, mayBeMistyped: false) is not null;

    /// <summary>"non, noire et en 41" is no name, whatever was asked; "Rose Ngo Bassong" is one.</summary>
    private bool IsPlain() =>
        tokens[0].Word is not ("la" or "non" or "no" or "لا") && !senses.Any(sense => sense.Concept is Concept.No or Concept.Correction or Concept.But || sense.Concept is Concept.Colour && tokens.Count > 2 && !IsCalledLikeColour(sense.First))
        && !tokens.All.Where((token, i) => token.IsNumber && !used.Contains(i)).Any();

    /// <summary>"Rose Ngo Bassong", "…, Violet Whitman": a stretch of capitals of its own, whose first word could be a colour too.</summary>
    private bool IsCalledLikeColour(int i)
    {
        if (IsFirstName(i)) return true;
        var (first, last) = Segment(i, Pause.Comma);
        return first == i && last - first is >= 1 and < LongestName && IsCapital(i) && Enumerable.Range(first + 1, last - first).All(at => IsCapital(at) && IsFree(at) && tokens[at].IsWord);
    }

    private bool IsPersonal(int i) => IsCapital(i) && !used.Contains(i) && (IsFree(i) || IsFirstName(i)) && tokens[i].Before is Pause.None
        && Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: true, mayBeMistyped: false) is null;

    /// <summary>"deliver to Roland Achu", "sifto l Karim Alaoui": a person, where a place could stand too.</summary>
    private bool IsSentTo(int i) => i > 1 && tokens[i - 1].Word is "to" or "a" or "l" or "chez" && (Is(i - 2, Concept.Delivery) || Is(i - 2, Concept.Address) || Is(i - 1, Concept.Address) || Is(i - 2, Concept.Yes))
        && i + 1 < tokens.Count && IsFirstName(i) && tokens[i + 1].Before is Pause.None && tokens[i + 1].IsWord && IsFree(i + 1) && !used.Contains(i + 1)
        && !Enumerable.Range(i, Segment(i, Pause.Comma).Last - i + 1).Any(at => Is(at, Concept.Road) || IsNumber(at))
        && Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: true, mayBeMistyped: false) is null;

    /// <summary>"in the name of my husband Said": whose it is does not name them.</summary>
    private bool IsKin(int i) => Groups.All.Of(tokens[i].Word, isStemmed: false).Contains(Kin);

    /// <summary>"mama Rose" is who she is called; behind "my husband" a first name follows, or two words.</summary>
    private bool IsNamedBehind(int kin) => !Is(kin + 1, Concept.Function) && tokens[kin + 1].Before is Pause.None && tokens[kin + 1].IsWord
        && (IsFirstName(kin + 1) || kin + 2 < tokens.Count && tokens[kin + 2].Before is Pause.None && tokens[kin + 2].IsWord);

    /// <summary>"on my brother's name, Mehdi Amrani": two words of a stretch of their own, of which we know nothing else.</summary>
    private bool IsNamedBehindPause(int kin) => tokens[kin + 1].Before is not Pause.None && Segment(kin + 1, Pause.Comma) is var (first, last) && first == kin + 1 && last - first is >= 1 and < LongestName
        && Enumerable.Range(first, last - first + 1).All(i => tokens[i].IsWord && (IsFree(i) || IsFirstName(i)));

    /// <summary>"it's for my mum" does not say who she is.</summary>
    private bool IsOnlyKin(int i) => i < tokens.Count && IsKin(i) && !IsFirstName(i) && (i + 1 == tokens.Count || tokens[i + 1].Before is not Pause.None || Ends(i + 1));

    private bool IsTitle(int i) => tokens[i].Word is "mme" or "mr" or "mrs" or "ms" or "miss" or "mlle" or "madame" or "monsieur" or "mister" or "hajja" or "lhajja" or "lhaj" or "السيد" or "السيده" or "الحاج" or "الحاجه";

    /// <summary>"ana Mohssine": nothing we know, written as names are.</summary>
    private bool IsStranger(int i) => tokens[i - 1].Word is "suis" or "ana" or "انا" && tokens[i].Before is Pause.None && tokens[i].Word.Length >= 3 && IsPersonal(i) && (i + 1 == tokens.Count || tokens[i + 1].Before is not Pause.None || IsCapital(i + 1));

    private bool IsSelf(int i) => tokens[i].Word is not ("est" or "pour" or "for" or "au" or "this") || moment.Asked is Question.Name
        || (tokens[i].Word is "pour" or "for" && i > 0 && tokens[i - 1].Word is "est" or "s" or "its" or "is" or "c");

    /// <summary>A segment of its own that is a person: the answer to "what is your name?", or a first name among other details.</summary>
    private string? Unintroduced(bool amongDetails)
    {
        if (IsOnlyPerson()) return Named(0, tokens.Count - 1); // "Chris Lane" is no lane.
        if (BareName() is var (given, family)) return Named(given, family);

        for (var i = 0; i < tokens.Count; i++)
        {
            if (used.Contains(i) || !tokens[i].IsWord || IsCourtesy(i)) continue;
            var (start, last) = (i, Segment(i, Pause.Comma).Last);
            while (moment.Asked is Question.Name && start < last && (IsWriteDown(start) || tokens[start].Word is "under" or "c" or "est" or "its" or "it" or "s" or "is" or "this" or "hiya" or "howa" or "ana" or "moi" or "هو" or "هي" or "انا")) start++;
            var end = start;
            while (end <= last && !used.Contains(end) && tokens[end].IsWord && !IsCourtesy(end) && !(end > start && (IsFirstName(end - 1) && IsWhenOrThanks(end) || IsClauseBehindName(end)))) end++;

            if (IsWithinAddress(start, end)) continue;

            var hasFirstName = Enumerable.Range(start, Math.Max(0, end - start)).Any(word => IsFirstName(word));
            var isAnswer = moment.Asked is Question.Name && !IsTold(start, end) && IsPlain() && !(senses.Any(sense => sense.Concept is Concept.Yes && sense.First < end) && !IsCapital(start)) && !senses.Any(sense => sense.First >= start && sense.Last < end && IsBusiness(sense.Concept)) && (tokens.Text.AsSpan().IndexOfAny("?؟") < 0 || IsSignature(start, end));
            var isPerson = amongDetails && end > start && IsPerson(start, end - 1);
            var isKnown = hasFirstName && (amongDetails || moment.Asked is Question.Name or Question.Phone || IsOnlyPerson())
                && Enumerable.Range(start, end - start).All(word => IsFree(word) || IsFirstName(word) || IsFamilyName(word));
            if (start < end && end - start <= LongestName && (isAnswer || isPerson || isKnown))
            {
                if (isPerson) return Named(start, end - 1);
                if (NameFrom(start, isAnswer) is { } name) return name;
            }

            i = Math.Max(i, end - 1);
        }

        return null;
    }

    /// <summary>"Mouad Zerhouni", where the street was asked for, tells who they are; "Moulay Youssef" and "Ibn Sina" are streets.</summary>
    private bool IsOnlyPerson() => moment.Asked is Question.Address or Question.Name && tokens.Count is 2 or 3 && IsFirstName(0)
        && tokens[0].Word is not ("moulay" or "sidi" or "lalla" or "ibn" or "ben" or "bab" or "al" or "el" or "oued" or "مولاي" or "سيدي" or "لالة" or "ابن" or "بن" or "باب")
        && Enumerable.Range(0, tokens.Count).All(i => tokens[i].IsWord && (i == 0 || tokens[i].Before is Pause.None) && (IsFirstName(i) || i > 0 && (IsFree(i) || IsCalledLikeBusiness(i) || moment.Asked is Question.Name && (Is(i, Concept.Road) || Is(i, Concept.Quarter)) && !used.Contains(i))))
        && Gazetteer.All.At(tokens, 0, moment.Country, moment.City, mayBeDoubtful: true, mayBeMistyped: false) is null;

    /// <summary>"casa sbata Jamila 5 rue 8": between a quarter and a number, in one breath, stands a part of the address.</summary>
    private bool IsWithinAddress(int start, int end) => moment.Asked is Question.City or Question.Address or Question.Quarter && start > 0 && tokens[start].Before is Pause.None
        && end < tokens.Count && tokens[end].Before is Pause.None && (IsNumber(end) || Is(end, Concept.Road));

    /// <summary>"notez Kouadio Serge", "dirha Samir".</summary>
    private bool IsWriteDown(int i) => !IsFirstName(i) && Groups.All.Of(tokens[i].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Contains(WriteDown);

    /// <summary>A segment of two or three unknown words with capitals, at the beginning or the end of a message: "…, Lucy Hall".</summary>
    private bool IsPerson(int first, int last)
    {
        while (first < last && IsCourtesy(first)) first++;
        if (IsPartOfTown(first, before: last + 1) || moment.Asked is Question.Address or Question.City && tokens[first].Word is "riad" or "ryad" or "riyad" or "dar" or "bab" or "derb" or "ain" or "oued" or "douar" or "souk" or "kasbah" or "رياض" or "دار" or "باب" or "درب" or "عين") return false;
        var words = Enumerable.Range(first, last - first + 1).ToList();
        if (words.Count > LongestName || words.Exists(i => !tokens[i].IsWord || used.Contains(i) || tokens[i].Word.Any(char.IsAsciiDigit))) return false;
        if (IsBeforeTheWay(last) && !IsFirstName(first)) return false;
        if (words.Exists(i => IsFirstName(i)) && words.TrueForAll(i => IsFree(i) || IsFirstName(i) || (IsCapital(i) && words.Count > 1 && !Ends(i)))) return true;

        if (words is [var only] && tokens[only].Before is Pause.Stop && Unused(0, tokens.Count - 1) == only && only > 0) return IsCapital(only) && IsFree(only) && tokens[only].Word.Length >= 3;

        return words.Count is 2 or 3 && (first == 0 || Unused(0, tokens.Count - 1) == last) && tokens[first].Word is not ("al" or "el")
            && words.TrueForAll(i => IsCapital(i) && !(Ends(i) && !Is(i, Concept.Function))) && words.Count(i => senses.Any(sense => sense.IsExact && sense.Covers(i))) is 0 or 1;
    }

    /// <summary>"Meknès, Bni Mhamed, rue 7": between a town and a street stands a part of the town, unless it begins like a person.</summary>
    private bool IsPartOfTown(int first, int before) => before < tokens.Count && Is(before, Concept.Road) && tokens[before].Before is Pause.Comma
        && places.Exists(place => place.Last < first) && !IsFirstName(first) && !IsTitle(first);

    /// <summary>"Afan Mabe, by the Catholic church": asked where, they tell where, unless it begins with what somebody may be called.</summary>
    private bool IsBeforeTheWay(int last) => moment.Asked is Question.Address or Question.Quarter && last + 1 < tokens.Count && Enumerable.Range(last + 1, tokens.Count - last - 1).Any(i => Is(i, Concept.Road));

    private string? NameFrom(int start, bool mayBeOrdinary)
    {
        var end = start;
        while (end < tokens.Count && end - start < LongestName && !used.Contains(end) && tokens[end].IsWord && !tokens[end].Word.Any(char.IsAsciiDigit)
            && (end == start || tokens[end].Before is Pause.None || tokens.Text[tokens[end].Start - 1] == '-') && !(end > start && (IsFromTown(end) || IsClauseBehindName(end)))
            && (IsFree(end) || IsFamilyName(end) || (mayBeOrdinary && !senses.Any(sense => sense.IsExact && sense.Covers(end))) || IsFirstName(end) || IsCalledLikeBusiness(end) && end == start + 1 || end > start && tokens[end - 1].Word is "عبد" or "abd" or "abdel" or "عبدال" || tokens[end].Word is "el" or "al" or "ben" or "ait" or "bel" or "da" or "le" or "de" or "la" || (mayBeOrdinary && end == start && !Ends(end)) || (mayBeOrdinary && end > start && IsCapital(end) && (!Ends(end) || !Lexicon.All.Knows(tokens[end].Word))))) end++;
        if (end == start || tokens.All.Skip(start).Take(end - start).All(token => token.Word.Length < 2) || Enumerable.Range(start, end - start).Any(IsParcel) || end == start + 1 && tokens[start].Word is "de" or "du" or "la" or "le" or "el" or "al" or "da") return null;

        return Named(start, end - 1);
    }

    /// <summary>"mettez son nom sur le colis" calls nobody a parcel.</summary>
    private bool IsParcel(int i) => !IsFirstName(i) && !IsCapital(i) && Groups.All.Of(tokens[i].Word, isStemmed: false).Contains(Parcel);

    /// <summary>"Serge Mbarga de Kribi": where they are from is no part of what they are called.</summary>
    private bool IsFromTown(int i) => tokens[i].Word is "de" or "d" or "du" or "from" or "mn" or "men" or "من" && i + 1 < tokens.Count && tokens[i + 1].Before is Pause.None
        && Gazetteer.All.At(tokens, i + 1, moment.Country, null, mayBeDoubtful: true, mayBeMistyped: false) is ({ IsQuarter: false }, _);

    private string Named(int first, int last)
    {
        // "Mehdi, Mehdi Lahlou".
        if (first == last && last + 2 < tokens.Count && tokens[last + 1].Word == tokens[first].Word && tokens[last + 1].Before is not Pause.None && tokens[last + 2] is { Before: Pause.None, IsWord: true } && !used.Contains(last + 2))
        {
            Use(first, last);
            (first, last) = (last + 1, last + 2);
        }

        var written = tokens.Written(first, last);
        named = (first, last);
        Use(first, last);
        return written.Any(char.IsUpper) && !written.All(c => !char.IsLetter(c) || char.IsUpper(c)) ? written : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(written.ToLowerInvariant());
    }

    /// <summary>"Chinedu Okafor. Is it original?": two words with capitals in a sentence of their own, whatever is asked in the next.</summary>
    private bool IsSignature(int start, int end) => end - start is 2 or 3 && Segment(start, Pause.Stop) == (start, end - 1) && end < tokens.Count
        && tokens.Text.AsSpan(tokens[end - 1].End, tokens[end].Start - tokens[end - 1].End).IndexOfAny("?؟") < 0
        && Enumerable.Range(start, end - start).All(IsCapital);

    /// <summary>"سكينة الوردي", "Karima Sebbar": behind a first name a family may be called like a colour, or sound like a word of ours. The name ends before "and not Said".</summary>
    private bool IsFamilyName(int i) => i > 0 && tokens[i].Before is Pause.None && IsFirstName(i - 1) && (Segment(i, Pause.Comma).Last == i || Denials.Any(words => Says(i + 1, words)))
        && (IsNameSpokenOf && senses.TrueForAll(sense => !sense.Covers(i) || sense.Concept is Concept.Colour or Concept.Compliment)
            || tokens[i].Word.Length >= 4 && !Lexicon.All.IsWord(tokens[i].Word) && Groups.All.Of(tokens[i].Word, isStemmed: true).Count == 0);

    /// <summary>"name is Hannah Price thanks", "Peter Cash": behind a first name, written as names are and with nothing to go on with, a word of business is what a family is called.</summary>
    private bool IsCalledLikeBusiness(int i) => i > 0 && tokens[i].Before is Pause.None && IsFirstName(i - 1) && IsCapital(i) && IsCapital(i - 1) && tokens.Text.Any(char.IsLower) && tokens.Text.AsSpan().IndexOfAny("?؟") < 0
        && (i + 1 == tokens.Count || tokens[i + 1].Before is not Pause.None || Is(i + 1, Concept.Thanks) || Is(i + 1, Concept.Polite))
        && senses.TrueForAll(sense => !sense.Covers(i) || sense.First == i && sense.Last == i && (IsBusiness(sense.Concept) || sense.Concept is Concept.Road or Concept.Quarter or Concept.Town or Concept.Colour or Concept.Compliment));

    private bool IsCapital(int i) => char.IsUpper(tokens.Text[tokens[i].Start]);

    /// <summary>"على فاس" is "to Fès", and "علي" is Ali; folded they are one word.</summary>
    private bool IsFirstName(int i) => Lexicon.All.IsFirstName(tokens[i].Word) && tokens.Written(i, i) is not ("على" or "الى" or "إلى");

    /// <summary>Words that a name does not go on with.</summary>
    private bool Ends(int i) => senses.Any(sense => sense.IsExact && sense.Covers(i) && (IsBusiness(sense.Concept)
        || sense.Concept is Concept.Function or Concept.Phone or Concept.Address or Concept.Road or Concept.Town or Concept.Quarter or Concept.Yes or Concept.No or Concept.Polite or Concept.Thanks or Concept.Greeting));

    private bool IsCourtesy(int i) => (tokens[i].Word is "pour" or "for" && i + 1 < tokens.Count && IsFirstName(i + 1)) || senses.Any(sense => sense.Covers(i) && sense.Concept is Concept.Polite or Concept.Yes or Concept.Greeting or Concept.Thanks or Concept.Name or Concept.Laugh) && !IsFirstName(i)
        || i == 0 && tokens.Count > 1 && tokens[1].Before is not Pause.None && Is(0, Concept.Compliment) && !IsFirstName(0);

    /// <summary>What a customer does rather than says of themselves.</summary>
    private static bool IsBusiness(Concept concept) => concept is
        Concept.Want or Concept.Order or Concept.Search or Concept.Price or Concept.Total or Concept.Cheaper or Concept.Stock or Concept.Delivery or Concept.Delay or Concept.Payment
        or Concept.But or Concept.Correction or Concept.Cancel or Concept.Bargain or Concept.Track or Concept.Complaint or Concept.Refund or Concept.Insult or Concept.Person or Concept.Stop
        or Concept.Exchange or Concept.Warranty or Concept.Authentic or Concept.Place or Concept.Hours or Concept.Guide or Concept.Photo or Concept.Wholesale or Concept.Wrapping or Concept.Voucher or Concept.Bot or Concept.Details
        or Concept.Colours or Concept.Sizes or Concept.Add or Concept.Remove or Concept.Day or Concept.Slot or Concept.Address or Concept.Phone;
}
