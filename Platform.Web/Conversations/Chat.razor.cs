using Microsoft.AspNetCore.Components;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.FollowUps;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Shared;
using Platform.Web.Templates;

namespace Platform.Web.Conversations;

public sealed partial class Chat
{
    private readonly Leaving gone = new();
    private readonly OneByOne writing = new();
    private Company? company;

    /// <summary>What is on screen; while another conversation is being read, still the one before.</summary>
    private ThreadWindow? window;
    private InboxRow? row;
    private Surroundings? around;
    private IReadOnlyDictionary<Guid, Besides> besides = new Dictionary<Guid, Besides>();
    private List<CannedReply>? canned;
    private List<ChannelTemplate>? approved;
    private Guid? found;

    private Task following = Task.CompletedTask;
    private bool isBehind;

    private bool isMissing;
    private bool wasSeen = true;
    private bool showsDetails;
    private string? draft;
    private string? refusal;
    private string? troubled;
    private string announcement = "";

    /// <summary>What is to go out later and is being changed.</summary>
    private ThreadRow? editing;

    /// <summary>The reply being written keeps its id until it is taken, so that a second click sends nothing twice.</summary>
    private MessageId next = new(Guid.CreateVersion7());

    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required Guid Of { get; set; }
    [Parameter, EditorRequired] public required Colleagues.Place Place { get; set; }
    [Parameter, EditorRequired] public required string Back { get; set; }

    /// <summary>The message a search found.</summary>
    [Parameter] public Guid? At { get; set; }
    [Parameter] public bool AssistantIsOn { get; set; }

    /// <summary>A message counts as read when the page is really in front of somebody.</summary>
    [Parameter] public bool IsSeen { get; set; } = true;

    private DateTimeOffset Now => Clock.GetUtcNow();
    private bool CanAnswer => Actor.Role is Role.Agent or Role.Admin or Role.Owner;
    private MemberId Me => new(Actor.Id ?? Guid.Empty);
    private string MyName => Place.NameOf(Me.Value);
    private string? HandlerName => row?.Handler is { } handler ? Place.NameOf(handler) : null;
    private string NameOf(InboxRow line) => Texts.Called(line.Name, line.Phone);

    /// <summary>Why nothing can be written now, in words; null when the way is free.</summary>
    private string? Obstacle(InboxRow line) => line switch
    {
        _ when !CanAnswer => Texts["ViewerOnly"].Value,
        { IsClosed: true } => Texts["IsClosed"].Value,
        _ when !ServiceWindow.IsOpen(line.LastHeardAt, Now) => Texts["WindowClosed", NameOf(line)].Value,
        _ => null,
    };

    public async Task PressAsync(string key)
    {
        if (!CanAnswer) return;
        ConversationCommand? asked = key switch { "t" => new TakeOver(Me), "h" => new HandBack(Me), "e" => new CloseConversation(), _ => null };
        if (asked is not null) await AskAsync(asked);
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The first load is Live's; later ones are a click on another line.
        if (canned is not null && (window?.Conversation.Value != Of || (At is not null && At != found))) await LoadAsync();
        if (IsSeen && !wasSeen) await MarkReadAsync();
        wasSeen = IsSeen;
    }

    private async Task LoadAsync()
    {
        canned ??= await CannedReplies.ListAsync(Actor.Organisation, gone.Token);
        var (id, at) = (Of, At);
        var isOther = window?.Conversation.Value != id;
        var read = isOther || window is null ? new ThreadWindow(Thread, Actor.Organisation, new(id)) : window;
        var last = isOther ? null : read.Rows.LastOrDefault();

        var (line, newest, typed) = await read.ReadAsync(isOther ? Actor.Id : null, gone.Token);
        if (at is { } message && at != found) await read.AroundAsync(new(message), gone.Token);
        if (Of != id) return;

        // All at once: until here the page shows the conversation before, and what is typed belongs to that one.
        if (isOther) (around, draft, refusal, troubled, editing, approved, next) = (null, typed, null, null, null, null, new(Guid.CreateVersion7()));
        (window, row, isMissing, found) = (read, line, line is null, at);
        if (line is not null && last is not null) Announce(line, last, newest);

        // What came is shown before anything more is asked about it: all around a chat that was opened, and of one that goes on a photo; the rest when the words are drawn.
        if (last is null)
        {
            StateHasChanged();
            await FollowAsync(read);
            return;
        }

        if (newest.TakeWhile(row => row.Message != last.Message).Any(row => row.Kind is not ThreadKind.Text))
        {
            StateHasChanged();
            await LoadBesidesAsync(read);
        }

        isBehind = true;
        if (following.IsCompleted) following = FollowSoonAsync();
    }

    /// <summary>Once for all that comes within a glance.</summary>
    private async Task FollowSoonAsync()
    {
        try
        {
            while (isBehind && window is { } read)
            {
                await Task.Delay(LiveUpdates.SecondLook, Clock, gone.Token);
                isBehind = false;
                await FollowAsync(read);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (gone.IsGone)
        {
            // The person left the conversation.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    /// <summary>Notes the conversation as seen, and reads what stands around the words.</summary>
    private async Task FollowAsync(ThreadWindow read)
    {
        await MarkReadAsync();
        await LoadBesidesAsync(read);
        if (row is not { } line) return;
        await LoadApprovedAsync(read, line);
        var beside = await Beside.OfAsync(Actor.Organisation, line, gone.Token);
        if (window == read) around = beside;
    }

    /// <summary>Ready when the hours run out while somebody looks.</summary>
    private async Task LoadApprovedAsync(ThreadWindow read, InboxRow line)
    {
        if (!CanAnswer || ServiceWindow.IsOpen(line.LastHeardAt, Now + TimeSpan.FromHours(1))) return;
        var theirs = await Approvals.UsableAsync(Actor.Organisation, new(line.Channel), gone.Token);
        if (window == read) approved = theirs;
    }

    private async Task LoadBesidesAsync(ThreadWindow read)
    {
        var theirs = await Enclosures.OfAsync(Actor.Organisation, read.Conversation, read.Rows, gone.Token);
        if (window == read) besides = theirs;
    }

    /// <summary>A screen reader hears what just came in, and not the whole thread.</summary>
    private void Announce(InboxRow line, ThreadRow last, List<ThreadRow> newest)
    {
        if (newest is [{ By: Speaker.Customer } message, ..] && message.Message != last.Message)
            announcement = Texts["NewMessage", NameOf(line), MessageBubble.Line(message.Kind.ToString(), message.Text, Texts)];
    }

    private async Task MarkReadAsync()
    {
        if (!IsSeen || !CanAnswer || row is not { Unread: > 0 } line) return;
        await Streams.HandleAsync(new ConversationId(line.Conversation), new ReadConversation(), Actor);
    }

    private Task OlderAsync() => TurnAsync(read => read.OlderAsync(gone.Token));
    private Task NewerAsync() => TurnAsync(read => read.NewerAsync(gone.Token));
    private Task NewestAsync() => TurnAsync(read => read.NewestAsync(gone.Token));

    private async Task TurnAsync(Func<ThreadWindow, Task> turn)
    {
        if (window is not { } read) return;
        await turn(read);
        await LoadBesidesAsync(read);
    }

    /// <summary>Who writes on while a message is being recorded means another one: each gets its id when the one before has kept its own.</summary>
    private async Task<bool> WriteAsync(Written written)
    {
        if (row is not { } line) return false;
        var isTaken = false;
        await writing.DoAsync(async () => isTaken = await WriteAsync(line, written));
        return isTaken;
    }

    private async Task<bool> WriteAsync(InboxRow line, Written written)
    {
        var (message, words) = (editing is { } changed ? new MessageId(changed.Message) : next, new Personal(line.Contact, written.Text));
        var (file, unfit) = written.File is { } attached
            ? await Files.KeepAsync(Actor.Organisation, message, new Personal(line.Contact, attached.Name), attached.Bytes, attached.MimeType, written.Text.Length > 0, CancellationToken.None).OrAwayAsync(away => (null, away))
            : (null, null);
        if ((refusal = unfit?.Code) is not null)
        {
            // The composer asks and is drawn by itself; what it is told stands here.
            StateHasChanged();
            return false;
        }

        ConversationCommand command = written switch
        {
            { IsNote: true } => new WriteNote(message, words, Me, written.Mentions),
            { At: { } at } => new ScheduleReply(message, Me, words, at),
            _ when editing is { State: ReplyState.Scheduled } planned => new ScheduleReply(message, Me, words, planned.At),
            _ => new QueueReply(message, Me, words, File: file),
        };
        if (await SayAsync(line, command)) return true;
        if (file is not null) await Files.ForgetAsync(Actor.Organisation, message, CancellationToken.None);
        StateHasChanged();
        return false;
    }

    private async Task AnnounceAsync((string Text, TemplateUse Template) notice)
    {
        if (row is not { } line) return;
        var use = notice.Template with { Blanks = [.. notice.Template.Blanks.Select(blank => blank with { Person = line.Contact })] };
        await SayAsync(line, new QueueTemplate(next, Me, new ContactId(line.Contact), new(line.Channel), new Personal(line.Contact, notice.Text), use));
    }

    private async Task<bool> SayAsync(InboxRow line, ConversationCommand command)
    {
        refusal = (await Streams.AskAsync(new ConversationId(line.Conversation), command, Actor))?.Code;
        if (refusal is not null) return false;

        (editing, next) = (null, new(Guid.CreateVersion7()));
        return true;
    }

    private async Task PlanAsync((ThreadRow Row, PlannedAct Act) planned)
    {
        var message = new MessageId(planned.Row.Message);
        if (planned.Act is PlannedAct.Edit) editing = planned.Row;
        else await AskAsync(planned.Act is PlannedAct.Send ? new SendScheduled(message) : new DropScheduled(message, Me));
    }

    /// <summary>The composer says whose draft it is: when it saves its last words, the page may already show somebody else.</summary>
    private async Task SaveDraftAsync((ConversationId Conversation, string Text) typed)
    {
        if (Actor.Id is { } me) await Drafts.SaveAsync(Actor.Organisation, typed.Conversation, me, typed.Text);
    }

    private async Task CallOffAsync(FollowUpRow planned)
    {
        troubled = (await FollowUps.CancelAsync(Actor, planned).OrAwayAsync())?.Code;
        if (troubled is null && around is { } known) around = known with { Reminder = null };
    }

    private async Task EraseAsync()
    {
        if (row is not { } line) return;
        troubled = (await Erasure.EraseAsync(new ContactId(line.Contact), Actor, CancellationToken.None).OrAwayAsync())?.Code;
        if (troubled is null) Address.NavigateTo(Back);
    }

    /// <summary>Fast hands mean the line they moved to, even while it is still being read.</summary>
    private async Task AskAsync(ConversationCommand command) =>
        troubled = (await Streams.AskAsync(new ConversationId(Of), command, Actor))?.Code;

    private async Task TagAsync(Utterance tag)
    {
        await AskAsync(new TagConversation(tag.Text, Me));
        tag.IsRefused = troubled is not null;
    }

    public void Dispose() => gone.Dispose();
}
