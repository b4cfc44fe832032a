using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Platform.Domain.Conversations;
using Platform.Web.Identity.Organisations;
using Platform.Web.Media;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>Where one writes to the customer, or to colleagues; what is typed is never lost.</summary>
public sealed partial class Composer
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private ElementReference form;
    private readonly Leaving gone = new();
    private IJSObjectReference? browser;
    private CancellationTokenSource typing = new();

    /// <summary>What the browser is asked to do with the field once its script is there.</summary>
    private readonly Queue<(string Act, string Words)> asked = [];

    /// <summary>What the field opens with. From then on it is the browser's: a slow line would bring back what was typed over long ago.</summary>
    private string first = "";

    /// <summary>What stands in it, as far as has been heard.</summary>
    private string text = "";
    private string? problem;
    private bool isNote;
    private bool isSaved;
    private Guid? edited;
    private AttachedFile? file;
    private AttachedFile? previewed;

    /// <summary>A file field is emptied by another one in its place.</summary>
    private int attachments;

    [Parameter, EditorRequired] public required ConversationId Of { get; set; }
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public required Colleagues.Place Place { get; set; }
    [Parameter, EditorRequired] public required DateTimeOffset Now { get; set; }

    /// <summary>What was typed and not sent, from whichever device.</summary>
    [Parameter, EditorRequired] public required string Draft { get; set; }
    [Parameter] public string? Refusal { get; set; }
    [Parameter] public EventCallback<(ConversationId Conversation, string Text)> OnDraft { get; set; }

    /// <summary>Answers whether it was taken; only then is the field emptied.</summary>
    [Parameter, EditorRequired] public required Func<Written, Task<bool>> OnWrite { get; set; }

    /// <summary>Somebody is writing here right now.</summary>
    [Parameter] public EventCallback OnTyping { get; set; }

    /// <summary>What is to go out later and is changed here.</summary>
    [Parameter] public ThreadRow? Editing { get; set; }
    [Parameter] public EventCallback OnEdited { get; set; }

    [Parameter] public IReadOnlyList<CannedReply> Canned { get; set; } = [];

    /// <summary>Makes a ready reply out of its text: the customer's name and the like.</summary>
    [Parameter] public Func<string, string>? Fill { get; set; }

    /// <summary>Writing takes the chat from the assistant, and says so.</summary>
    [Parameter] public bool SuspendsAssistant { get; set; }

    /// <summary>After "/" at the beginning, the ready replies that begin so.</summary>
    private List<CannedReply>? Offered => text is ['/', .. var typed] && !typed.Contains(' ', StringComparison.Ordinal)
        ? [.. Canned.Where(canned => canned.Shortcut.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Take(6)]
        : null;

    /// <summary>After "@" in a note, the colleagues whose name begins so.</summary>
    private List<KeyValuePair<Guid, string>>? Callable => isNote && text.LastIndexOf('@') is >= 0 and var at && text[(at + 1)..] is { Length: < 30 } typed && !typed.Contains(' ', StringComparison.Ordinal)
        ? [.. Place.People.Where(person => person.Value.StartsWith(typed, StringComparison.CurrentCultureIgnoreCase)).Take(6)]
        : null;

    private int Surplus => text.Length - Conversation.LongestText;
    private string Note => Surplus > 0 ? Texts["TooLong", Surplus] : isSaved && text.Length > 0 ? Texts["DraftSaved"] : "";

    protected override void OnInitialized() => text = first = Draft;

    /// <summary>The hour is only looked at while a time is being chosen, and what is done then draws it again.</summary>
    protected override object Given => (Of, Name, Draft, Refusal, Editing, Canned, SuspendsAssistant);

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (edited == Editing?.Message) return;
        edited = Editing?.Message;
        if (Editing is not { } planned) return;
        isNote = false;
        Put(planned.Text);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            browser = await Js.AttachAsync(gone, "./Conversations/Composer.razor.js", "attach", "detach", form);
        }

        if (browser is null) return;
        while (!gone.IsGone && asked.TryDequeue(out var next)) await browser.InvokeVoidAsync(next.Act, next.Words);

        if (gone.IsGone || file is not { IsPicture: true } || previewed == file) return;
        previewed = file;
        await browser.InvokeVoidAsync("preview");
    }

    private void Take(CannedReply canned) => Put(Fill?.Invoke(canned.Text) ?? canned.Text);

    private void Call(string name) => Put($"{text[..(text.LastIndexOf('@') + 1)]}{name} ");

    private void Put(string words)
    {
        text = words;
        asked.Enqueue(("put", words));
    }

    private async Task InsertAsync(string emoji)
    {
        if (browser is not null) await browser.InvokeVoidAsync("insert", emoji);
    }

    private async Task AttachAsync(InputFileChangeEventArgs change)
    {
        problem = change.File.Size > OutgoingFiles.MostBytes ? "file.size" : null;
        if (problem is not null) return;

        await using var content = change.File.OpenReadStream(OutgoingFiles.MostBytes);
        var bytes = new byte[change.File.Size];
        await content.ReadExactlyAsync(bytes);
        file = new(change.File.Name, change.File.ContentType, bytes);
    }

    private void Detach() => (file, problem, attachments) = (null, null, attachments + 1);

    private async Task LetBeAsync()
    {
        Put("");
        await OnEdited.InvokeAsync();
    }

    private async Task HearAsync(ChangeEventArgs typed)
    {
        (text, isSaved) = (typed.Value?.ToString() ?? "", false);
        await OnTyping.InvokeAsync();
        await typing.CancelAsync();
        typing = new();
        var token = typing.Token;
        try
        {
            await Task.Delay(Rest, token);
            isSaved = await KeepDraftAsync();
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    /// <returns>False while nothing can be kept; the words stand in the field all the same.</returns>
    private async Task<bool> KeepDraftAsync()
    {
        try
        {
            await OnDraft.InvokeAsync((Of, text));
            return true;
        }
        catch (Exception e) when (e.WillPass())
        {
            return false;
        }
    }

    /// <param name="at">When; null for now.</param>
    private async Task SendAsync(DateTimeOffset? at)
    {
        var sending = text.Trim();
        if (sending.Length == 0 && (isNote || file is null)) return;

        if (Offered is [var only] && $"/{only.Shortcut}".Equals(sending, StringComparison.OrdinalIgnoreCase))
        {
            asked.Enqueue(("taken", sending));
            Take(only);
            return;
        }

        text = ""; // Before anything is waited for: what is heard next belongs to the next message.
        await typing.CancelAsync();
        MemberId[] called = [.. Place.People.Where(person => sending.Contains($"@{person.Value}", StringComparison.Ordinal)).Select(person => new MemberId(person.Key))];
        if (await OnWrite(new(sending, isNote, isNote ? null : file, at, isNote ? called : null)))
        {
            asked.Enqueue(("taken", sending));
            Detach();
            await KeepDraftAsync();
        }
        else
        {
            asked.Enqueue(("giveBack", sending));
            if (text.Length == 0) text = sending;
        }
    }

    public async ValueTask DisposeAsync()
    {
        gone.Dispose();
        // Leaving within the half second must not lose the last words.
        if (!typing.IsCancellationRequested && !isSaved && Editing is null && text != Draft) await KeepDraftAsync();
        await typing.CancelAsync();
        typing.Dispose();
        await browser.LetGoAsync("detach");
    }
}
