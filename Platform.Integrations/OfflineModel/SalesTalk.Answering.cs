using System.Text.Json.Nodes;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>What the customer asked is answered before anything is asked of them.</summary>
internal sealed partial class SalesTalk
{
    private static readonly Concept[] Topics =
        [Concept.Payment, Concept.Exchange, Concept.Warranty, Concept.Authentic, Concept.Place, Concept.Hours, Concept.Guide, Concept.Wholesale, Concept.Job, Concept.Invoice, Concept.Partner, Concept.Photo, Concept.Wrapping, Concept.Voucher];

    private const string Dear = "expensive";

    /// <summary>In letters: a word this long of a question tells what it asks about.</summary>
    private const int LeastTelling = 5;

    private IEnumerable<DeskCall> Answer(DeskCall found)
    {
        foreach (var call in AnswerProduct(found)) yield return call;
        foreach (var call in AnswerDelivery()) yield return call;
        foreach (var call in AnswerTopics()) yield return call;

        if ((read.Has(Concept.Bargain) || read.Amount is not null) && !hasListed && !isRefused && !IsThanksOnly() && !mentions.Exists(IsLeavingTheDearFor))
        {
            var discount = new DeskCall("set_detail", ("field", "discount"));
            yield return discount;
            if (discount.IsDone) noted = discount;
            if (discount.Text is { } text) says.Add(text);
            isHeard = true;
        }

        AnswerManners();
    }

    private IEnumerable<DeskCall> AnswerProduct(DeskCall found)
    {
        if (isRefused || hasListed || asksWhether) yield break;
        var asks = IsAskingForOption() || read.HasAny(Concept.Price, Concept.Stock, Concept.Details, Concept.Colours, Concept.Sizes) && !(read.Has(Concept.Delivery) && fresh is []);
        List<string> about = fresh is [] && asks && CurrentReference() is { } current ? [current] : [.. fresh.Where(mention => asks || !IsKnown(mention)).Select(mention => mention.Reference).Distinct()];
        if (IsAskingSomethingElse(asks) && about is [var asked, ..])
        {
            foreach (var call in AnswerOf(asked)) yield return call;
            yield break;
        }

        if (!asks && read is { IsQuestion: true, HasDetail: false } && read.HasAny(Topics) && !read.HasAny(Concept.Want, Concept.Order, Concept.Search)) yield break; // "do they run small?" is no question whether there are any.

        foreach (var reference in about)
        {
            var line = LinesNow().LastOrDefault(line => (string?)line["product"] == reference);
            var call = read.HasAny(Concept.Details) ? new DeskCall("product_details", ("product", reference))
                : new DeskCall("check_stock", ("product", reference), ("size", read is { Sizes: [] } && AsksFor(Concept.Sizes) ? null : (string?)line?["size"]), ("colour", read is { Colours: [] } && AsksFor(Concept.Colours) ? null : (string?)line?["colour"]));
            yield return call;
            if (call.Text is { } text) says.Add(text);
            (isHeard, remark) = (true, null);
        }

        if (about is not []) yield break;

        if (mentions is [] && !isCounted && !IsThanksOnly() && read is { Choice: null } && (IsLookingAround() || (asks && state.Lines is [] && !read.Has(Concept.Delivery) && !read.HasAny(Topics))))
        {
            if (IsNamingSomethingElse() && found.Text is { } none)
            {
                // They saw the shop window once already; whoever wants something else again wants a person.
                if (Platform.Domain.Assistant.Say.WasSaid(lastReply, "found.none"))
                {
                    foreach (var call in HandOver("not_understood")) yield return call;
                    yield break;
                }

                says.Add(none);
            }

            var window = new DeskCall("find_products");
            yield return window;
            if (window.Text is { } list) says.Add(list);
            (hasListed, isHeard) = (true, true);
        }
    }

    /// <summary>"is the samba waterproof?": a "yes, it is available" would answer what nobody asked.</summary>
    private bool IsAskingSomethingElse(bool asks) => !asks && read is { IsQuestion: true, HasDetail: false } && !read.HasAny(Topics) && mentions is not []
        && !read.HasAny(Concept.Want, Concept.Order, Concept.Search, Concept.Add, Concept.Delivery, Concept.Delay, Concept.Bargain, Concept.Compare, Concept.Total, Concept.Both, Concept.Free, Concept.Last, Concept.More, Concept.Payment)
        && IsNamingSomethingElse();

    /// <summary>"vous réparez aussi les chaussures ?", "do you also mend shoes?", "واش كتصلحو الصبابط": a verb we never heard of asks for more than we know.</summary>
    private bool IsAskingWhatWeDo() => read is { IsQuestion: true, HasDetail: false } && mentions.TrueForAll(mention => mention.Products.Count > 1)
        && !read.HasAny(Concept.Want, Concept.Order, Concept.Search, Concept.Stock, Concept.Price, Concept.Delivery, Concept.Delay)
        && read.Rest.Any(i => read.Tokens[i].Word is [.., _, _, _, 'e', 'z'] && IsBeside(i, "vous")
            || IsBehind(i, "you", "u") && Enumerable.Range(0, i).Any(at => read.Tokens[at].Word is "do" or "can" or "would")
            || read.Tokens[i].Word is ['k', 'a', 't', _, _, .., 'o' or 'u' or 'w'] or ['ك', 'ت', _, _, .., 'و' or 'ا']);

    private bool IsBeside(int i, string word) => i > 0 && read.Tokens[i - 1].Word == word || i + 1 < read.Tokens.Count && read.Tokens[i + 1].Word == word;

    /// <summary>At most one word apart: "you (also) repair".</summary>
    private bool IsBehind(int i, params ReadOnlySpan<string> words)
    {
        for (var back = 1; back <= 2 && i - back >= 0; back++)
            if (words.Contains(read.Tokens[i - back].Word)) return true;
        return false;
    }

    /// <summary>By what the seller wrote of the article, or of the shop; else a person is offered.</summary>
    private IEnumerable<DeskCall> AnswerOf(string product)
    {
        var details = new DeskCall("product_details", ("product", product));
        yield return details;
        if (details.Text is { } told && read.Rest.Where(i => read.Tokens[i].Word.Length >= LeastTelling).Any(i => Tokens.Of(told).All.Any(word => Spelling.IsSame(read.Tokens[i].Word, word.Word))))
        {
            says.Add(told);
            (isHeard, remark) = (true, null);
            yield break;
        }

        var knowledge = new DeskCall("knowledge", ("question", words));
        yield return knowledge;
        var isKnown = (bool?)knowledge.Answer["known"] ?? false;
        says.Add(isKnown ? knowledge.Text! : Say("unknown"));
        (isHeard, remark) = (true, null);
        if (isKnown) yield break;

        yield return new DeskCall("see_draft", ("ask", "person"));
        asksWhether = isRefused = true;
    }

    /// <summary>"43 then?", "et en noir ?"</summary>
    private bool IsAskingForOption() => read.IsQuestion && state.Lines is not [] && (read.Sizes.Count > 0 || read.Colours.Count > 0);

    private bool IsKnown(Named mention) => (string?)state.Current?["product"] == mention.Reference;

    /// <summary>"vous avez quoi ?", "autre chose ?", "montrez-moi le catalogue".</summary>
    private bool IsLookingAround() =>
        read.HasAny(Concept.Search, Concept.More, Concept.Cheaper, Concept.Want, Concept.Order)
        && !read.HasDetail && !read.HasAny(Topics) && !read.HasAny(Concept.Delivery, Concept.Delay, Concept.Bargain, Concept.Correction, Concept.Both)
        && (state.Lines is [] || read.HasAny(Concept.More, Concept.Cheaper, Concept.Search)) && !state.IsRecapPending;

    /// <summary>The words that are left over name something we do not sell.</summary>
    private bool IsNamingSomethingElse() => !read.Has(Concept.Compare) && read.Rest.Any(i => read.Tokens[i].Word.Length >= 4 && read.Tokens[i].IsWord);

    private IEnumerable<DeskCall> AnswerDelivery()
    {
        if (isRefused || !(read.Has(Concept.Delivery) || (read.HasAny(Concept.Delay, Concept.Total) && !read.Has(Concept.Track)))) yield break;

        if (TermsAnsweredBefore() is { } terms)
        {
            foreach (var call in AnswerAgain(terms)) yield return call;
            yield break;
        }

        var zones = new DeskCall("zones_and_fees", ("city", read.City?.Name ?? state.City));
        yield return zones;
        if (zones.Text is { } text) says.Add(text);
        isHeard = true;
    }

    private IEnumerable<DeskCall> AnswerTopics()
    {
        var isQuestion = IsAskingWhatWeDo() || read.Senses.Any(sense => Topics.Contains(sense.Concept) && !IsReason(sense));
        var mayBeKnown = !isHeard && says is [] && (read.IsQuestion || read.Rest.Count > 1);
        if (!isQuestion && !mayBeKnown) yield break;

        var isAnswered = false;
        foreach (var question in Questions())
        {
            var knowledge = new DeskCall("knowledge", ("question", question));
            yield return knowledge;
            if (!((bool?)knowledge.Answer["known"] ?? false)) continue;
            says.Add(knowledge.Text!);
            isHeard = isAnswered = true;
        }

        if (!isQuestion || isAnswered) yield break;
        isHeard = true;
        if (read.HasAny(Concept.Wholesale, Concept.Job, Concept.Invoice, Concept.Partner) || Platform.Domain.Assistant.Say.WasSaid(lastReply, "unknown"))
        {
            foreach (var call in HandOver("question")) yield return call;
            isRefused = true;
            yield break;
        }

        if (read.Has(Concept.Photo))
        {
            says.Add(Say("nophotos"));
            yield break;
        }

        says.Add(Say("unknown"));
        yield return new DeskCall("see_draft", ("ask", "person"));
        asksWhether = isRefused = true;
    }

    /// <summary>"too dear for me, I want the samba": the price that was too high is left behind, and nobody bargains. Who asks for a discount before they name another does.</summary>
    private bool IsLeavingTheDearFor(Named other) => read is { Amount: null } && other is { Products: [_], Words: not [] } && state.Current is { } line && (string?)line["product"] != other.Reference
        && read.Has(Concept.Bargain) && read.Senses.Where(sense => sense.Concept is Concept.Bargain).All(sense => sense.Last < other.First && (IsDear(sense) || IsApart(sense.Last, other.First, Pause.Stop)));

    private bool IsDear(Sense bargain) => Enumerable.Range(bargain.First, bargain.Last - bargain.First + 1).Any(i => IsOf(i, Dear));

    /// <summary>"put 43, they run small I think" says why another size is wanted, and asks nothing.</summary>
    private bool IsReason(Sense sense) => sense.Concept is Concept.Guide or Concept.Exchange && read.Sizes.Count > 0 && !read.IsQuestion && state.Lines is not [];

    /// <summary>"how can I pay, and do you have a shop?" asks twice.</summary>
    private IEnumerable<string> Questions()
    {
        var asked = read.Senses.Where(sense => Topics.Contains(sense.Concept)).DistinctBy(sense => sense.Concept).OrderBy(sense => sense.First).ToList();
        if (asked.Count < 2) return [words];

        int[] starts = [0, .. asked.Skip(1).Select(sense => read.Tokens[sense.First].Start), read.Tokens.Text.Length];
        return starts.Zip(starts.Skip(1), (start, end) => read.Tokens.Text[start..end]);
    }

    /// <summary>Greetings, thanks and the like; alone they are answered, beside business they are not dwelt on.</summary>
    private void AnswerManners()
    {
        if (read.Has(Concept.Bot))
        {
            says.Insert(0, Say("bot"));
            isHeard = true;
        }

        if (isHeard || says is not []) return;

        var key = read switch
        {
            _ when read.Has(Concept.Offtopic) => "offtopic",
            _ when read.Has(Concept.Goodbye) => "goodbye",
            _ when read.Has(Concept.Smalltalk) && !read.HasAny(Concept.Yes, Concept.No, Concept.Want) => "smalltalk",
            _ when read.Has(Concept.Thanks) => "thanks",
            _ when read.HasAny(Concept.Compliment, Concept.Laugh) && !read.Has(Concept.Yes) => "compliment",
            _ => null,
        };
        if (key is not null)
        {
            says.Add(Say(key));
            isHeard = true;
            return;
        }

        if (read.Has(Concept.No) && (state.IsRecapPending || read.HasAny(Concept.Correction, Concept.But)))
        {
            says.Add(Say("change"));
            isRefused = isHeard = true;
            hasAskedBack = read.HasAny(Concept.Correction, Concept.But);
        }
        else if (state.IsRecapPending && read.HasAny(Concept.But, Concept.Correction) || IsMistake() && state.Lines is not [])
        {
            says.Add(Say("change"));
            isRefused = isHeard = hasAskedBack = true;
        }
        else if (read.Has(Concept.No) && state.Lines is [])
        {
            says.Add(Say("later"));
            isRefused = isHeard = true;
        }
        else if (read.HasAny(Concept.Greeting, Concept.Yes, Concept.No, Concept.Polite, Concept.Want, Concept.Order) && read.Rest.Count <= 1)
        {
            isHeard = true;
        }
        else if (read.Tokens.Count == 0)
        {
            isHeard = true;
        }
    }

    private bool IsThanksOnly() => read.Has(Concept.Thanks) && !read.IsQuestion && read.Rest.Count == 0 && mentions is [];
}
