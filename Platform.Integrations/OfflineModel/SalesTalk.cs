using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>
/// How the offline assistant sells, one turn at a time: hear what has to be heard first (stop, anger, a wish for a person),
/// note what was told, answer what was asked, then ask for the one next thing, or read the order out.
/// </summary>
internal sealed partial class SalesTalk(string words, string lastReply, Readings readings)
{
    private readonly List<string> says = [];
    private State state = null!;
    private Understood read = null!;
    private DeskCall? noted;
    private string? remark;
    private bool isRefused, isHeard, isAhead;

    public string Reply { get; private set; } = "";

    /// <summary>Something was decided by the order as it stood before answers that were only assumed.</summary>
    public bool HasGuessed { get; private set; }

    public IEnumerable<DeskCall> Play()
    {
        var seen = new DeskCall("see_draft");
        yield return seen;
        state = new(seen.Answer);
        noted = seen;

        if (words.Length == 0)
        {
            Reply = string.Join('\n', new[] { Say("media"), Pending() }.OfType<string>());
            yield break;
        }

        read = readings.Of(words, state.Moment([]));
        var found = new DeskCall("find_products", ("query", words));
        if (MayNameProducts())
        {
            yield return found;
            mentions = Mentions(found);
            if (read.Introduced is { } person) mentions.RemoveAll(mention => mention.Words.Count > 0 && mention.Words.All(word => person.First <= word && word <= person.Last) && !IsNameOfProduct(mention, person));
            mentions.RemoveAll(IsStreet);
            if (mentions.Exists(mention => !IsPlace(mention)) || state.Lines is not []) mentions.RemoveAll(mention => IsPlace(mention) && !IsSpokenOf(mention));
            if (mentions is not []) read = readings.Of(words, state.Moment(mentions.SelectMany(mention => mention.Words)));
        }

        foreach (var call in First() ?? Then(found)) yield return call;
        Reply = Compose();
    }

    /// <summary>What goes before any selling; null when there is nothing of the kind.</summary>
    private IEnumerable<DeskCall>? First() => read switch
    {
        _ when state.IsRecapPending && mentions.TrueForAll(mention => OrderedIn(mention) is not null) && IsAccepting() => Confirm(),
        _ when read.Has(Concept.Stop) && read with { Day = null } is { HasDetail: false } && mentions is [] => Do("stop_messages"),
        _ when read.Has(Concept.Insult) => HandOver("anger"),
        _ when read.Has(Concept.Refund) => HandOver("refund"),
        _ when read.Has(Concept.Complaint) && !IsCorrecting() && !IsPleased() && !IsTooLateForThem() => HandOver("complaint"),
        _ when read.Has(Concept.Person) && !IsAskingWhoWeAre() => HandOver("person"),
        _ when state.Asked is Question.Person && !(read.Has(Concept.Thanks) && read.Tokens[0].Word is "no" or "non" or "la" or "لا") && (Acceptance.Accepts(words) || read.Has(Concept.Yes) && !read.HasAny(Concept.No, Concept.But) && read is { HasDetail: false, IsQuestion: false } && mentions is []) => HandOver("question"),
        _ when IsSettling() => Settle(),
        _ when IsKeepingToTheFirst() => KeepToTheFirst(),
        _ when state.Subject is not null => HandOver("subject"),
        _ when IsMistakeOfOurs() => HandOver("complaint"),
        _ when IsWaiting() => Saying("later"),
        _ when IsGivingUp() && mentions is [] && !read.HasAny(Concept.Price, Concept.Stock, Concept.Colours, Concept.Sizes) && !read.HasAny(Topics) && !read.HasDetail => Cancel(),
        _ when IsPaying() && mentions is [] => Do("payment_link"),
        _ when IsTracking() && mentions.TrueForAll(mention => mention.Products.Count > 1) => Do("where_is_my_order"),
        _ => null,
    };

    private bool IsAccepting() => state.Lines is [var only] ? Acceptance.Accepts(words, (string?)only["size"], (string?)only["colour"]) : Acceptance.Accepts(words);

    /// <summary>"un robot ou une personne ?" wants to know, and no more.</summary>
    private bool IsAskingWhoWeAre() => read.Has(Concept.Bot) && read.IsQuestion && !read.HasAny(Concept.Want, Concept.No);

    /// <summary>"the courier brought my shoes, love them": who writes about what they received mostly complains, and sometimes praises.</summary>
    private bool IsPleased() => read.Has(Concept.Compliment) && !read.HasAny(Concept.But, Concept.No) && read.Senses.All(sense => sense.Concept is not Concept.Complaint || sense.Value is "received");

    /// <summary>"that's too late for me, never mind", of somebody who has ordered nothing.</summary>
    private bool IsTooLateForThem() => state.Orders + state.Placed == 0 && read.Senses.Where(sense => sense.Concept is Concept.Complaint)
        .All(sense => Enumerable.Range(sense.First, sense.Last - sense.First + 1).Any(i => read.Tokens[i].Word is "late" or "tard" or "retard" or "متاخر" or "معطل" or "m3etel"));

    /// <summary>"tant pis, je les prends quand même" gives up the discount and not the shoes.</summary>
    private bool IsGivingUp() => read.Senses.Where(sense => sense.Concept is Concept.Cancel).Any(cancel => !read.Senses.Any(sense => sense.Concept is Concept.Want && sense.First > cancel.Last));

    /// <summary>"wait" and no more: neither a yes nor a no.</summary>
    private bool IsWaiting() => read.Has(Concept.Wait) && !read.IsQuestion && !read.HasDetail && mentions is [] && read.Rest.Count == 0
        && read.Senses.All(sense => sense.Concept is Concept.Wait or Concept.But or Concept.Polite or Concept.Function or Concept.Thanks or Concept.Number or Concept.Unitday or Concept.Tongue
            || read.Senses.Any(wait => wait.Concept is Concept.Wait && wait.Covers(sense.First)));

    /// <summary>"wrong!", when there is nothing under way but an order that was placed.</summary>
    private bool IsMistakeOfOurs() => IsMistake() && state.Lines is [] && state.Orders + state.Placed > 0;

    private bool IsMistake() => read.Senses.Any(sense => sense is { Concept: Concept.Correction, Value: "mistake" }) && !read.HasDetail && mentions is [];

    private IEnumerable<DeskCall> Saying(string key)
    {
        says.Add(Say(key));
        return [];
    }

    /// <summary>"ma commande" alone may be the one being made; "où est ma commande" is not.</summary>
    private bool IsTracking() => read.Has(Concept.Track) && !IsPuttingRight() && (!read.Has(Concept.Want) || read.Senses.Any(sense => sense.Concept is Concept.Track && sense.Last - sense.First >= 2));

    /// <summary>"sorry, I ordered 43, not 41", of an order that is still being made.</summary>
    private bool IsPuttingRight() => state.Lines is not [] && read.Sizes.Count + read.Colours.Count > 0;

    /// <summary>Who owes something and speaks of paying is given the way to; who says that they pay at the door is not.</summary>
    private bool IsPaying() => state is { Owes: true, Lines: [] } && read.Has(Concept.Payment) && !read.Senses.Any(sense => sense.Concept is Concept.Payment && sense.Value == "door");

    private IEnumerable<DeskCall> Then(DeskCall found)
    {
        foreach (var call in NoteProducts(found)) yield return call;
        foreach (var call in NotePlace()) yield return call;
        foreach (var call in Answer(found)) yield return call;
        foreach (var call in AskHowMany()) yield return call;
        if (remark is not null && !isRefused) says.Add(remark);
        if (!isHeard && says is [])
        {
            foreach (var call in Unheard()) yield return call;
            if (says is not []) yield break;
        }

        foreach (var call in AskBack()) yield return call;
        foreach (var call in Close()) yield return call;
    }

    private IEnumerable<DeskCall> Confirm()
    {
        var confirm = new DeskCall("confirm");
        yield return confirm;
        if (confirm.Text is { } text) says.Add(text);
        if (confirm.IsDone && read.Has(Concept.Delay))
            foreach (var call in AnswerDelivery()) yield return call;
        if (confirm.IsDone && read.Has(Concept.Payment))
            foreach (var call in AnswerTopics()) yield return call;
        if (confirm.IsDone || confirm.Text is not null) yield break;

        foreach (var call in Do("recap")) yield return call;
    }

    private IEnumerable<DeskCall> Cancel()
    {
        if (read.Senses.First(sense => sense.Concept is Concept.Cancel).Value == "later")
        {
            says.Add(Say("later"));
            yield break;
        }

        if (state.Lines is [] && state.Orders + state.Placed > 0)
        {
            foreach (var call in HandOver("subject")) yield return call;
            yield break;
        }

        yield return new DeskCall("set_detail", ("field", "cancel"));
        says.Add(Say("cancelled"));
    }

    private IEnumerable<DeskCall> HandOver(string reason) => Do("escalate", ("reason", reason));

    private IEnumerable<DeskCall> Do(string tool, params (string, string?)[] arguments)
    {
        var call = new DeskCall(tool, arguments);
        yield return call;
        if (call.Text is { } text) says.Add(text);
        isHeard = true;
    }

    /// <summary>Asks for what is missing, or reads the order out; nothing when a refusal already asks for something.</summary>
    private IEnumerable<DeskCall> Close()
    {
        if (isRefused || hasListed || IsParting()) yield break;

        var missing = noted!.Texts("missing").ToList();
        var hasProduct = !missing.Contains(nameof(Detail.Product));
        if (!hasProduct)
        {
            if (says is [] || read.HasAny(Concept.Want, Concept.Order) || IsDetailNoted()) says.Add(says is [] && !read.HasAny(Concept.Want, Concept.Order) && !IsDetailNoted() ? Say("help") : (string?)noted.Answer["question"] ?? Say("help"));
            yield break;
        }

        if (asksWhether) yield break;
        if (missing is [])
        {
            foreach (var call in IsStuck() ? HandOver("not_understood") : Do("recap")) yield return call;
        }
        else if (missing[0] is nameof(Detail.Date) or nameof(Detail.Slot))
        {
            foreach (var call in Do("propose_slots")) yield return call;
        }
        else if ((string?)noted.Answer["question"] is { } question)
        {
            says.Add(question);

            // Asked in between was something else, or nothing was noted that would say so: the answer is read by what is asked now.
            if (noted.Tool == "see_draft" && (state.Asked?.ToString() != missing[0] || mentions is not [])) yield return new DeskCall("see_draft", ("ask", missing[0]));
        }
    }

    /// <summary>"smito Palermo", when nothing was chosen yet: it is the shoe that is called so.</summary>
    private bool IsNameOfProduct(Named mention, (int First, int Last) person) =>
        state.Lines is [] && state.Asked is null or Question.Product && mention.Words.Count == person.Last - person.First + 1 && read is { City: null, Address: null, Phone: null } && !read.Tokens.All.Skip(person.Last + 1).Any();

    private bool IsDetailNoted() => read.City is not null || read.Name is not null || read.Address is not null || read.Phone is not null;

    private bool IsParting() => read.HasAny(Concept.Goodbye) && !read.HasDetail && mentions is [];

    private bool IsCorrecting() => (read.HasAny(Concept.Correction, Concept.No) || read.Withdrawn is not []) && state.Lines is not [] && (read.HasDetail || mentions is not []);

    /// <summary>Not understood: says so once, and the second time fetches a person.</summary>
    private IEnumerable<DeskCall> Unheard()
    {
        if (Platform.Domain.Assistant.Say.WasSaid(lastReply, "unclear")) return HandOver("not_understood");

        says.Add(Say("unclear"));
        if (state.IsRecapPending && read.IsQuestion) return Do("recap");
        if (state.IsRecapPending || state.Lines.Any(IsChosen) && read.HasAny(Concept.Remove, Concept.Correction, Concept.Only, Concept.No)) return Doubt(); // It may have been a change: the next yes must not pass for one to the old order.
        if (Pending() is { } question) says.Add(question);
        return [];
    }

    /// <summary>What the order that was begun still needs.</summary>
    private string? Pending() => state.Lines is [] ? null : (string?)noted!.Answer["question"];

    private string Compose()
    {
        var opening = state is { IsFirst: true } && says.TrueForAll(text => !text.StartsWith(Say("hello"), StringComparison.Ordinal))
            ? state.Greeting ?? Say("hello")
            : null;
        var text = string.Join('\n', says.Prepend(opening).OfType<string>().Where(line => line.Length > 0).Distinct());
        return state.IsPlain ? Plain(text) : text;
    }

    private static string Plain(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => System.Text.Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.OtherSymbol)
        .Select(rune => rune.ToString())).Replace(" \n", "\n", StringComparison.Ordinal).Trim();

    private string Say(string key) => Platform.Domain.Assistant.Say.In(state.Tongue, key, ("shop", state.Shop), ("agent", state.Agent));
}
