using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Assistant;
using Platform.Web.FollowUps;
using Platform.Web.Orders;
using Platform.Web.Identity.Organisations;

namespace Platform.Web.Conversations;

public sealed partial class InboxPage
{
    /// <summary>How much of a thread is read again on every change.</summary>
    private const int MostMessages = 120;

    /// <summary>In a rush of messages the list follows a few times a second; the open thread follows at once.</summary>
    private static readonly TimeSpan ListPace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ThreadFirst = TimeSpan.FromMilliseconds(30);

    private readonly CancellationTokenSource gone = new();
    private ElementReference root;
    private DotNetObjectReference<InboxPage>? self;
    private IJSObjectReference? browser;

    private Colleagues.Place? place;
    private DateTimeOffset now;
    private List<InboxRow>? rows;
    private IReadOnlyDictionary<InboxFilter, int>? counts;
    private bool hasMore;
    private string search = "";

    private bool assistantIsOn;

    private Guid? shown;
    private InboxRow? current;
    private List<ThreadRow>? messages;
    private AssistantQueries.Sale? sale;
    private List<OrderRow>? orders;
    private IReadOnlyDictionary<Guid, Besides> besides = new Dictionary<Guid, Besides>();
    private List<CannedReply> canned = [];
    private IReadOnlyList<(Guid Member, bool IsTyping)> others = [];

    /// <summary>This open page, among those of everybody.</summary>
    private readonly Guid page = Guid.NewGuid();
    private Guid? room;
    private FollowUpRow? reminder;
    private bool hasOlder;
    private bool isFetching;
    private bool isMissing;
    private bool isSeen = true;
    private bool showsDetails;
    private string? draft;
    private string? refusal;
    private string? headerRefusal;
    private string announcement = "";

    /// <summary>The reply being written keeps its id until it is taken, so that a second click sends nothing twice.</summary>
    private MessageId next = new(Guid.CreateVersion7());

    [Inject] private IStringLocalizer<Shared.Texts> Words { get; set; } = null!;

    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid? Selected { get; set; }
    [SupplyParameterFromQuery(Name = "vue")] public string? View { get; set; }

    /// <summary>What holds nothing takes no room.</summary>
    private IEnumerable<InboxFilter> Filters => Enum.GetValues<InboxFilter>().Where(filter =>
        filter is InboxFilter.Open or InboxFilter.Mine or InboxFilter.Closed || filter == Filter || counts?.GetValueOrDefault(filter) > 0);

    private InboxFilter Filter => Enum.TryParse<InboxFilter>(View, ignoreCase: true, out var filter) ? filter : InboxFilter.Open;
    private bool CanAnswer => Actor.Role is Role.Agent or Role.Admin or Role.Owner;
    private MemberId Me => new(Actor.Id ?? Guid.Empty);
    private string Title => current is { } row && Selected is not null ? $"{NameOf(row)} · {Texts["Inbox"]}" : Texts["Inbox"];

    /// <summary>Why nothing can be written now, in words; null when the way is free.</summary>
    private string? Obstacle => current switch
    {
        _ when !CanAnswer => Texts["ViewerOnly"].Value,
        { IsClosed: true } => Texts["IsClosed"].Value,
        { } row when !ServiceWindow.IsOpen(row.LastHeardAt, now) => Texts["WindowClosed", NameOf(row)].Value,
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        // The first loads are Live's; later ones are a click on another line or filter.
        if (place is null) return;
        if (shown != Selected) await LoadThreadAsync();
        if (rows is not null && filtered != Filter) await LoadListAsync();
    }

    private InboxFilter? filtered;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _ = TickAsync();
        self = DotNetObjectReference.Create(this);
        var module = await Js.InvokeAsync<IJSObjectReference>("import", "./Conversations/InboxPage.razor.js");
        browser = await module.InvokeAsync<IJSObjectReference>("attach", root, self);
        await module.DisposeAsync();
    }

    private async Task LoadListAsync()
    {
        // The thread someone is reading goes first.
        if (rows is not null && Selected is not null) await Task.Delay(ThreadFirst, Clock, gone.Token);
        var filter = Filter;
        var size = filtered == filter ? Math.Max(InboxQueries.PageSize, rows?.Count ?? 0) : InboxQueries.PageSize;
        var page = await Inbox.PageAsync(Actor.Organisation, filter, Actor.Id, search, size: size + 1, ct: gone.Token);
        var numbers = await Inbox.CountsAsync(Actor.Organisation, Actor.Id, gone.Token);
        assistantIsOn = await Assistant.IsOnAsync(Actor.Organisation);
        if (filter != Filter) return;

        (now, counts, hasMore, filtered) = (Clock.GetUtcNow(), numbers, page.Count > size, filter);
        rows = hasMore ? page[..size] : page;
    }

    private async Task LoadThreadAsync()
    {
        if (place is null) canned = await CannedReplies.ListAsync(Actor.Organisation, gone.Token);
        place ??= await Colleagues.AtAsync(Actor.Organisation, gone.Token);
        Sit();
        now = Clock.GetUtcNow();
        if (Selected is not { } id)
        {
            (shown, current, messages) = (null, null, null);
            return;
        }

        var isOther = shown != id;
        var size = isOther ? ThreadQueries.PageSize : Math.Clamp(messages?.Count ?? 0, ThreadQueries.PageSize, MostMessages);
        var (row, page, typed) = await Thread.OpenAsync(Actor.Organisation, new ConversationId(id), isOther ? Actor.Id : null, size + 1, gone.Token);
        if (Selected != id) return;

        // All at once: until here the page shows the conversation before, and what is typed belongs to that one.
        if (isOther) (sale, orders, reminder) = (null, null, null);
        if (isOther) (draft, refusal, headerRefusal, next) = (typed, null, null, new(Guid.CreateVersion7()));

        Announce(isOther, row, page);
        (shown, current, isMissing) = (id, row, row is null);
        var older = isOther || page.Count <= size ? [] : Before(page[size - 1]);
        hasOlder = older is [] ? page.Count > size : hasOlder;
        messages = [.. older, .. page.Take(size).Reverse()];

        // What came is shown before it is noted as seen.
        StateHasChanged();
        await MarkReadAsync();
        await LoadBesidesAsync(new ConversationId(id));
        await LoadSaleAsync(new ConversationId(id), row);
    }

    private async Task LoadBesidesAsync(ConversationId conversation)
    {
        if (messages is not { } read) return;
        var theirs = await Enclosures.OfAsync(Actor.Organisation, conversation, read, gone.Token);
        if (shown == conversation.Value) besides = theirs;
    }

    private async Task CallOffAsync()
    {
        if (reminder is not { } planned) return;
        headerRefusal = (await FollowUps.CancelAsync(Actor, planned, gone.Token))?.Code;
        reminder = null;
    }

    /// <summary>What is being sold here, beside the words.</summary>
    private async Task LoadSaleAsync(ConversationId conversation, InboxRow? row)
    {
        if (row is null) return;
        var its = await Assistant.SaleAsync(Actor.Organisation, conversation, gone.Token);
        var bought = await Orders.OfAsync(Actor.Organisation, new ContactId(row.Contact), most: 5, gone.Token);
        var planned = row is { IsClosed: false, Handler: null, Escalated: null, WaitingSince: null } ? await FollowUps.PlannedAsync(Actor.Organisation, conversation, gone.Token) : null;
        if (Selected == conversation.Value) (sale, orders, reminder) = (its, bought, planned);
    }

    /// <summary>Who has scrolled far up keeps what is there; only the newest part is read again.</summary>
    private List<ThreadRow> Before(ThreadRow first) =>
        messages?.FindAll(row => row.At < first.At || (row.At == first.At && row.Version < first.Version)) ?? [];

    /// <summary>A screen reader hears what just came in, and not the whole thread.</summary>
    private void Announce(bool isOther, InboxRow? row, List<ThreadRow> page)
    {
        if (isOther || row is null || messages is not [.., var last] || page is not [{ By: Speaker.Customer } newest, ..]) return;
        if (newest.Message != last.Message) announcement = Texts["NewMessage", NameOf(row), MessageBubble.Line(newest.Kind.ToString(), newest.Text, Texts)];
    }

    private async Task MarkReadAsync()
    {
        if (!isSeen || !CanAnswer || current is not { Unread: > 0 } row) return;
        await Streams.HandleAsync(new ConversationId(row.Conversation), new ReadConversation(), Actor, gone.Token);
    }

    private async Task MoreAsync()
    {
        if (isFetching || rows is not [.., var last]) return;
        isFetching = true;
        var page = await Inbox.PageAsync(Actor.Organisation, Filter, Actor.Id, search, last, InboxQueries.PageSize + 1, gone.Token);
        hasMore = page.Count > InboxQueries.PageSize;
        rows.AddRange(page.Take(InboxQueries.PageSize));
        isFetching = false;
    }

    private async Task OlderAsync()
    {
        if (isFetching || messages is not [var first, ..] || shown is not { } id) return;
        isFetching = true;
        var page = await Thread.PageAsync(Actor.Organisation, new ConversationId(id), first, ThreadQueries.PageSize + 1, gone.Token);
        isFetching = false;
        if (shown != id || messages is not [var top, ..] || top.Message != first.Message) return;

        hasOlder = page.Count > ThreadQueries.PageSize;
        messages.InsertRange(0, page.Take(ThreadQueries.PageSize).Reverse());
        await LoadBesidesAsync(new ConversationId(id));
    }

    private async Task SearchAsync()
    {
        var asked = search;
        await Task.Delay(150, gone.Token);
        if (asked == search) await LoadListAsync();
    }

    private async Task<bool> SendAsync(string text)
    {
        if (current is not { } row) return false;
        refusal = await AskAsync(row.Conversation, new QueueReply(next, Me, new Personal(row.Contact, text)));
        if (refusal is not null) return false;

        next = new(Guid.CreateVersion7());
        return true;
    }

    /// <summary>The composer says whose draft it is: when it saves its last words, the page may already show somebody else.</summary>
    private async Task SaveDraftAsync((ConversationId Conversation, string Text) typed)
    {
        if (Actor.Id is { } me) await Drafts.SaveAsync(Actor.Organisation, typed.Conversation, me, typed.Text);
    }

    private async Task<bool> NoteAsync(string text)
    {
        if (current is not { } row) return false;
        refusal = await AskAsync(row.Conversation, new WriteNote(next, new Personal(row.Contact, text), Me));
        if (refusal is not null) return false;

        next = new(Guid.CreateVersion7());
        return true;
    }

    private string Fill(string text) => CannedReplies.Filled(text, current?.Name, Actor.Id is { } me ? place?.People.GetValueOrDefault(me) : null, place?.Name ?? "");

    private async Task AssignAsync(MemberId? to) => headerRefusal = await AskAsync(shown, to is { } member ? new AssignConversation(member, Me) : new HandBack(Me));
    private async Task SnoozeAsync(DateTimeOffset? until) => headerRefusal = await AskAsync(shown, until is { } then ? new SnoozeConversation(then, Me) : new WakeConversation());
    private async Task AddTagAsync(string tag) => headerRefusal = await AskAsync(shown, new TagConversation(tag, Me));
    private async Task RemoveTagAsync(string tag) => headerRefusal = await AskAsync(shown, new UntagConversation(tag, Me));

    /// <summary>Colleagues see who is in the chat they open.</summary>
    private void Sit()
    {
        if (room == Selected || Actor.Id is not { } me) return;
        if (room is { } left) Presence.Leave(Actor.Organisation, left, page);
        room = Selected;
        if (room is { } entered) Presence.Enter(Actor.Organisation, entered, page, me);
    }

    private void Type()
    {
        if (room is { } here && Actor.Id is { } me) Presence.Type(Actor.Organisation, here, page, me);
    }

    private void LookAround()
    {
        others = Selected is { } here ? Presence.Others(Actor.Organisation, here, Actor.Id ?? Guid.Empty) : [];
        if (others.Any(other => other.IsTyping)) _ = LookAgainAsync();
    }

    /// <summary>Whoever stops typing says nothing about it.</summary>
    private async Task LookAgainAsync()
    {
        await Task.Delay(Platform.Web.Live.Presence.Typing, Clock, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (gone.IsCancellationRequested) return;
        await InvokeAsync(() =>
        {
            LookAround();
            StateHasChanged();
        });
    }

    private async Task RetryAsync(MessageId message) => headerRefusal = await AskAsync(shown, new RetryReply(message, Me));
    private async Task TakeOverAsync() => headerRefusal = await AskAsync(shown, new TakeOver(Me));
    private async Task HandBackAsync() => headerRefusal = await AskAsync(shown, new HandBack(Me));
    private async Task CloseAsync() => headerRefusal = await AskAsync(shown, new CloseConversation());
    private async Task ReopenAsync() => headerRefusal = await AskAsync(shown, new ReopenConversation());

    private async Task EraseAsync()
    {
        if (current is not { } row) return;
        headerRefusal = await Erasure.EraseAsync(new ContactId(row.Contact), Actor, gone.Token);
        if (headerRefusal is null) Address.NavigateTo(Href(null, Filter));
    }

    private async Task<string?> AskAsync(Guid? conversation, ConversationCommand command)
    {
        if (conversation is not { } id) return null;
        return (await Streams.HandleAsync(new ConversationId(id), command, Actor, gone.Token)).Refusal?.Code;
    }

    /// <summary>Fast hands mean the line they moved to, even while it is still being loaded.</summary>
    [JSInvokable]
    public async Task PressAsync(string key)
    {
        switch (key)
        {
            case "j" or "k": Move(key == "j" ? 1 : -1); break;
            case "t" when CanAnswer: headerRefusal = await AskAsync(Selected, new TakeOver(Me)); break;
            case "h" when CanAnswer: headerRefusal = await AskAsync(Selected, new HandBack(Me)); break;
            case "e" when CanAnswer: headerRefusal = await AskAsync(Selected, new CloseConversation()); break;
        }

        StateHasChanged();
    }

    /// <summary>A message counts as read when the page is really in front of somebody.</summary>
    [JSInvokable]
    public async Task SeenAsync(bool seen)
    {
        isSeen = seen;
        await MarkReadAsync();
    }

    private void Move(int step)
    {
        if (rows is null or []) return;
        var at = rows.FindIndex(row => row.Conversation == Selected);
        var to = Math.Clamp(at + step, 0, rows.Count - 1);
        if (to != at) Address.NavigateTo(Href(rows[to].Conversation, Filter));
    }

    /// <summary>Waiting times grow while nothing else happens.</summary>
    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(gone.Token))
            {
                now = Clock.GetUtcNow();
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The person left the page.
        }
    }

    private string NameOf(InboxRow row) => row.Name ?? row.Phone ?? Texts["Unknown"];
    private string? HandlerOf(InboxRow row) => row.Handler is not { } handler ? null : handler == Actor.Id ? Texts["You"] : place?.People.GetValueOrDefault(handler) ?? Texts["Somebody"];
    private string Count(InboxFilter filter) => counts?.GetValueOrDefault(filter) switch { null => "", > 99 => "99+", var count => count.Value.ToString(System.Globalization.CultureInfo.CurrentCulture) };

    private static string Href(Guid? conversation, InboxFilter filter) =>
        $"inbox{(conversation is { } id ? $"/{id}" : "")}{(filter is InboxFilter.Open ? "" : $"?vue={filter.ToString().ToLowerInvariant()}")}";

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        if (room is { } left) Presence.Leave(Actor.Organisation, left, page);
        try
        {
            if (browser is not null)
            {
                await browser.InvokeVoidAsync("detach");
                await browser.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }

        self?.Dispose();
        gone.Dispose();
    }
}
