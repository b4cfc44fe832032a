namespace Platform.Domain.Assistant.Understanding;

/// <summary>Who will receive it, with a story around the name: "put my wife's name Hannah Okafor", "his name is Tarik and he will be there".</summary>
internal sealed partial class Reading
{
    private static readonly int Receive = Groups.All["receive"], BehindName = Groups.All["behindname"], NameWord = Groups.All["nameword"];

    /// <summary>"Tarik Bakkali (who will receive it)", "طارق البقالي (وهو من سيستلم)": what is told of somebody is no part of what they are called.</summary>
    private bool IsClauseBehindName(int i) => i + 1 < tokens.Count && !IsCapital(i) && !IsFirstName(i) && tokens[i + 1].Before is Pause.None && IsIn(i, BehindName);

    private bool IsIn(int i, int group) => Groups.All.Of(tokens[i].Word, isStemmed: false).Contains(group);

    private bool IsAnyIn(int first, int last, int group) => Enumerable.Range(first, last - first + 1).Any(i => Groups.All.Of(tokens[i].Word, isStemmed: tongue is not (Tongue.French or Tongue.English)).Contains(group));

    /// <summary>"put my mum's name, she will be home: Latifa Benjelloun": the name stands behind all that is said of it.</summary>
    private string? Colon()
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens.Text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End).IndexOf(':') < 0) continue;
            var last = Segment(i, Pause.Comma).Last;
            if (last - i >= LongestName || !Enumerable.Range(i, last - i + 1).All(MayBeNamed)) continue;

            var first = Segment(i - 1, Pause.Stop).First;
            var isNamed = senses.Exists(sense => sense.Concept is Concept.Name && first <= sense.First && sense.Last < i) || IsAnyIn(first, i - 1, NameWord);
            if (isNamed && !Enumerable.Range(first, i - first).Any(at => Is(at, Concept.Address) || Is(at, Concept.Road) || Is(at, Concept.Phone))) return Named(i, last);
        }

        return null;
    }

    /// <summary>"(Megan Doyle) is the name", "(Karim Alaoui) c'est mon nom", "(هدى التازي) هو الاسم".</summary>
    private string? BeforeNameWord(Sense intro)
    {
        var (first, end) = Segment(intro.First, Pause.Comma);
        if (end > intro.Last && !Is(intro.Last + 1, Concept.Polite)) return null;

        var last = intro.First - 1;
        while (last > first && tokens[last].Word is "the" or "my" or "le" or "mon" or "son" or "his" or "her" or "l") last--;
        var behind = last;
        while (last > first && (IsSaidToBe(last) || tokens[last].Word is "c" or "ce" or "na" or "هذا" or "هذه" or "هادي")) last--;
        return last < behind && last >= first && last - first < LongestName && Enumerable.Range(first, last - first + 1).All(MayBeNamed) && (last > first || IsFirstName(first)) ? Named(first, last) : null;
    }

    /// <summary>"mettez plutôt Solange Ngo Bassa", "put my wife's name Hannah Okafor", "دير سمية مراتي حنان الزاهي".</summary>
    /// <param name="isReceiver">Only where it is said whose name that is, or who will receive it; a product may be called anything else.</param>
    private string? WrittenDown(bool isReceiver)
    {
        if (!isReceiver && moment.Asked is not (Question.Confirmation or Question.Name or Question.Phone)) return null;
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (used.Contains(i) || !IsWriteDown(i)) continue;
            var start = BehindNameWord(i + 1);
            if (isReceiver && start == i + 1 && !IsReceiverSpokenOf(i)) continue;

            while (start < tokens.Count && tokens[start].Before is not Pause.Stop && !IsFirstName(start) && (start == i + 1 || tokens[start].Before is Pause.Comma || IsAfterwards(start)) && (IsAfterwards(start) || IsSaidToBe(start))) start++;
            if (start + 1 >= tokens.Count) continue;

            var isOfKin = BehindNameWord(i + 1) > i + 1;
            var last = start - 1;
            while (last + 1 < tokens.Count && last - start + 1 < LongestName && (last < start || tokens[last + 1].Before is Pause.None) && (isOfKin ? MayBeNamed(last + 1) : IsCapital(last + 1) && MayBeNamed(last + 1))
                && !(last >= start && IsClauseBehindName(last + 1))) last++;
            if (last < start || !isOfKin && (last == start || !IsPersonal(start) && !IsFirstName(start))) continue;

            Use(i, start - 1);
            return Named(start, last);
        }

        return null;
    }

    /// <summary>"my sister will collect it, (put) …".</summary>
    private bool IsReceiverSpokenOf(int verb) => IsAnyIn(0, verb, Kin) || IsAnyIn(0, verb, Receive);

    private bool IsAfterwards(int i) => Is(i, Concept.Correction) || Is(i, Concept.But) || tokens[i].Word is "le" or "la" or "it" or "as" or "moi" or "liya" or "lia" or "ليا" or "لي" or "down" or "rather" or "plutot";

    /// <summary>Past "(my wife's name)", "(smiya dyal mrati)", "(le nom de ma femme)"; where it began when nobody's name is spoken of.</summary>
    private int BehindNameWord(int start)
    {
        var (at, isNamed, isOfKin) = (start, false, false);
        while (at < tokens.Count && (at == start || tokens[at].Before is Pause.None) && IsOfName(at))
        {
            isNamed |= IsIn(at, NameWord);
            isOfKin |= IsKin(at);
            at++;
        }

        if (!isNamed || !isOfKin || at >= tokens.Count) return start;
        return tokens[at].Before is Pause.None or Pause.Comma ? at : start;
    }

    private bool IsOfName(int i) => IsIn(i, NameWord) || IsKin(i) && !(i + 1 == tokens.Count) || tokens[i].Word is "my" or "his" or "her" or "the" or "s" or "in" or "le" or "mon" or "ma" or "son" or "sa" or "de" or "du" or "d" or "dyal" or "of" or "ديال" or "instead" or "b" or "ف" or "ب";

    /// <summary>A word of no other meaning, or one that people are called.</summary>
    private bool MayBeNamed(int i) => tokens[i].IsWord && !used.Contains(i) && !tokens[i].Word.Any(char.IsAsciiDigit) && !Goods.Knows(tokens[i].Word) && !IsIn(i, Brand)
        && (IsFree(i) || IsFirstName(i) || i > 0 && IsFirstName(i - 1) && IsFamilyName(i) || IsCapital(i) && !Ends(i) && !Is(i, Concept.Colour));

    private static readonly int Brand = Groups.All["brand"];

    /// <summary>"my mum (got me some)", "I don't want it (anymore)": a piece of a sentence about something else is nobody's name.</summary>
    private bool IsTold(int start, int end)
    {
        if (start >= end || IsFirstName(start)) return false;
        var (first, last) = Segment(start, Pause.Comma);
        if (IsKin(start) && last >= end && !(start + 1 < tokens.Count && IsFirstName(start + 1))) return true;
        return Enumerable.Range(first, start - first).Any(i => senses.Exists(sense => sense.Covers(i) && sense.Concept is Concept.Cancel or Concept.Remove)
            || IsKin(i) && (char.IsAsciiLetterLower(tokens.Text[tokens[start].Start]) || i + 1 < start && tokens[start].Word[0] is >= '\u0600' and <= '\u06FF' && !Is(i - 1, Concept.Name)));
    }
}
