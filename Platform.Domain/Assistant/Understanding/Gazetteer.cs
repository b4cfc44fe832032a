using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

/// <param name="City">The city a quarter belongs to; null for a city.</param>
public sealed record Place(string Name, string Country, string? City)
{
    public bool IsQuarter => City is not null;
}

/// <summary>Cities and quarters of the countries sellers deliver in, as customers spell them.</summary>
public sealed class Gazetteer
{
    private readonly Dictionary<string, List<Spelled>> bySpelling = [];
    private readonly List<string> longOnes = [];
    private int longest;

    private Gazetteer()
    {
        var (country, city) = ("", "");
        foreach (var line in WordFile.Lines("places.txt"))
        {
            if (line[0] == '[')
            {
                country = line[1..3];
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var name = line[..equals].Trim();
            var isQuarter = line[0] == ' ';
            if (!isQuarter) city = name;

            var place = new Place(name, country, isQuarter ? city : null);
            var spellings = line[(equals + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var doubtful = spellings.Where(spelling => spelling[0] == '?').Select(spelling => Key(spelling[1..])).ToHashSet();
            foreach (var spelling in spellings.Select(spelling => spelling.TrimStart('?')).Prepend(name))
                Add(Key(spelling), place, doubtful.Contains(Key(spelling)));
        }
    }

    public static Gazetteer All { get; } = new();

    /// <summary>The place whose spelling begins at this word, the longest first; quarters of the city at hand and places of the country at hand win.</summary>
    /// <param name="mayBeDoubtful">"Sale" and "Safi" are places only where a place is meant.</param>
    /// <param name="mayBeMistyped">False for words that mean something else as they stand.</param>
    public (Place Place, int Last)? At(Tokens tokens, int first, Country country, string? city, bool mayBeDoubtful, bool mayBeMistyped)
    {
        for (var count = Math.Min(longest, tokens.Count - first); count >= 1; count--)
        {
            var last = first + count - 1;
            if (Enumerable.Range(first + 1, count - 1).Any(i => tokens[i].Before is not Pause.None && tokens.Text[tokens[i].Start - 1] != '-')) continue;

            var key = string.Concat(Enumerable.Range(first, count).Select(i => tokens[i].Word));
            if (Best(key, country, city, mayBeDoubtful) is { } place) return (place, last);
            if (Unglued(key) is { } bare && Best(bare, country, city, mayBeDoubtful: false) is { } glued) return (glued, last);
        }

        if (!mayBeMistyped) return null;
        if (first + 1 < tokens.Count && tokens[first + 1] is { Before: Pause.None, IsWord: true } next && Mistyped(tokens[first].Word + next.Word, country, city) is { IsQuarter: false } both) return (both, first + 1);
        return Mistyped(tokens[first].Word, country, city) is { } near ? (near, first) : null;
    }

    /// <summary>A place named alone, as in the answer to "which city?".</summary>
    public Place? Find(string text, Country country, string? city)
    {
        var key = Key(text);
        return key.Length == 0 ? null : Best(key, country, city, mayBeDoubtful: true) ?? Mistyped(key, country, city);
    }

    /// <summary>Whether a text already names the place, in whichever of its spellings.</summary>
    public bool Names(string text, string place)
    {
        var key = Key(text);
        return bySpelling.Any(pair => pair.Value.Any(spelled => spelled.Place.Name == place) && key.Contains(pair.Key, StringComparison.Ordinal));
    }

    private void Add(string key, Place place, bool isDoubtful)
    {
        if (key.Length == 0) return;
        if (!bySpelling.TryGetValue(key, out var places))
        {
            bySpelling[key] = places = [];
            if (key.Length >= 5) longOnes.Add(key);
        }

        places.Add(new(place, isDoubtful));
        longest = Math.Max(longest, Tokens.Of(place.Name).Count + 1);
    }

    private Place? Best(string key, Country country, string? city, bool mayBeDoubtful) => bySpelling.TryGetValue(key, out var places)
        ? places
            .Where(spelled => mayBeDoubtful || !spelled.IsDoubtful)
            .Select(spelled => spelled.Place)
            .OrderByDescending(place => (place.City is { } of && of == city ? 4 : 0) + (place.Country == country.Code ? 2 : 0) + (place.IsQuarter ? 0 : 1))
            .FirstOrDefault()
        : null;

    private Place? Mistyped(string key, Country country, string? city) => key.Length < 5
        ? null
        : longOnes.Where(spelling => HasSameInitial(key, spelling) && Spelling.IsSame(key, spelling)).Select(spelling => Best(spelling, country, city, mayBeDoubtful: false)).OfType<Place>()
            .OrderByDescending(place => place.Country == country.Code).FirstOrDefault(place => place.Country == country.Code);

    /// <summary>Behind "the" the first letter is the one that is seldom mistyped: "السباط" is a shoe, and no "الرباط".</summary>
    private static bool HasSameInitial(string typed, string spelling) => (typed, spelling) is not (['ا', 'ل', var one, ..], ['ا', 'ل', var other, ..]) || one == other;

    /// <summary>"fcasa", "lrbat", "فمراكش", "للرباط": the preposition is written onto the name.</summary>
    private static string? Unglued(string key) => key switch
    {
        ['f' or 'l' or 'd' or 'b', .. { Length: >= 4 } rest] => rest,
        ['ف' or 'ل' or 'ب' or 'د', 'ا', 'ل', .. { Length: >= 3 } rest] => "ال" + rest,
        ['ل', 'ل', .. { Length: >= 3 } rest] => "ال" + rest,
        ['ف' or 'ل' or 'ب' or 'د', .. { Length: >= 3 } rest] => rest,
        _ => null,
    };

    private static string Key(string text) => string.Concat(Tokens.Of(text).All.Select(token => token.Word));

    private readonly record struct Spelled(Place Place, bool IsDoubtful);
}
