using System.Text;

namespace Platform.Domain.Assistant.Understanding;

internal sealed partial class Reading
{
    private readonly List<(Place Place, int First, int Last)> places = [];

    /// <summary>Words of towns that are named and not meant: "المحمدية وليس الدار البيضاء" says no colour.</summary>
    private readonly HashSet<int> elsewhere = [];

    private (Place? City, Place? Quarter) Places()
    {
        FindPlaces(mayBeMistyped: false);

        // A misspelling is looked for only while no city is known: "hay Mohammadi" in Agadir is not Mohammedia.
        if (places.Count == 0 && (moment.City is null || moment.Asked is Question.City || senses.Any(sense => sense.Concept is Concept.Correction && addressAt is null))) FindPlaces(mayBeMistyped: true);
        else if (moment.Asked is Question.City && places.TrueForAll(place => place.Place.IsQuarter)) FindTownBefore(places[0].First);

        // "non, pas Rabat, Casa": the last one named is meant.
        var quarter = places.LastOrDefault(place => place.Place.IsQuarter).Place;
        var town = places.LastOrDefault(place => !place.Place.IsQuarter).Place;
        if (town is null && quarter is { City: { } of }) town = new(of, quarter.Country, null);
        if (quarter is not null && town is not null && quarter.City != town.Name)
            quarter = places.Select(place => Gazetteer.All.Find(tokens.Written(place.First, place.Last), moment.Country, town.Name)).LastOrDefault(place => place?.City == town.Name);
        return (town, quarter);
    }

    /// <summary>"beni melall hay riad": the town that was asked for, misspelt, and not the one that has a quarter of that name.</summary>
    private void FindTownBefore(int quarter)
    {
        for (var i = 0; i < quarter; i++)
        {
            if (used.Contains(i) || !IsUnknown(i) || Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: false, mayBeMistyped: true) is not ({ IsQuarter: false } town, var last) || last >= quarter) continue;
            if (places.Exists(known => known.Place.City == town.Name)) return;
            used.ExceptWith(places.SelectMany(place => Enumerable.Range(place.First, place.Last - place.First + 1)));
            places.Clear();
            places.Add((town, i, last));
            Use(i, last);
            return;
        }
    }

    private void FindPlaces(bool mayBeMistyped)
    {
        var city = moment.City;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (used.Contains(i) || (IsNumber(i) && tokens[i].Word.Length > 1) || (IsNumber(i) && i + 1 == tokens.Count)) continue;
            var isMeant = IsAnswer(i) || Is(i - 1, Concept.Town) || i > 0 && tokens[i].Before is Pause.None && tokens[i - 1].Word is "in" or "to" || Is(i - 1, Concept.Address) || Is(i - 1, Concept.Quarter) || Is(i - 2, Concept.Delivery) || IsBetweenCityAndStreet(i) || IsBeforeItsQuarter(i) || IsBeforeStreet(i) || IsWhereNamedIsFrom(i) || IsWrittenInFull(i);
            if (Gazetteer.All.At(tokens, i, moment.Country, city, isMeant, mayBeMistyped && IsUnknown(i)) is not { } found) continue;
            if (IsFirstName(i) && found.Last == i && !isMeant) continue;
            if (mayBeMistyped && found.Place.IsQuarter && !isMeant) continue; // "Massa, bonjour" is nobody's Bassa.
            if (IsOfStreet(i, found.Last) || IsCalledLikeTown(found.Place, i) || IsBehindAnother(found.Place, i) || IsElsewhere(found.Place) || IsDenied(i) || IsFamily(i) || IsRatherColour(found.Place, i) || IsNewArticle(i) || found.Place.IsQuarter && IsBesideGoods(i, found.Last)
                || (moment.City is not null && found.Place.Name != moment.City && !found.Place.IsQuarter && IsInsideAddress(i, found.Last)))
            {
                if (found.Last > i) elsewhere.UnionWith(Enumerable.Range(i, found.Last - i + 1));
                continue;
            }

            places.Add((found.Place, i, found.Last));
            city = found.Place.City ?? found.Place.Name;
            Use(i, found.Last);
            i = found.Last;
        }
    }

    /// <summary>"42. Fès, Karim Alaoui": with its accent the word is the town, whatever it is without.</summary>
    private bool IsWrittenInFull(int i) => tokens.Written(i, i) is var written && !Ascii.IsValid(written)
        && Gazetteer.All.At(tokens, i, moment.Country, null, mayBeDoubtful: true, mayBeMistyped: false) is ({ Name: var town }, var last) && last == i && string.Equals(town, written, StringComparison.OrdinalIgnoreCase);

    /// <summary>"ici Hamza Tazi de (Fès)".</summary>
    private bool IsWhereNamedIsFrom(int i) => named is { Last: var last } && last == i - 2 && IsFromTown(i - 1);

    /// <summary>What was asked for is a place, unless it says yes, no or enough: "la safi mabghitch" names no town.</summary>
    private bool IsAnswer(int i) => moment.Asked is Question.City or Question.Quarter or Question.Address
        && !senses.Any(sense => sense.Concept is Concept.Cancel) && !(i > 0 && tokens[i].Before is Pause.None && senses.Any(sense => sense.Last == i - 1 && sense.Concept is Concept.Yes or Concept.No));

    private bool IsUnknown(int i) =>
        IsFree(i) && tokens[i].IsWord && moment.Asked is not Question.Name && !IsFirstName(i) && !(i > 0 && IsFirstName(i - 1)) && !Lexicon.Stripped(tokens[i].Word).Prepend(tokens[i].Word).Any(IsEveryday);

    /// <summary>A word of goods, of the family or of what is new is no mistyped town: "السباط", "حفيدتي", "الجديد".</summary>
    private static bool IsEveryday(string word) => Goods.Knows(word) || Groups.All.Of(word, isStemmed: false) is var groups && (groups.Contains(Kin) || groups.Contains(Former) || groups.Contains(Fresh));

    /// <summary>"Rabat, Hassan, avenue…": a quarter that is also a first name.</summary>
    private bool IsBetweenCityAndStreet(int at) => Is(at + 1, Concept.Road) && places.Exists(known => known.Last == at - 1 && !known.Place.IsQuarter);

    /// <summary>"Salé Tabriquet": what could be a price cut is a town where one of its quarters follows.</summary>
    private bool IsBeforeItsQuarter(int at) => Gazetteer.All.At(tokens, at, moment.Country, null, mayBeDoubtful: true, mayBeMistyped: false) is ({ IsQuarter: false } town, var last)
        && last + 1 < tokens.Count && Gazetteer.All.At(tokens, last + 1, moment.Country, town.Name, mayBeDoubtful: false, mayBeMistyped: false)?.Place.City == town.Name;

    /// <summary>"gazelle 38, fes, saada, rue 3": what could be another word is a town where it stands alone and a street follows.</summary>
    private bool IsBeforeStreet(int at) => at > 0 && at + 1 < tokens.Count && tokens[at].Before is Pause.Comma && tokens[at + 1].Before is Pause.Comma && !Is(at, Concept.Polite) && !Is(at, Concept.Yes)
        && Enumerable.Range(at + 1, tokens.Count - at - 1).TakeWhile(i => tokens[i].Before is not Pause.Stop).Any(i => Is(i, Concept.Road) || Is(i, Concept.Quarter));

    /// <summary>"Casa, pas Rabat".</summary>
    private bool IsDenied(int i) => i > 0 && tokens[i].Before is Pause.None && (IsBehindDenial(i) || (Is(i - 1, Concept.Town) && IsBehindDenial(i - 1)));

    private bool IsBehindDenial(int i) => Denials.Any(words => i >= words.Length && Says(i - words.Length, words));

    /// <summary>"Mohammedia, Rachidia, rue 3": the first is the city, the second called like one; unless it corrects the first.</summary>
    private bool IsBehindAnother(Place place, int at) => !place.IsQuarter && (tokens[at].Before is Pause.Comma || IsNewTown(at) || places.Exists(known => known.Last == at - 1) || place.Country != moment.Country.Code) && places.Exists(known => !known.Place.IsQuarter && known.Place.Name != place.Name)
        && !senses.Any(sense => sense.First < at && sense.Concept is Concept.No or Concept.Correction or Concept.But or Concept.Either);

    /// <summary>"فاس، المدينة الجديدة": the new town of another.</summary>
    private bool IsNewTown(int at) => at > 0 && tokens[at].Before is Pause.None && tokens[at - 1].Word is "المدينه" or "lmdina" or "medina" or "mdina";

    /// <summary>"Rachid Bouarfa", asked for a name: a family may be called like a town.</summary>
    private bool IsFamily(int at) => moment.Asked is Question.Name && at > 0 && tokens[at].Before is Pause.None && IsFirstName(at - 1);

    /// <summary>"l bordeaux f 41": far from France it is a colour.</summary>
    private bool IsRatherColour(Place place, int at) => place.Country != moment.Country.Code && Is(at, Concept.Colour);

    /// <summary>"a black Bonapriso handbag", "un sac Bonapriso": a quarter that goods may be called after, in one breath with them.</summary>
    private bool IsBesideGoods(int first, int last) => first > 0 && tokens[first].Before is Pause.None && Goods.Knows(tokens[first - 1].Word)
        || last + 1 < tokens.Count && tokens[last + 1].Before is Pause.None && Goods.Knows(tokens[last + 1].Word);

    /// <summary>"الموديلات الجديدة", "la collection jdida": what is new is no El Jadida.</summary>
    private bool IsNewArticle(int at) => at > 0 && tokens[at].Before is Pause.None && IsIn(at, Fresh) && (Goods.Knows(tokens[at - 1].Word) || Is(at - 1, Concept.Search) || Is(at - 1, Concept.Stock) || Is(at - 1, Concept.Piece)
        || tokens[at - 1].Word is ['ا', 'ل', _, _, _, ..] && !Is(at - 1, Concept.Delivery) && !Is(at - 1, Concept.Town) && !Is(at - 1, Concept.Address));

    /// <summary>"Settat, hay Smara" and "Rabat, rue Oued Fès": a quarter or a street called like a town.</summary>
    private bool IsCalledLikeTown(Place place, int at) => !place.IsQuarter && tokens[at].Before is Pause.None && (Is(at - 1, Concept.Quarter)
        || (places.Exists(known => !known.Place.IsQuarter) && !Is(at - 1, Concept.Town) && Enumerable.Range(Segment(at, Pause.Comma).First, at - Segment(at, Pause.Comma).First).Any(i => Is(i, Concept.Road))));

    /// <summary>Many cities have a Massira: once the city is known, a quarter of another is only a part of the address.</summary>
    private bool IsElsewhere(Place place) =>
        place.City is { } of && (places.LastOrDefault(known => !known.Place.IsQuarter).Place?.Name ?? moment.City) is { } known && of != known;

    /// <summary>"rue de Fès" and "Fes street" are streets, wherever they are.</summary>
    private bool IsOfStreet(int first, int last)
    {
        var before = first - 1;
        while (before >= 0 && tokens[before + 1].Before is Pause.None && tokens[before].Word is "de" or "du" or "d" or "la" or "le" or "l" or "des" or "el" or "al") before--;
        return (before >= 0 && before + 1 <= first && tokens[before + 1].Before is Pause.None && IsStreet(before))
            || (last + 1 < tokens.Count && tokens[last + 1].Before is Pause.None && (tokens[last + 1].Word is "street" or "st" or "road" or "rd" or "lane"
                || (tokens[last + 1].Word is "avenue" or "ave" or "boulevard" && (last + 2 == tokens.Count || tokens[last + 2].Before is not Pause.None))));
    }

    private bool IsStreet(int i) => tokens[i].Word is
        "rue" or "avenue" or "av" or "ave" or "bd" or "bld" or "blvd" or "boulevard" or "route" or "place" or "pharmacie" or "hotel" or "cafe" or "ecole" or "lycee"
        or "zn9a" or "zan9a" or "zan9at" or "zanqat" or "zen9at" or "zenqat" or "zn9t" or "znqt" or "chari3" or "zenqa" or "zanqa" or "znqa" or "charia" or "chare3" or "شارع" or "زنقه" or "الشارع" or "طريق" or "ساحه";

    /// <summary>In the answer to "which street?" another city is meant only when it stands by itself or corrects.</summary>
    private bool IsInsideAddress(int first, int last)
    {
        if (moment.Asked is not (Question.Address or Question.Quarter) || senses.Any(sense => sense.Concept is Concept.Correction or Concept.No or Concept.Delivery)) return false;
        var segment = Segment(first, Pause.Comma);
        var isBehindIn = first > 0 && tokens[first - 1].Word is "في" or "in" or "fi" or "a" or "à" && tokens[first].Before is Pause.None && !Enumerable.Range(segment.First, segment.Last - segment.First + 1).Any(i => Is(i, Concept.Road) || IsNumber(i));
        return segment != (first, last) && !isBehindIn && !IsWhereTheyAre(segment.First, first);
    }

    /// <summary>"حنا فمكناس، حمرية …", "on est à Tanger, …": who is asked for the street, and says in which town they are, names it.</summary>
    private bool IsWhereTheyAre(int first, int at)
    {
        if (Enumerable.Range(first, at - first).Any(i => !senses.Exists(sense => sense.Covers(i) && sense.Concept is Concept.Address or Concept.Town or Concept.Polite or Concept.Thanks or Concept.Yes or Concept.Greeting) && !IsPronoun(i))) return false;
        var isLed = at > first && (Is(at - 1, Concept.Town) || Is(at - 1, Concept.Address)) || tokens[at].Word is ['ف' or 'f', ..];
        return isLed && Enumerable.Range(first, at - first).Any(i => IsPronoun(i) || senses.Exists(sense => sense is { Concept: Concept.Address, Value: Self or Them } && sense.Covers(i)));
    }

    private bool IsPronoun(int i) => tokens[i].Word is "we" or "re" or "are" or "i" or "m" or "am" or "im" or "on" or "est" or "nous" or "sommes" or "je" or "suis" or "ana" or "hna" or "7na" or "rani" or "rana" or "انا" or "حنا" or "نحن" or "راني" or "رانا" or "احنا";
}
