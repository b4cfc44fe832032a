using System.Collections.Immutable;
using Platform.Domain.Common;

namespace Platform.Domain.Assistant.Understanding;

/// <summary>Reads what a customer wrote, in any of the languages and in mixtures of them.</summary>
public static class Reader
{
    public static Understood Read(string message, Moment moment) => new Reading(Tokens.Of(message), moment).Read();

    /// <summary>Null when the words could be of any language.</summary>
    public static Tongue? TongueOf(string message, Tongue? spoken = null) => TongueReader.Of(Tokens.Of(message), ImmutableHashSet<int>.Empty, spoken);
}

/// <summary>One message being read: each word is given to the first reader that can make sense of it.</summary>
internal sealed partial class Reading
{
    private static readonly int Trouble = Groups.All["trouble"], Without = Groups.All["without"], SomebodyElse = Groups.All["somebodyelse"];

    private readonly Tokens tokens;
    private readonly Moment moment;
    private readonly Tongue? tongue;
    private readonly List<Sense> senses = [];
    private readonly HashSet<int> used = [];

    public Reading(Tokens tokens, Moment moment)
    {
        (this.tokens, this.moment) = (tokens, moment);
        used.UnionWith(moment.Taken ?? []);
        tongue = TongueReader.Of(tokens, used);
    }

    public Understood Read()
    {
        ReadSenses();
        ReadReturn();
        ReadOtherThanOrdered();
        Withdraw();
        SetAsideFormer();
        SetAsideWhereabouts();
        SetAsideConditions();
        var phone = Phone(out var isBroken);
        var amount = Amount();
        var day = Day();
        var slot = Slot();
        var name = Introduced();
        var introduced = name is null ? null : named;
        name ??= WrittenDown(isReceiver: false);
        var (city, quarter) = Places();
        var address = Address(city, quarter, phone is not null);
        name ??= Unintroduced(phone is not null || address is not null || city is not null);
        var colours = address is not null && IsOnlyAddress() ? [] : Colours();
        var (sizes, quantities, choice) = Numbers();

        return new(tokens, tongue, senses)
        {
            Phone = phone,
            IsPhoneBroken = isBroken,
            Amount = amount,
            Budget = budget,
            Day = day,
            Slot = slot,
            Name = name,
            Introduced = introduced,
            City = city,
            Quarter = quarter,
            PlaceWords = [.. places.SelectMany(place => Enumerable.Range(place.First, place.Last - place.First + 1))],
            Address = address,
            Colours = colours,
            Sizes = sizes,
            Quantities = quantities,
            Choice = choice,
            Unclear = unclear,
            Total = total,
            Withdrawn = [.. withdrawn],
            Rest = [.. Enumerable.Range(0, tokens.Count).Where(i => !used.Contains(i) && !senses.Any(sense => sense.Covers(i)))],
            IsQuestion = IsQuestion(),
        };
    }

    private void ReadSenses()
    {
        var mine = tongue ?? moment.Tongue;
        var spellings = new Spellings(tokens, (moment.Asked, mine) switch
        {
            (Question.Name, Tongue.DarijaLatin) => Leniency.Sound,
            (Question.Name, _) => Leniency.None,
            (_, Tongue.DarijaLatin) => Leniency.Darija,
            _ => Leniency.Typing,
        });

        for (var i = 0; i < tokens.Count; i++)
        {
            if (used.Contains(i)) continue;
            var found = Lexicon.All.At(tokens, spellings, i).Where(sense => sense.Concept is not Concept.Tongue && !Overlaps(sense)).ToList();
            // "حي النصر" is no mistyped "العصر": behind "quarter" and "street" stands a name.
            if (tokens[i].Before is Pause.None && (Is(i - 1, Concept.Quarter) || Is(i - 1, Concept.Road))) found.RemoveAll(sense => !sense.IsExact);
            // "smitii Reda" tells who they are, but what a name happens to sound like does not matter.
            if (moment.Asked is Question.Name && !Lexicon.All.IsWord(tokens[i].Word)) found.RemoveAll(sense => sense.Tongue is Tongue.DarijaLatin && sense.Concept is not Concept.Name);
            if (found.Count == 0) continue;

            // A typing error is one in the language that is written.
            if (tongue is { } written && found.Any(sense => !sense.IsExact) && !found.Any(sense => sense.IsExact)) found.RemoveAll(sense => sense.Tongue != written && !(written is Tongue.DarijaLatin && sense.Tongue is Tongue.French) && sense.Tongue.IsArabicScript() == written.IsArabicScript());
            if (found.Count == 0) continue;

            var last = found.Max(sense => sense.Last);
            if (found.Any(sense => sense.Tongue == mine)) found.RemoveAll(sense => sense.Tongue != mine);
            found.RemoveAll(sense => sense is { Concept: Concept.No, Tongue: Tongue.DarijaLatin } && last == i && tokens[i].Word == "la" && !IsAlone(i));
            foreach (var sense in found)
                if (!senses.Any(known => known.Concept == sense.Concept && known.Value == sense.Value && known.First == sense.First)) senses.Add(sense);
            i = last;
        }

        // "ask for mama Rose near the shop" tells the way.
        var isPlaced = moment.Asked is Question.Address or Question.Quarter or Question.City && senses.Exists(sense => sense.Concept is Concept.Road or Concept.Quarter);
        foreach (var sense in TurnsOfSpeech.All.In(tokens, senses, used, mine, fewest: moment.Asked is Question.Name ? 2 : 1).ToList().Where(sense => !senses.Exists(known => known.Concept == sense.Concept && known.IsExact)).ToList())
        {
            if (isPlaced && sense.Concept is Concept.Cancel or Concept.Place or Concept.Hours) continue;

            // "khelliha b 700" bargains: it is no longer given up.
            if (sense.Concept is Concept.Bargain) senses.RemoveAll(said => said.Concept is Concept.Cancel && said.Covers(sense.First));
            senses.Add(sense);
        }

        // "Bonsoir la patronne" greets; nobody is asked for.
        senses.RemoveAll(sense => sense.Concept is Concept.Person && tokens[sense.Last].Word is "patronne" or "patron" or "chef" or "boss" or "oga" or "responsable" && sense.Last - sense.First <= 1 && Is(sense.First - 1, Concept.Greeting));

        // "khassni nhder m3a mrati": who is spoken with is nobody of the shop.
        senses.RemoveAll(sense => sense.Concept is Concept.Person && sense.Last + 1 is var next && next < tokens.Count && tokens[next].Before is Pause.None
            && (IsKin(next) || tokens[next].Word is "ma" or "mon" or "mes" or "my" or "our" && next + 1 < tokens.Count && IsKin(next + 1)));

        // "will talk to him first" puts it off.
        if (senses.Exists(sense => sense is { Concept: Concept.Cancel, Value: "later" })) senses.RemoveAll(sense => sense.Concept is Concept.Person && sense.Last + 1 < tokens.Count && IsIn(sense.Last + 1, SomebodyElse));

        // A gift card wraps nothing; and neither it nor the card in a present, or of who buys often, pays.
        if (senses.Exists(sense => sense.Concept is Concept.Voucher)) senses.RemoveAll(sense => sense.Concept is Concept.Wrapping or Concept.Free);
        if (senses.Exists(sense => sense.Concept is Concept.Wrapping or Concept.Voucher)) senses.RemoveAll(sense => sense is { Concept: Concept.Payment, Value: "" } && sense.First == sense.Last);

        // Who asks after an order ("bghit nsewel 3la lcommande") is not putting one off.
        if (senses.Exists(sense => sense.Concept is Concept.Track)) senses.RemoveAll(sense => sense is { Concept: Concept.Cancel, Value: "later" });

        for (var i = 0; i < senses.Count; i++)
            if (senses[i].Concept is Concept.Complaint && IsDenied(senses[i])) senses[i] = senses[i] with { Concept = Concept.Polite };
            else if (senses[i].Concept is Concept.Complaint && IsSupposed(senses[i].First)) senses[i] = senses[i] with { Concept = Concept.Exchange };
    }

    /// <summary>"ma kayn mouchkil", "aucun souci": what there is none of is no complaint.</summary>
    private bool IsDenied(Sense trouble) => trouble.First == trouble.Last && Groups.All.Of(tokens[trouble.First].Word, isStemmed: true).Contains(Trouble)
        && Enumerable.Range(1, 2).TakeWhile(back => trouble.First - back >= 0 && tokens[trouble.First - back + 1].Before is Pause.None)
            .Any(back => Groups.All.Of(tokens[trouble.First - back].Word, isStemmed: false).Contains(Without));

    /// <summary>"si je me trompe de pointure" complains of nothing yet.</summary>
    private bool IsSupposed(int at) => Enumerable.Range(Segment(at, Pause.Stop).First, at - Segment(at, Pause.Stop).First + 1)
        .Any(i => tokens[i].Word is "si" or "if" or "ila" or "الا" or "اذا" or "لو" or "ida");

    private bool Overlaps(Sense sense) => Enumerable.Range(sense.First, sense.Last - sense.First + 1).Any(used.Contains);

    /// <summary>"la" refuses in Darija when it stands by itself; before a noun it is the French article.</summary>
    private bool IsAlone(int i) =>
        tokens[i].Before is not Pause.None && (i + 1 == tokens.Count || tokens[i + 1].Before is not Pause.None
            || tokens[i + 1].Word is "la" or "bghit" or "mabghitch" or "ana" or "khoya" or "chokran" or "choukran" or "machi" or "ghir" or "safi" or "blach" or "merci");

    private bool IsQuestion() =>
        tokens.Text.AsSpan().IndexOfAny("?؟") >= 0
        || senses.Any(sense => sense.Concept is Concept.Price or Concept.Delay or Concept.Search)
        || tokens.All.Any(token => token.Word is "wach" or "wash" or "هل" or "واش")
        || tokens.Text.StartsWith("est-ce", StringComparison.OrdinalIgnoreCase);

    private void Use(int first, int last)
    {
        for (var i = first; i <= last; i++) used.Add(i);
        senses.RemoveAll(sense => sense.First >= first && sense.Last <= last && sense.Concept is not (Concept.Address or Concept.Name or Concept.Phone or Concept.Road));
    }

    private bool Is(int i, Concept concept) => i >= 0 && i < tokens.Count && senses.Any(sense => sense.Concept == concept && sense.Covers(i));
    private bool IsNumber(int i) => i >= 0 && i < tokens.Count && tokens[i].IsNumber;
    private bool IsFree(int i) => !used.Contains(i) && !senses.Any(sense => sense.Covers(i));

    /// <summary>The words between two pauses that hold this one.</summary>
    private (int First, int Last) Segment(int at, Pause pause)
    {
        var (first, last) = (at, at);
        while (first > 0 && tokens[first].Before < pause) first--;
        while (last + 1 < tokens.Count && tokens[last + 1].Before < pause) last++;
        return (first, last);
    }
}
