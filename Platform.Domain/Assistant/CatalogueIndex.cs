using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Catalogue;

namespace Platform.Domain.Assistant;

/// <summary>A seller's active articles, ready to be found by the words customers use. Built once, read by every turn.</summary>
public sealed class CatalogueIndex
{
    /// <summary>In percent: how sure a word is that was read out of a mistake, and how near to the best a product has to come to be meant too.</summary>
    private const int Misspelt = 75, Misheard = 80, NearEnough = 60;

    /// <summary>How much a word counts by where the article has it.</summary>
    private const int InTitle = 100, InTags = 90, InCategory = 40, InComplement = 15;

    /// <summary>A name that sounds this long is found too when its "sh" is said as an s; a shorter one would be taken for another.</summary>
    private const int LongSound = 5;

    private readonly FrozenDictionary<ProductId, Product> byId;
    private readonly Dictionary<string, Dictionary<int, int>> byWord = [];
    private readonly Dictionary<int, List<(string Word, uint Letters)>> byLength = [];
    private readonly Dictionary<string, List<string>> bySound = [];
    private readonly string[][] titles;

    public CatalogueIndex(IEnumerable<Product> products)
    {
        Products = [.. products.Where(product => product is { IsActive: true, Variants.Length: > 0 })];
        byId = Products.ToFrozenDictionary(product => product.Id);
        titles = [.. Products.Select(product => Words(product.Title))];

        for (var i = 0; i < Products.Length; i++) Add(i, Products[i]);
        foreach (var word in byWord.Keys.Where(word => word.Length >= 4))
        {
            if (!byLength.TryGetValue(word.Length, out var words)) byLength[word.Length] = words = [];
            words.Add((word, TypedWord.Letters(word)));
        }

        foreach (var word in titles.SelectMany(title => title).Concat(Products.SelectMany(Brands)).Distinct().Where(word => word.Length >= 3 && char.IsLetter(word[0])))
        {
            if (Spelling.Sound(word) is not { Length: >= 2 } sound) continue;
            if (!bySound.TryGetValue(sound, out var words)) bySound[sound] = words = [];
            words.Add(word);
        }
    }

    public ImmutableArray<Product> Products { get; }

    /// <summary>Null when it is no longer sold.</summary>
    public Product? this[ProductId id] => byId.GetValueOrDefault(id);

    /// <summary>The products a text speaks of, in its order. Several products in one mention mean that the words fit all of them.</summary>
    public IReadOnlyList<Mention> Find(Tokens text)
    {
        var hits = Enumerable.Range(0, text.Count).Select(i => Hits(text, i)).ToArray();
        var mentions = new List<Mention>();

        for (var i = 0; i < text.Count; i++)
        {
            if (!IsStrong(text, hits, i)) continue;
            var last = i;
            for (var next = i + 1; next < text.Count && next <= last + 2 && text[next].Before is not Pause.Stop; next++)
                if (IsStrong(text, hits, next)) last = next;

            mentions.AddRange(Within(text, hits, i, last));
            i = last;
        }

        return mentions;
    }

    /// <summary>The best fit for a stretch of words; what it leaves over is looked at again, as in "samba et gazelle".</summary>
    private IEnumerable<Mention> Within(Tokens text, Dictionary<string, int>[] hits, int first, int last)
    {
        var open = Enumerable.Range(first, last - first + 1).Where(i => IsStrong(text, hits, i)).ToList();
        while (open.Count > 0)
        {
            var strong = Scores(open.Select(i => (i, hits[i])));
            if (strong.Count == 0) yield break;

            // Numbers and everyday words only tell products apart that their neighbours already point to.
            var around = Enumerable.Range(Math.Max(0, first - 1), Math.Min(text.Count, last + 3) - Math.Max(0, first - 1))
                .Where(i => !open.Contains(i) && hits[i].Count > 0 && !IsStrong(text, hits, i) && IsBeside(text, i, open));
            var weak = Scores(around.Select(i => (i, hits[i])));

            var best = strong.Values.Max(score => score.Points);
            var leaders = strong.Where(pair => pair.Value.Points * 100 >= best * 97).Select(pair => pair.Key).ToList();

            // "samba w gazelle" fit their words equally well, and are two; the second is looked at next.
            var foremost = leaders.Select(product => strong[product].Tokens).MinBy(words => words.Min())!;
            leaders.RemoveAll(product => !strong[product].Tokens.Intersect(foremost).Any());
            if (leaders.Any(weak.ContainsKey))
            {
                var most = leaders.Max(product => weak.GetValueOrDefault(product).Points);
                leaders = [.. leaders.Where(product => weak.GetValueOrDefault(product).Points == most)];
            }

            var near = Near(strong, leaders[0], hits);
            if (near.Count > 1) leaders = near;

            var matched = leaders.SelectMany(product => strong[product].Tokens.Concat(weak.GetValueOrDefault(product).Tokens ?? [])).Distinct().Order().ToList();
            if (near.Count < 2 && leaders.Count > 1 && leaders.Where(product => IsWhole(product, matched, hits)).ToList() is [var whole]) leaders = [whole];

            yield return new(
                matched[0],
                matched[^1],
                [.. matched],
                [.. leaders.OrderByDescending(product => Products[product].IsAvailable).ThenBy(product => product).Select(product => Products[product])],
                IsGuess: near.Count > 1);

            if (open.RemoveAll(matched.Contains) == 0) yield break;
        }
    }

    /// <summary>The products a misspelt word is near to, where it is near to the names of several.</summary>
    private List<int> Near(Dictionary<int, (int Points, List<int> Tokens)> scores, int best, Dictionary<string, int>[] hits)
    {
        var (points, tokens) = scores[best];
        if (!tokens.TrueForAll(token => hits[token].Values.All(sureness => sureness is Misspelt or Misheard))) return [];

        List<int> near = [.. scores.Where(other => other.Value.Tokens.SequenceEqual(tokens) && other.Value.Points * 100 >= points * NearEnough).Select(other => other.Key)];
        return tokens.Exists(token => hits[token].Keys.Any(word => near.TrueForAll(byWord[word].ContainsKey))) ? [] : near;
    }

    private Dictionary<int, (int Points, List<int> Tokens)> Scores(IEnumerable<(int Token, Dictionary<string, int> Hits)> found)
    {
        var scores = new Dictionary<int, (int Points, List<int> Tokens)>();
        foreach (var (token, hits) in found)
        {
            var best = new Dictionary<int, int>();
            foreach (var (word, sureness) in hits)
            {
                var products = byWord[word];
                var rarity = 4 + BitOperations.Log2((uint)(Products.Length * 16 / products.Count));
                foreach (var (product, field) in products)
                    best[product] = Math.Max(best.GetValueOrDefault(product), rarity * field * sureness / 100);
            }

            foreach (var (product, points) in best)
            {
                var (sum, tokens) = scores.GetValueOrDefault(product);
                scores[product] = (sum + points, [.. tokens ?? [], token]);
            }
        }

        return scores;
    }

    private bool IsWhole(int product, List<int> matched, Dictionary<string, int>[] hits) =>
        titles[product].All(word => matched.Any(token => hits[token].ContainsKey(word) || hits[token].Keys.Any(hit => hit.Contains(word, StringComparison.Ordinal))));

    /// <summary>The catalogue's words a typed word may stand for, each with how sure that is, in percent.</summary>
    private Dictionary<string, int> Hits(Tokens text, int at)
    {
        var typed = text[at].Word;
        var found = new Dictionary<string, int>();
        Meet(typed, 100);
        if (at + 1 < text.Count && text[at + 1].Before is not Pause.Stop) Join(typed + text[at + 1].Word);
        if (at > 0 && text[at].Before is not Pause.Stop) Join(text[at - 1].Word + typed);
        foreach (var alike in Goods.Like(typed)) Meet(alike, 70);
        if (found.Count > 0 || typed.Length < 4 || text[at].IsNumber) return found;

        foreach (var bare in TypedWord.Bare(typed))
        {
            Meet(bare, 95);
            foreach (var alike in Goods.Like(bare)) Meet(alike, 70);
        }

        if (found.Count > 0 || (Lexicon.All.IsWord(typed) && !(TypedWord.IsArabic(typed) && IsSized(text, at))) || Lexicon.All.IsFirstName(typed)) return found;

        if (TypedWord.IsArabic(typed))
        {
            if (TypedWord.Bare(typed).Any(Lexicon.All.IsWord) && !IsSized(text, at) || TypedWord.IsVerb(typed) || TypedWord.IsOwned(typed)) return found;
            if (at + 1 < text.Count && text[at + 1].Before is Pause.None) Hear(typed + text[at + 1].Word);
            if (at > 0 && text[at].Before is Pause.None) Hear(text[at - 1].Word + typed);
            foreach (var sound in TypedWord.Bare(typed).Prepend(typed).Where(word => word[0] is not ('ه' or 'ي' or 'و' or 'ع')).Select(Spelling.Sound).Where(sound => sound.Length >= 2).Distinct())
                foreach (var word in bySound.GetValueOrDefault(sound) ?? (sound.Length >= LongSound ? bySound.GetValueOrDefault(sound.Replace('S', 's')) : null) ?? []) // "بيركنشتوك" is said as in German.
                    if (sound.Length > 2 || word.Length > 3 && Spelling.Sound(typed) == sound | typed.StartsWith("ال", StringComparison.Ordinal)) found.TryAdd(word, Misheard);
            return found;
        }

        var letters = TypedWord.Letters(typed);
        for (var length = typed.Length - 2; length <= typed.Length + 2; length++)
        {
            if (!byLength.TryGetValue(length, out var words)) continue;
            foreach (var (word, mask) in words)
                if (BitOperations.PopCount(mask ^ letters) <= 4 && TypedWord.BeginAlike(typed, word) && (Spelling.IsSame(typed, word) || TypedWord.IsCutShort(typed, word))) found.TryAdd(word, Misspelt);
        }

        // "konvers", "birkenchtok": written as it is heard.
        if (found.Count == 0 && typed.Length >= 5 && Spelling.Sound(typed) is { Length: >= LongSound } spoken)
            foreach (var word in bySound.GetValueOrDefault(spoken) ?? bySound.GetValueOrDefault(spoken.Replace('S', 's')) ?? []) found.TryAdd(word, Misheard);
        if (found.Count == 0 && typed.Length >= 5) foreach (var alike in Goods.Mistyped(typed)) Meet(alike, 60);
        return found;

        // "أولتر بوست" is heard as one name.
        void Hear(string words)
        {
            if (Spelling.Sound(words) is not { Length: >= 5 } sound) return;
            foreach (var word in bySound.GetValueOrDefault(sound) ?? []) found.TryAdd(word, Misheard);
        }

        // "af 1" is written together; "size L in" is no linen.
        void Join(string word)
        {
            if (word.Length >= 5 || word.Any(char.IsAsciiDigit)) Meet(word, 100);
        }

        void Meet(string word, int sureness)
        {
            if (byWord.ContainsKey(word)) found[word] = Math.Max(found.GetValueOrDefault(word), sureness);
        }
    }

    /// <summary>Points to a product by itself: not a number, not a word customers use for everything.</summary>
    private static bool IsStrong(Tokens text, Dictionary<string, int>[] hits, int at)
    {
        if (hits[at].Count == 0) return false;
        var word = text[at].Word;
        if (text[at].IsNumber) return !IsPrice(text, at) && !word.Contains('.', StringComparison.Ordinal) && (word.Length >= 3 || IsCalled(text, at));
        return word.Length >= 2 && (!Lexicon.All.Knows(word) || IsSized(text, at) || hits[at].Keys.Any(hit => hit.Length > word.Length && !Lexicon.All.Knows(hit)) || Goods.Knows(word));
    }

    /// <summary>"la 95": too large for a size, and named like a thing.</summary>
    private static bool IsCalled(Tokens text, int at) =>
        text[at].Word.Length == 2 && text[at].Word[0] >= '5' && at > 0 && text[at].Before is Pause.None && text[at - 1].Word is "la" or "le" or "les" or "l" or "the" or "el";

    /// <summary>"the authentic black 42": a word of praise with a size behind it is a product.</summary>
    private static bool IsSized(Tokens text, int at) =>
        (Lexicon.All.IsPraise(text[at].Word) || text[at].Word is ['و', .. var joined] && Lexicon.All.IsPraise(joined)) && (IsNamedWithColour(text, at) || Enumerable.Range(at + 1, Math.Min(3, text.Count - at - 1)).Any(i => text[i].Word is [>= '3' and <= '4', >= '0' and <= '9'] && text[i].Before is not Pause.Stop));

    /// <summary>"la authentic noire".</summary>
    private static bool IsNamedWithColour(Tokens text, int at) => at > 0 && at + 1 < text.Count && text[at + 1].Before is Pause.None && text[at - 1].Word is "la" or "les" or "the" or "une" && Lexicon.All.IsColour(text[at + 1].Word);

    private static bool IsPrice(Tokens text, int at) =>
        at + 1 < text.Count && text[at + 1].Word is "dh" or "dhs" or "mad" or "fcfa" or "cfa" or "f" or "francs" or "euros" or "درهم";

    private static bool IsBeside(Tokens text, int at, List<int> open) => open.Any(strong => text[at].IsNumber ? at - strong is 1 or 2 : Math.Abs(at - strong) <= 2);

    private void Add(int product, Product article)
    {
        var title = titles[product];
        for (var i = 0; i < title.Length; i++) Learn(title[i], product, IsComplement(title, i) ? InComplement : InTitle);
        for (var i = 1; i < title.Length; i++) if (!IsLink(title[i - 1])) Learn(title[i - 1] + title[i], product, InTitle * 2);
        for (var i = 2; i < title.Length; i++) if (!IsLink(title[i - 2])) Learn(title[i - 2] + title[i - 1] + title[i], product, InTitle * 3);
        var kinds = Words(article.Category ?? "");
        foreach (var word in kinds) Learn(word, product, InCategory);

        // "basket" among the tags of one basket does not make it the one that is meant.
        foreach (var tag in article.Tags.IsDefault ? [] : article.Tags.Select(Words))
        {
            foreach (var word in tag.Where(word => !Goods.Like(word).Intersect(kinds).Any())) Learn(word, product, InTags);
            if (tag.Length == 2) Learn(tag[0] + tag[1], product, InTags * 2); // "am95" is read as two.
        }
    }

    /// <summary>Nobody writes "à main" as one word, and "again" is none.</summary>
    private static bool IsLink(string word) => word is "a" or "au" or "aux" or "de" or "du" or "des" or "d" or "en" or "et" or "for" or "of" or "pour" or "with" or "avec" or "la" or "le" or "les" or "l" or "the";

    /// <summary>What a tag adds to the title is heard like it, unless it is a word for a kind of goods: "كونفرس".</summary>
    private static IEnumerable<string> Brands(Product product) => (product.Tags.IsDefault ? [] : product.Tags.SelectMany(Words)).Where(word => word.Length >= 4 && !Goods.Knows(word) && !Lexicon.All.IsWord(word));

    /// <summary>A "sac à chaussures" is a bag, whoever asks for shoes.</summary>
    private static bool IsComplement(string[] title, int at) => at > 1 && title[at - 1] is "a" or "pour" or "for" && Goods.Knows(title[at]);

    private void Learn(string word, int product, int weight)
    {
        if (!byWord.TryGetValue(word, out var products)) byWord[word] = products = [];
        products[product] = Math.Max(products.GetValueOrDefault(product), weight);
    }

    private static string[] Words(string text) => [.. Tokens.Of(text).All.Select(token => token.Word)];
}

/// <summary>Words of a text that name a product, or several they fit alike.</summary>
/// <param name="Words">The places of those words in the text.</param>
/// <param name="IsGuess">They are none of the catalogue's words and near to several: which product is meant only the customer knows.</param>
public sealed record Mention(int First, int Last, ImmutableArray<int> Words, ImmutableArray<Product> Products, bool IsGuess = false);
