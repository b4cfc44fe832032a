using System.Collections.Frozen;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>What a word or a phrase can mean in a sale. The words themselves are in `Words/*.txt`.</summary>
public enum Concept
{
    Greeting, Thanks, Goodbye, Smalltalk, Compliment, Laugh,
    Want, Order, Search, Price, Total, Cheaper, Stock, Delivery, Delay, Payment,
    Yes, Polite, No, But, Correction, Wait, Cancel, Bargain, Track, Complaint, Refund, Insult, Person, Stop,
    Exchange, Warranty, Authentic, Place, Hours, Guide, Photo, Wholesale, Job, Invoice, Partner, Wrapping, Voucher, Bot, Details, Compare, More, Colours, Sizes,
    Add, And, Remove, Both, Either, Only, Last, Ordinal, Choice, Number, Piece, Sizeword, Sizehard, Size, Colour, Day, Month, Slot,
    Name, Mail, Phone, Address, Road, Town, Quarter, Cost, Percent, Unitday, Free, Soldout, Placed, Shipped, Offtopic, Function, Tongue,
}

/// <summary>A stretch of a message that means something.</summary>
/// <param name="Value">Which colour, number, day…; empty where the concept says it all.</param>
public readonly record struct Sense(Concept Concept, string Value, Tongue Tongue, int First, int Last, bool IsExact)
{
    public bool Covers(int token) => First <= token && token <= Last;
}

/// <summary>All phrases of all languages as one tree of words.</summary>
public sealed class Lexicon
{
    /// <summary>These are too grave, or too short, to be read out of a typing error.</summary>
    private static readonly FrozenSet<Concept> Literal = FrozenSet.Create(
        Concept.Insult, Concept.Complaint, Concept.Refund, Concept.Stop, Concept.Yes, Concept.No, Concept.But, Concept.Polite, Concept.Function, Concept.Tongue, Concept.Laugh, Concept.Cancel, Concept.Wait, Concept.Last,
        Concept.Sizeword, Concept.Choice, Concept.Either, Concept.Cost, Concept.Town, Concept.Mail, Concept.Month, Concept.Compliment, Concept.Greeting, Concept.Name, Concept.Person);

    private static readonly string[] WrittenOn = ["وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "د"];

    private const int ShortestStem = 4;

    private readonly Node root = new();
    private readonly Dictionary<int, List<Known>> byLength = [];
    private readonly Dictionary<string, List<string>> byBones = [];
    private readonly Dictionary<string, List<string>> bySound = [];
    private readonly FrozenSet<string> names;

    private Lexicon()
    {
        foreach (var tongue in Tongues.All)
        foreach (var (key, phrases) in WordFile.Entries($"{tongue.Code()}.txt"))
            Add(tongue, key, phrases);

        names = WordFile.Lines("names.txt").SelectMany(line => line.Split(' ')).Select(Writing.Fold).ToFrozenSet();
    }

    public static Lexicon All { get; } = new();

    /// <summary>Is it written so in any language?</summary>
    public bool Knows(string word) => root.Next.ContainsKey(word);

    /// <summary>A word that says nothing about a subject: "je", "wach", "the".</summary>
    public bool IsEveryday(string word) => root.Next.TryGetValue(word, out var node) && node.Meanings.Any(meaning => meaning.Concept is Concept.Function or Concept.Polite or Concept.Greeting or Concept.Want or Concept.Search);

    /// <summary>What a product may well be called: "gazelle" is also "graceful", "authentic" also a question.</summary>
    public bool IsPraise(string word) => root.Next.TryGetValue(word, out var node) && node.Meanings.Count > 0 && node.Meanings.TrueForAll(meaning => meaning.Concept is Concept.Compliment or Concept.Authentic);

    public bool IsColour(string word) => root.Next.TryGetValue(word, out var node) && node.Meanings.Exists(meaning => meaning.Concept is Concept.Colour);

    public bool IsPiece(string word) => root.Next.TryGetValue(word, out var node) && node.Meanings.Exists(meaning => meaning.Concept is Concept.Piece);

    /// <summary>"dirhams", "jours", "paires": what stands before it counts.</summary>
    public bool IsUnit(string word) => root.Next.TryGetValue(word, out var node) && node.Meanings.Exists(meaning => meaning.Concept is Concept.Cost or Concept.Unitday or Concept.Piece or Concept.Percent);

    /// <summary>Part of any phrase of ours, so no misspelling of something else.</summary>
    public bool IsWord(string word) => vocabulary.Contains(word);

    /// <summary>French or English: what begins or ends it is no affix of Darija.</summary>
    public bool IsEuropean(string word) => european.Contains(word);

    public bool IsFirstName(string word) => names.Contains(word);

    /// <summary>Every reading of the words from `first` on that is the longest there is.</summary>
    public IEnumerable<Sense> At(Tokens tokens, Spellings spellings, int first)
    {
        List<(Node Node, bool IsExact)> ends = [];
        var last = first;
        List<(Node Node, bool IsExact)> open = [(root, true)];

        for (var i = first; i < tokens.Count && open.Count > 0; i++)
        {
            if (i > first && tokens[i].Before is Pause.Stop) break;

            List<(Node, bool)> next = [];
            foreach (var (node, exact) in open)
            foreach (var (word, isExact) in spellings[i])
                if (node.Next.TryGetValue(word, out var child)) next.Add((child, exact && isExact));

            open = next;
            if (open.Where(end => end.Node.Meanings.Any(meaning => Allows(meaning, end.IsExact))).ToList() is { Count: > 0 } found) (ends, last) = (found, i);
        }

        foreach (var (node, exact) in ends)
        foreach (var meaning in node.Meanings)
            if (Allows(meaning, exact)) yield return new(meaning.Concept, meaning.Value, meaning.Tongue, first, last, exact);
    }

    /// <summary>The words of ours a typed word may stand for: itself, or its neighbours when it is none of ours.</summary>
    public IReadOnlyList<(string Word, bool IsExact)> Readings(string typed, Leniency leniency)
    {
        if (vocabulary.Contains(typed)) return [(typed, true)];
        if (Stripped(typed).Where(vocabulary.Contains).ToList() is { Count: > 0 } bare) return [.. bare.Select(word => (word, true))];
        if (leniency is Leniency.None || names.Contains(typed)) return [];
        if (leniency.HasFlag(Leniency.Sound) && Alike(typed) is { Count: > 0 } alike) return [.. alike.Select(word => (word, true))];
        if (!leniency.HasFlag(Leniency.Typing)) return [];

        var near = Near(typed).ToList();
        if (near is [] && leniency.HasFlag(Leniency.Bones) && typed.Length >= 4 && Spelling.Bones(typed) is { Length: >= 3 } bones && byBones.TryGetValue(bones, out var same))
            near.AddRange(same);
        if (near is [] && (leniency.HasFlag(Leniency.Bones) || IsArabic(typed[0]))) near.AddRange(Stemmed(typed));
        return [.. near.Select(word => (word, false))];
    }

    private readonly HashSet<string> vocabulary = [], european = [];

    /// <summary>The words of Darija that are said like this one in either script, also with "to me" behind it or "the" or "and" before it: "tsiftouli", "lmaqas", "wchhal".</summary>
    private List<string> Alike(string typed)
    {
        if (typed.Length < 3 || !typed.Any(char.IsLetter) || !typed.All(char.IsAsciiLetterOrDigit) && !typed.All(IsArabic)) return [];

        var spoken = Spelling.Spoken(typed);
        if (bySound.TryGetValue(spoken, out var same)) return same;
        foreach (var bare in Bare(typed).Select(Spelling.Spoken))
            if (bySound.TryGetValue(bare, out var within)) return within;
        return [];
    }

    /// <summary>"ghanchriha" has "nchri" in it, with "will" before and "it" behind: sure enough for a wish or a question.</summary>
    private List<string> Stemmed(string typed) => Affixes.Stems(typed).Where(stem => stem.Length is >= ShortestStem and var length && length < typed.Length)
        .OrderByDescending(stem => stem.Length).Select(stem => bySound.GetValueOrDefault(Spelling.Spoken(stem))).FirstOrDefault(same => same is not null) ?? [];

    private static bool IsArabic(char letter) => letter is >= '\u0600' and <= '\u06FF';

    private static IEnumerable<string> Bare(string typed)
    {
        foreach (var toMe in (ReadOnlySpan<string>)["liya", "lia", "lya", "lina", "li", "ليا", "لينا", "لي"])
        {
            if (typed.Length >= toMe.Length + 4 && typed.EndsWith(toMe, StringComparison.Ordinal)) return [typed[..^toMe.Length]];
            if (typed.Length >= toMe.Length + 7 && typed.StartsWith("ma", StringComparison.Ordinal) && typed.EndsWith(toMe + "ch", StringComparison.Ordinal)) return [typed[..^(toMe.Length + 2)] + "ch"];
        }

        return typed switch
        {
            ['l', not ('a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'l'), _, _, ..] => [typed[1..]],
            ['l' or 'w', .. { Length: >= 4 } rest] => [rest],
            ['o', 'u', .. { Length: >= 4 } rest] => [rest],
            _ => [],
        };
    }

    private IEnumerable<string> Near(string typed)
    {
        if (typed.Length < 4) yield break;
        var letters = Letters(typed);
        for (var length = typed.Length - 2; length <= typed.Length + 2; length++)
        {
            if (!byLength.TryGetValue(length, out var words)) continue;
            foreach (var (word, mask) in words)
                if (System.Numerics.BitOperations.PopCount(mask ^ letters) <= 4 && (word[0] == typed[0] || word.Length >= 8) && Spelling.IsSame(typed, word)) yield return word;
        }
    }

    /// <summary>No word of ours, and typed like one that means nothing else: "siftoha".</summary>
    public bool IsMistyped(string typed, params ReadOnlySpan<Concept> concepts)
    {
        if (typed.Length < 5 || vocabulary.Contains(typed)) return false;
        var near = Near(typed).ToList();
        foreach (var word in near)
        foreach (var meaning in root.Next.TryGetValue(word, out var node) ? node.Meanings : [])
            if (!concepts.Contains(meaning.Concept)) return false;
        return near.Exists(word => root.Next.TryGetValue(word, out var node) && node.Meanings.Count > 0);
    }

    /// <summary>In Arabic "and", "in", "with", "to" and "the" are written onto the word.</summary>
    public static IEnumerable<string> Stripped(string word) => !IsArabic(word[0]) ? [] : WrittenOn.Where(prefix => word.Length >= prefix.Length + 3 && word.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => word[prefix.Length..]);

    private static bool Allows(Meaning meaning, bool exact) => exact || !Literal.Contains(meaning.Concept);

    private void Add(Tongue tongue, string key, IEnumerable<string> phrases)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var concept = Enum.Parse<Concept>(dot < 0 ? key : key[..dot], ignoreCase: true);
        var meaning = new Meaning(concept, dot < 0 ? "" : key[(dot + 1)..], tongue);

        foreach (var phrase in phrases)
        {
            var node = root;
            foreach (var token in Tokens.Of(phrase).All)
            {
                Learn(tongue, token.Word);
                if (!node.Next.TryGetValue(token.Word, out var next)) node.Next[token.Word] = next = new();
                node = next;
            }

            if (node != root && !node.Meanings.Contains(meaning)) node.Meanings.Add(meaning);
        }
    }

    private void Learn(Tongue tongue, string word)
    {
        if (tongue is Tongue.French or Tongue.English) european.Add(word);
        if (tongue is Tongue.DarijaLatin or Tongue.Darija) Keep(bySound, Spelling.Spoken(word), word);
        if (!vocabulary.Add(word)) return;

        if (word.Length >= 4)
        {
            if (!byLength.TryGetValue(word.Length, out var words)) byLength[word.Length] = words = [];
            words.Add(new(word, Letters(word)));
        }

        if (tongue is Tongue.DarijaLatin && Spelling.Bones(word) is { Length: >= 3 } bones) Keep(byBones, bones, word);
    }

    private static void Keep(Dictionary<string, List<string>> words, string key, string word)
    {
        if (!words.TryGetValue(key, out var same)) words[key] = same = [];
        if (!same.Contains(word)) same.Add(word);
    }

    private static uint Letters(string word) => word.Aggregate(0u, (mask, c) => mask | (1u << (c % 32)));

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = [];
        public List<Meaning> Meanings { get; } = [];
    }

    private sealed record Meaning(Concept Concept, string Value, Tongue Tongue);

    private readonly record struct Known(string Word, uint Letters);
}

/// <summary>How much is forgiven: letters of Darija that stand for the same sound, typing errors, or vowels and all.</summary>
[Flags]
public enum Leniency
{
    None = 0,
    Sound = 1,
    Typing = 2,
    Bones = 4,
    Darija = Sound | Typing | Bones,
}

/// <summary>What each word of a message may be a spelling of.</summary>
public sealed class Spellings(Tokens tokens, Leniency leniency)
{
    private readonly IReadOnlyList<(string Word, bool IsExact)>?[] readings = new IReadOnlyList<(string, bool)>?[tokens.Count];

    public IReadOnlyList<(string Word, bool IsExact)> this[int token] => readings[token] ??= Lexicon.All.Readings(tokens[token].Word, leniency);
}
