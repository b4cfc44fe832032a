namespace Platform.Domain.Assistant.Understanding;

internal sealed partial class Reading
{
    private const int MostQuartersOfName = 9;

    /// <summary>From the first word of an address to where something else begins: a name, a number to call, a wish, the end of the line.</summary>
    private string? Address(Place? city, Place? quarter, bool hasPhone)
    {
        if (moment.Asked is Question.Name && IsOnlyPerson()) return null;
        if (Begin(city is not null || quarter is not null, hasPhone) is not { } first) return null;

        var begin = BehindPlaceInWords(first);
        var end = begin;
        var last = begin - 1;
        while (end < tokens.Count && (withdrawn.Contains(end) || !EndsAddress(end, begin)))
        {
            if (!IsCourtesyAtEdge(end) && !withdrawn.Contains(end)) last = end;
            end++;
        }

        while (last >= begin && last + 1 < end && IsUnfinished(last)) last++;

        // The city at either edge is known by itself.
        while (last >= begin && (IsOf(last, isQuarter: false) || (Is(last, Concept.Town) && !IsNumber(last) && !Is(last - 1, Concept.Road)) || (last > begin && IsLeadIn(last)))) last--;
        while (begin <= last && (IsOf(begin, isQuarter: false) || Is(begin, Concept.Town) && !IsPartOfTownCalled(begin) || tokens[begin].Word is "est" or "c" or "is" or "a" or "ce" or "sera" or "hiya" or "هو" or "هي" or ":")) begin++;
        if (last < begin || Enumerable.Range(begin, last - begin + 1).All(i => IsOf(i, isQuarter: true) || IsOf(i, isQuarter: false))) return null;

        var written = WithoutWithdrawn(begin, last).Replace('\n', ' ').Trim();
        Use(begin, last);
        return written.Length >= 3 ? written : null;
    }

    /// <summary>"route de (Safi)": what it is called goes on behind it, even where the name is a word of courtesy too.</summary>
    private bool IsUnfinished(int i) => tokens[i + 1].Before is Pause.None && tokens[i].Word is "de" or "du" or "d" or "des" or "of" or "dyal" or "ديال" && Is(i - 1, Concept.Road) | Is(i, Concept.Road);

    /// <summary>"immeuble 7 pas 5, étage 2" is "immeuble 7, étage 2".</summary>
    private string WithoutWithdrawn(int first, int last)
    {
        var written = "";
        for (var (i, end) = (first, first); i <= last; i = end + 1)
        {
            end = i;
            if (withdrawn.Contains(i)) continue;
            while (end < last && !withdrawn.Contains(end + 1)) end++;
            var isApart = tokens[i].Before is not Pause.None && !(IsNumber(i) && i > 0 && withdrawn.Contains(i - 1));
            written += (written is "" ? "" : isApart ? ", " : " ") + tokens.Written(i, end);
        }

        return written;
    }

    /// <summary>Words that begin something else: "… mosquée je suis (dispo demain)".</summary>
    private bool IsLeadIn(int i) => tokens[i].Word is "je" or "suis" or "moi" or "c" or "est" or "et" or "mais" or "i" or "am" or "im" or "and" or "but" or "its" or "ana" or "rani" or "rah" or "انا" or "راه";

    private int? Begin(bool hasPlace, bool hasPhone)
    {
        if (addressAt is { } moved && Enumerable.Range(moved, tokens.Count - moved).Any(i => Is(i, Concept.Road) || (IsFree(i) && tokens[i].IsWord) || IsOf(i, isQuarter: true))) return BehindTown(moved);
        if (senses.FirstOrDefault(sense => sense.Concept is Concept.Address && sense.Last + 1 < tokens.Count && !Follows(sense) && !IsOnlyWhereabouts(sense)) is { Tongue: var _, Last: var intro } found && found != default
            && Enumerable.Range(intro + 1, tokens.Count - intro - 1).Any(i => Is(i, Concept.Road) || (IsFree(i) && tokens[i].IsWord && !IsWriteDown(i)) || IsOf(i, isQuarter: true))
            && BehindTown(intro + 1) is var told && !(senses.Exists(sense => sense.Concept is Concept.Road && sense.First > told) && IsOnlyTalk(told))) return told;

        if (Answered() is { } whole) return whole;

        foreach (var road in senses.Where(sense => sense.Concept is Concept.Road && !used.Contains(sense.First) && !IsSizeOfProduct(sense.Last + 1) && !IsCountedPiece(sense)))
        {
            var isPlaced = hasPlace || hasPhone || moment.Asked is Question.City or Question.Quarter or Question.Address or Question.Name;
            var goesOn = Numbered(road.First) is not null || road.Last + 1 < tokens.Count && tokens[road.Last + 1].Before is Pause.None && (IsNumber(road.Last + 1) || IsFree(road.Last + 1) || IsOf(road.Last + 1, isQuarter: true));
            if (!isPlaced && (!goesOn || tokens.Text.AsSpan().IndexOfAny("?؟") >= 0)) continue;

            var begin = road.First;
            if (Numbered(begin) is { } number) begin = number;
            for (var before = -1; before != begin; )
            {
                before = begin;
                begin = Before(begin);
            }

            return Math.Min(begin, BehindCity() ?? begin);
        }

        return BehindCity() ?? (hasPlace ? NumberedQuarter() : null);
    }

    /// <summary>"je suis à Fès (alors) je voudrais …, au 17 boulevard": up to where something else begins there is nothing of an address.</summary>
    private bool IsOnlyTalk(int begin) => !Enumerable.Range(begin, tokens.Count - begin).TakeWhile(i => !EndsAddress(i, begin))
        .Any(i => Is(i, Concept.Road) || Is(i, Concept.Quarter) || IsNumber(i) || IsOf(i, isQuarter: true) || IsCapital(i) && i > begin);

    /// <summary>"l Temara hay Massira 2 ra9m 118", "Mohammedia, Hay El Wahda 23": a quarter with the number of a house, in one breath with a town.</summary>
    private int? NumberedQuarter() => senses.Where(sense => sense.Concept is Concept.Quarter && !used.Contains(sense.First)
        && Enumerable.Range(sense.Last + 1, Segment(sense.Last, Pause.Comma).Last - sense.Last).Any(i => IsNumberWord(i) && IsHouse(i + 1) && tokens[i + 1].Before is Pause.None || IsHouseAtEnd(i))).Select(sense => (int?)sense.First).FirstOrDefault();

    /// <summary>Quarters are numbered too, though no town has that many of a name.</summary>
    private bool IsHouseAtEnd(int i) => IsHouse(i) && !used.Contains(i) && tokens[i].Before is Pause.None && Segment(i, Pause.Comma).Last == i && Number(i) is { Value: > MostQuartersOfName };

    /// <summary>"1 lot en noir" is no "lot 12".</summary>
    private bool IsCountedPiece(Sense road) => Is(road.First, Concept.Piece) && (IsNumber(road.First - 1) || Is(road.First - 1, Concept.Number)) && tokens[road.First].Before is Pause.None && !IsNumber(road.Last + 1);

    /// <summary>"deliver to Salé instead, Hay Karima…": the street begins behind the town.</summary>
    private int BehindTown(int at)
    {
        var begin = at;
        while (begin < tokens.Count && (IsOf(begin, isQuarter: false) || Is(begin, Concept.Town) && !IsPartOfTownCalled(begin) || (begin > at && Is(begin, Concept.Correction)))) begin++;
        return begin < tokens.Count ? begin : at;
    }

    /// <summary>One step back to where the address begins: "Bernoussi hay Qods 2 rue 14", "Maârif, rue 7".</summary>
    private int Before(int begin)
    {
        if (begin == 0) return begin;
        if (tokens[begin].Before is Pause.None)
        {
            if (IsOf(begin - 1, isQuarter: true) || Is(begin - 1, Concept.Quarter)) return begin - 1;
            if (tokens[begin - 1].IsWord && IsFree(begin - 1) && !used.Contains(begin - 1) && !IsFirstName(begin - 1)) return begin - 1;
            if (Is(begin - 2, Concept.Quarter) && !used.Contains(begin - 1)) return begin - 2;
            if (IsNumberedPart(begin - 2)) return begin - 2;
            return IsNumber(begin - 1) && Is(begin - 3, Concept.Quarter) && !used.Contains(begin - 2) ? begin - 3 : begin;
        }

        if (tokens[begin].Before is Pause.Comma)
        {
            if (IsOf(begin - 1, isQuarter: true)) return begin - 1;
            if (Segment(begin - 1, Pause.Comma).First is var before && Is(before, Concept.Quarter) && !used.Contains(before)) return before;
            if (begin > 1 && IsNumber(begin - 1) && !used.Contains(begin - 1) && tokens[begin - 1].Before is not Pause.None) return begin - 1;
        }

        return begin;
    }

    /// <summary>"casa sbata Jamila 5 rue 8": a word with its number, between the town and the street.</summary>
    private bool IsNumberedPart(int i) => i > 0 && moment.Asked is Question.City or Question.Address or Question.Quarter && IsHouse(i + 1) && tokens[i].IsWord && tokens[i + 1].Before is Pause.None
        && !used.Contains(i) && !used.Contains(i + 1) && (IsFree(i) || IsFirstName(i)) && places.Exists(place => place.Last < i);

    /// <summary>"Meknès, Marjane 2": what stands apart behind the city that was asked for, or corrected, tells where in it.</summary>
    private int? BehindCity()
    {
        if (moment.Asked is not (Question.City or Question.Address or Question.Confirmation) && !(moment.City is { } known && places.Exists(place => !place.Place.IsQuarter && place.Place.Name != known)) || tokens.Text.AsSpan().IndexOfAny("?؟") >= 0 || !places.Exists(place => !place.Place.IsQuarter)) return null;
        var behind = places.FindLast(place => !place.Place.IsQuarter).Last + 1;
        if (Is(behind, Concept.Quarter) || IsOf(behind, isQuarter: true)) return behind;
        for (var i = behind; i < tokens.Count; i++)
        {
            var (first, last) = Segment(i, Pause.Comma);
            if (first == i && !IsPerson(first, Unused(first, last)) && (Is(first, Concept.Quarter) || IsOf(first, isQuarter: true) || IsUntold(first, last))) return first;
        }

        return null;
    }

    /// <summary>Words of no other meaning, in a stretch that asks and wants nothing.</summary>
    private bool IsUntold(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Any(i => IsFree(i) && tokens[i].IsWord && tokens[i].Word.Length >= 4)
        && !senses.Any(sense => first <= sense.First && sense.Last <= last && IsBusiness(sense.Concept));

    /// <summary>Where an address was asked for, all that is said is one, unless it asks or wants something.</summary>
    private int? Answered()
    {
        if (moment.Asked is not (Question.Address or Question.Quarter) || IsOnlyPerson()) return null;
        if (tokens.Text.AsSpan().IndexOfAny("?؟") >= 0 || senses.Any(sense => IsBusiness(sense.Concept) && sense.Concept is not (Concept.Address or Concept.Day or Concept.Place or Concept.Slot or Concept.Want or Concept.Phone))) return null;
        var first = Enumerable.Range(0, tokens.Count).Where(i => IsPartOfAnswer(i) && !IsGoAheadBefore(i)).Cast<int?>().FirstOrDefault();
        return first is { } at && Enumerable.Range(at, tokens.Count - at).Any(i => IsFree(i) || IsOf(i, isQuarter: true) || Is(i, Concept.Quarter)) ? at : null;
    }

    /// <summary>"ok je prends" and a name before the street are no part of it.</summary>
    private bool IsPartOfAnswer(int i) => !IsCourtesy(i) && !IsNamed(i) && (IsPartOfTownCalled(i) || !senses.Any(sense => sense.Covers(i) && sense.Concept is Concept.Function or Concept.Town or Concept.Thanks or Concept.Want or Concept.Order))
        && (!used.Contains(i) || IsOf(i, isQuarter: true) || IsOf(i, isQuarter: false));

    /// <summary>"ok faut m'envoyer ça. Agdal, 17 rue Oued Ziz": a sentence that says to send it, before the one that says where.</summary>
    private bool IsGoAheadBefore(int i)
    {
        var (first, last) = Segment(i, Pause.Stop);
        var sentence = Enumerable.Range(first, last - first + 1).ToList();
        return last + 1 < tokens.Count && sentence.Exists(at => Groups.All.Of(tokens[at].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Contains(Sending))
            && !sentence.Exists(at => Is(at, Concept.Road) || Is(at, Concept.Quarter) || IsNumber(at) || IsOf(at, isQuarter: true) || IsOf(at, isQuarter: false));
    }

    /// <summary>"12 Ibnou Sina street", "7 avenue de France": the number of the house goes before.</summary>
    private int? Numbered(int road)
    {
        if (IsNumber(road + 1)) return null;
        for (var i = road - 1; i >= Math.Max(0, road - 4) && tokens[i + 1].Before is Pause.None; i--)
        {
            if (IsNumber(i)) return used.Contains(i) || Is(i - 1, Concept.Sizehard) ? null : i;
            if (senses.Any(sense => sense.IsExact && sense.Covers(i) && sense.Concept is not Concept.Road) && !IsFirstName(i) && !IsOf(i, isQuarter: true)) return null;
            if (IsOf(i, isQuarter: false)) return null;
        }

        return null;
    }

    /// <summary>"livrez-moi à Casa" says where, but not yet an address.</summary>
    private bool Follows(Sense intro) => Enumerable.Range(intro.Last + 1, tokens.Count - intro.Last - 1).TakeWhile(i => tokens[i].Before is not Pause.Stop).All(i => IsOf(i, isQuarter: false) || Is(i, Concept.Function) || Is(i, Concept.Polite) || Is(i, Concept.Town));

    private bool EndsAddress(int i, int begin)
    {
        if (used.Contains(i) && !IsOf(i, isQuarter: true) && !IsOf(i, isQuarter: false)) return true;
        if (i == begin) return false;
        if (tokens[i].Before is Pause.None && (IsNumber(i) || Is(i, Concept.Number)) && Is(i + 1, Concept.Piece)) return true;
        if (Is(i, Concept.Sizehard) && !IsNumberWord(i) && IsNumber(i + 1) && Number(i + 1) is { Value: >= SmallestAdultSize and <= LargestSize }) return true;
        if (IsNumber(i - 1) && IsFirstName(i) && !IsOf(i, isQuarter: true) && IsPersonToTheEnd(i)) return true;
        if (tokens[i].Before is Pause.Stop && Segment(i, Pause.Comma) is var (start, stop) && start == i && !IsOf(i, isQuarter: true) && IsPerson(start, Unused(start, stop))) return true;
        if (moment.Asked is Question.Address && tokens[i].Before is Pause.Stop && (IsFree(i) || IsNumber(i))) return false;
        if (tokens[i].Before is Pause.Stop && tokens.Text[tokens[i - 1].End..tokens[i].Start] is var gap && (gap.Contains('\n', StringComparison.Ordinal) || gap.AsSpan().IndexOfAny("?!؟") >= 0 || !IsAbbreviated(i - 1)))
            return !Is(i, Concept.Road) && !IsOf(i, isQuarter: true) && !(Is(i, Concept.Quarter)) && !(IsNumber(i) && Enumerable.Range(i + 1, 3).Any(road => Is(road, Concept.Road) && Numbered(road) == i));
        if (senses.Any(sense => sense.First == i && sense.Concept is Concept.Name or Concept.Phone or Concept.Want or Concept.Price or Concept.Delay or Concept.Day or Concept.Slot or Concept.Payment or Concept.Thanks or Concept.Correction or Concept.Stock)
            && !Is(i, Concept.Road) && !(Is(i, Concept.Phone) && IsHouse(i + 1)) && !IsNameOfRoad(i)) return true;
        return tokens[i].Before is not Pause.None && !IsOf(i, isQuarter: true) && Segment(i, Pause.Comma) is var (first, last) && first == i && IsPerson(first, Unused(first, last));
    }

    /// <summary>"rond point Express": what stands right behind it is what it is called, and asks nothing.</summary>
    private bool IsNameOfRoad(int i) => i > 0 && tokens[i].Before is Pause.None && Is(i - 1, Concept.Road) && (i + 1 == tokens.Count || tokens[i + 1].Before is not Pause.None)
        && senses.TrueForAll(sense => sense.First != i || sense is { Concept: Concept.Delay } && sense.Last == i) && tokens.Text.AsSpan().IndexOfAny("?؟") < 0;

    /// <summary>"rue 12 Simo demain matin": what follows the number of the house is a person, and when they are there.</summary>
    private bool IsPersonToTheEnd(int first)
    {
        var rest = Enumerable.Range(first, tokens.Count - first).Where(i => !used.Contains(i) && !IsWhenOrThanks(i)).ToList();
        return rest.Count <= 3 && rest.TrueForAll(i => IsFree(i) || IsFirstName(i));
    }

    private bool IsWhenOrThanks(int i) => Is(i, Concept.Day) || Is(i, Concept.Slot) || Is(i, Concept.Thanks) || Is(i, Concept.Polite);

    /// <summary>Without the number to call that ends a segment: "Landry Essomba 699 12 34 56".</summary>
    private int Unused(int first, int last)
    {
        while (last > first && used.Contains(last)) last--;
        return last;
    }

    /// <summary>Part of a segment that is a person, with more to come: "Salim Bouhlal, 23 avenue…".</summary>
    private bool IsNamed(int i)
    {
        var (first, last) = Segment(i, Pause.Comma);
        return last + 1 < tokens.Count && IsPerson(first, Unused(first, last));
    }

    private bool IsHouse(int i) => IsNumber(i) && tokens[i].Word.Length <= 4;

    private bool IsAbbreviated(int i) => tokens[i].Word is "av" or "bd" or "imm" or "app" or "apt" or "res" or "n" or "no" or "st" or "appt" or "bld" or "lot" or "ave" or "num";

    private bool IsCourtesyAtEdge(int i) => senses.Any(sense => sense.Covers(i) && sense.Concept is Concept.Polite or Concept.Thanks or Concept.Yes) && !Is(i, Concept.Road) && !Is(i, Concept.Function);

    private bool IsOf(int i, bool isQuarter) => places.Any(place => place.First <= i && i <= place.Last && place.Place.IsQuarter == isQuarter);
}
