using System.Collections.Immutable;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>
/// Turns of speech (`Words/turns.txt`): what is said with words of certain groups near one another, however it is put,
/// where a list of phrases would never end. They add what the phrases did not find.
/// </summary>
internal sealed class TurnsOfSpeech
{
    /// <summary>So many words may stand between two that belong together.</summary>
    private const int FarthestNext = 3;

    /// <summary>Fewer than this is a size, a house or a count; from here on it may be an amount of money.</summary>
    private const int SmallestAmount = 100, LongestAmount = 6;

    private readonly ImmutableArray<Turn> turns;
    private readonly ImmutableArray<Element> elements;

    private TurnsOfSpeech()
    {
        var known = new Dictionary<Element, int>();
        turns = [.. WordFile.Entries("turns.txt").SelectMany(entry => entry.Phrases.Select(phrase => Turn.Of(entry.Key, phrase, known)))];
        elements = [.. known.OrderBy(element => element.Value).Select(element => element.Key)];
    }

    public static TurnsOfSpeech All { get; } = new();

    /// <param name="fewest">So many words it takes: a name may sound like one.</param>
    public IEnumerable<Sense> In(Tokens tokens, IReadOnlyList<Sense> senses, ISet<int> taken, Tongue tongue, int fewest = 1)
    {
        var groups = Enumerable.Range(0, tokens.Count).Select(i => taken.Contains(i) ? [] : Groups.All.Of(tokens[i].Word, isStemmed: tongue is not (Tongue.French or Tongue.English))).ToArray();
        for (var (first, last) = (0, 0); first < tokens.Count; first = last + 1)
        {
            last = first;
            while (last + 1 < tokens.Count && tokens[last + 1].Before is not Pause.Stop) last++;

            var sentence = new Sentence(tokens, senses, groups, taken, elements, first, last);
            foreach (var turn in turns)
            foreach (var at in turn.Where(sentence) is { } words && words.Count >= fewest ? words : [])
                yield return new(turn.Concept, turn.Value, tongue, at, at, IsExact: true);
        }
    }

    /// <param name="Parts">All of them have to be there, in whatever order; the words of one part follow one another.</param>
    /// <param name="Needed">What these are made of.</param>
    /// <param name="Absent">None of them may be.</param>
    private sealed record Turn(Concept Concept, string Value, ImmutableArray<ImmutableArray<Element>> Parts, ImmutableArray<int> Needed, ImmutableArray<int> Absent, bool IsAsked)
    {
        public static Turn Of(string key, string phrase, Dictionary<Element, int> known)
        {
            var dot = key.IndexOf('.', StringComparison.Ordinal);
            var split = phrase.Split(" & ").Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            ImmutableArray<ImmutableArray<Element>> parts = [.. split.Where(part => part[0] is not ("?" or ['!', ..])).Select(part => part.SelectMany(Joined).ToImmutableArray())];
            return new(
                Enum.Parse<Concept>(dot < 0 ? key : key[..dot], ignoreCase: true),
                dot < 0 ? "" : key[(dot + 1)..],
                parts,
                [.. parts.SelectMany(part => part).Select(element => IndexOf(element with { IsNext = false })).Distinct()],
                [.. split.Where(part => part[0] is ['!', ..]).SelectMany(part => part).Select(word => IndexOf(Element.Of(word.TrimStart('!'))))],
                split.Exists(part => part[0] is "?"));

            int IndexOf(Element element)
            {
                if (!known.TryGetValue(element, out var index)) known[element] = index = known.Count;
                return index;
            }
        }

        private static IEnumerable<Element> Joined(string words) => words.Split('_').Select((word, i) => Element.Of(word) with { IsNext = i > 0 });

        /// <summary>The words that say so; none when it is not said.</summary>
        public List<int> Where(Sentence sentence)
        {
            foreach (var element in Needed)
                if (!sentence.Has(element)) return [];
            foreach (var element in Absent)
                if (sentence.Has(element)) return [];
            if (IsAsked && !sentence.IsQuestion) return [];

            var found = new List<int>();
            foreach (var part in Parts)
            {
                if (Enumerable.Range(sentence.First, sentence.Last - sentence.First + 1).Select(start => Follow(sentence, part, start)).FirstOrDefault(words => words is not []) is not { } words) return [];
                found.AddRange(words);
            }

            return found;
        }

        private static List<int> Follow(Sentence sentence, ImmutableArray<Element> part, int start)
        {
            if (!sentence.Is(start, part[0])) return [];
            if (part.Length == 1) return [start];
            for (var next = start + 1; next <= Math.Min(sentence.Last, part[1].IsNext ? start + 1 : start + 1 + FarthestNext); next++)
                if (Follow(sentence, part[1..], next) is { Count: > 0 } rest) return [start, .. rest];
            return [];
        }
    }

    /// <summary>A group of words ("@where"), what a word was read as ("&lt;Day&gt;"), an amount ("#"), or the word itself; a star stands for any ending.</summary>
    private readonly record struct Element(int? Group, Concept? Concept, bool IsAmount, string Word, bool IsBeginning)
    {
        /// <summary>Nothing may stand before it.</summary>
        public bool IsNext { get; init; }

        public static Element Of(string written) => written switch
        {
            ['@', .. var group] => new(Groups.All[group], null, false, "", false),
            ['<', .. var concept, '>'] => new(null, Enum.Parse<Concept>(concept), false, "", false),
            "#" => new(null, null, true, "", false),
            [.. var beginning, '*'] => new(null, null, false, Writing.Fold(beginning), true),
            _ => new(null, null, false, Writing.Fold(written), false),
        };
    }

    private sealed record Sentence(Tokens Tokens, IReadOnlyList<Sense> Senses, HashSet<int>[] Groups, ISet<int> Taken, ImmutableArray<Element> Elements, int First, int Last)
    {
        private static readonly int Asking = Understanding.Groups.All["asking"];

        private readonly bool?[] has = new bool?[Elements.Length];
        private readonly HashSet<int> groups = [.. Groups[First..(Last + 1)].SelectMany(groups => groups)];
        private readonly HashSet<string> words = [.. Enumerable.Range(First, Last - First + 1).Where(i => !Taken.Contains(i)).Select(i => Tokens[i].Word)];

        public bool IsQuestion { get; } = Groups[First..(Last + 1)].Any(groups => groups.Contains(Asking))
            || Tokens.Text.AsSpan(Tokens[Last].End, Math.Min(3, Tokens.Text.Length - Tokens[Last].End)).IndexOfAny('?', '؟') >= 0;

        /// <summary>Hundreds of turns are made of the same few words, so each is looked for once.</summary>
        public bool Has(int element) => has[element] ??= IsSaid(Elements[element]);

        private bool IsSaid(Element element)
        {
            if (element.Group is { } group) return groups.Contains(group);
            if (element is { Concept: null, IsAmount: false, IsBeginning: false }) return words.Contains(element.Word);
            for (var at = First; at <= Last; at++)
                if (Is(at, element)) return true;
            return false;
        }

        public bool Is(int at, Element element) => !Taken.Contains(at) && element switch
        {
            { Group: { } group } => Groups[at].Contains(group),
            { Concept: { } concept } => Senses.Any(sense => sense.Concept == concept && sense.Covers(at)),
            { IsAmount: true } => Tokens[at].IsNumber && Tokens[at].Word.Length < LongestAmount && int.TryParse(Tokens[at].Word, out var amount) && amount >= SmallestAmount,
            { IsBeginning: true } => Tokens[at].Word.StartsWith(element.Word, StringComparison.Ordinal),
            _ => Tokens[at].Word == element.Word,
        };
    }
}
