using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using Platform.Domain.EventSourcing;
using Platform.Web.Demo;
using Platform.Web.Identity.Organisations;
using Platform.Web.Shared;

namespace Platform.Web.Conversations;

/// <summary>The list of conversations, and the one that is open.</summary>
public sealed partial class InboxPage
{
    /// <summary>In a rush of messages the list follows a few times a second, and an open thread first; that one follows at once.</summary>
    private static readonly TimeSpan ListPace = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the waiting times and the choices are looked at anew.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    private readonly Leaving gone = new();
    private ElementReference root;
    private DotNetObjectReference<InboxPage>? self;
    private IJSObjectReference? browser;
    private Chat? chat;

    private Colleagues.Place? place;
    private InboxWindow? window;
    private IReadOnlyDictionary<InboxFilter, int>? counts;
    private string[] tags = [], sources = [];
    private IReadOnlyDictionary<Guid, string> channels = new Dictionary<Guid, string>();
    private bool isSeen = true;
    private bool assistantIsOn;
    private string search = "";

    /// <summary>What the search found; null while nothing is sought.</summary>
    private List<InboxHit>? hits;

    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid? Selected { get; set; }
    [SupplyParameterFromQuery(Name = "vue")] public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "etiquette")] public string? Tag { get; set; }
    [SupplyParameterFromQuery(Name = "source")] public string? Source { get; set; }
    [SupplyParameterFromQuery(Name = "canal")] public Guid? Channel { get; set; }

    /// <summary>The message a search found in the open conversation.</summary>
    [SupplyParameterFromQuery(Name = "message")] public Guid? At { get; set; }

    /// <summary>What holds nothing takes no room.</summary>
    private IEnumerable<InboxFilter> Filters => Enum.GetValues<InboxFilter>().Where(filter =>
        filter is InboxFilter.Open or InboxFilter.Mine or InboxFilter.Closed || filter == Filter || counts?.GetValueOrDefault(filter) > 0);

    /// <summary>Nobody has written yet: there is nothing to choose.</summary>
    private bool IsBare => Selected is null && counts?.Values.All(count => count == 0) is true;

    /// <summary>The demo holds the phones of this shop's customers.</summary>
    private DemoLine? Played => DemoLine.All.FirstOrDefault(line => channels.ContainsKey(line.Channel.Value));

    private InboxFilter Filter => Enum.TryParse<InboxFilter>(View, ignoreCase: true, out var filter) ? filter : InboxFilter.Open;

    private Narrowing Narrowed => new(Tag, Source, Channel);

    protected override async Task OnInitializedAsync()
    {
        place = await Colleagues.AtAsync(Actor.Organisation, gone.Token);
        channels = await Channels.NamesAsync(Actor.Organisation, gone.Token);
        await LoadChoicesAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The first load is Live's; later ones are a click on another filter.
        if (window is not null && !window.IsOf(Filter, Narrowed)) await LoadListAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        browser = await Js.AttachAsync(gone, "./Conversations/InboxPage.razor.js", "attach", "detach", root, self);
    }

    private async Task LoadListAsync()
    {
        var read = window?.IsOf(Filter, Narrowed) is true ? window : new InboxWindow(Inbox, Actor.Organisation, Filter, Narrowed, Actor.Id);
        await read.ReadAsync(gone.Token);
        counts = await Inbox.CountsAsync(Actor.Organisation, Actor.Id, gone.Token);
        assistantIsOn = await Assistant.IsOnAsync(Actor.Organisation);
        if (read.IsOf(Filter, Narrowed)) window = read;
    }

    private async Task SearchAsync()
    {
        var asked = search;
        await Task.Delay(150, gone.Token);
        if (asked != search) return;
        var found = asked.Trim().Length > 1 ? await Search.FindAsync(Actor.Organisation, asked, Narrowed, gone.Token) : null;
        if (asked == search) hits = found;
    }

    [JSInvokable]
    public async Task PressAsync(string key)
    {
        if (key is "j" or "k") Move(key == "j" ? 1 : -1);
        else if (chat is not null) await chat.PressAsync(key);
    }

    [JSInvokable]
    public void Seen(bool seen)
    {
        isSeen = seen;
        StateHasChanged();
    }

    private void Move(int step)
    {
        if (window?.Rows is not { Count: > 0 } rows) return;
        var at = rows.FindIndex(row => row.Conversation == Selected);
        var to = Math.Clamp(at + step, 0, rows.Count - 1);
        if (to != at) Address.NavigateTo(Href(rows[to].Conversation));
    }

    /// <summary>Waiting times grow, and tags come into use, while nothing else happens.</summary>
    private async Task LoadChoicesAsync() => (tags, sources) = await Inbox.ChoicesAsync(Actor.Organisation, gone.Token);

    private string? HandlerOf(InboxRow row) => row.Handler is not { } handler ? null : handler == Actor.Id ? Texts["You"] : place?.NameOf(handler);
    private string Count(InboxFilter filter) => counts?.GetValueOrDefault(filter) switch { null => "", > 99 => "99+", var count => count.Value.ToString(CultureInfo.CurrentCulture) };

    private void Narrow(Narrowing chosen) => Address.NavigateTo(Href(Selected, Filter, chosen));

    private string Href(Guid? conversation) => Href(conversation, Filter, Narrowed);

    private static string Href(Guid? conversation, InboxFilter filter, Narrowing narrowed, Guid? message = null) => QueryHelpers.AddQueryString(
        conversation is { } id ? $"inbox/{id}" : "inbox",
        new Dictionary<string, string?>
        {
            ["vue"] = filter is InboxFilter.Open ? null : filter.ToString().ToLowerInvariant(),
            ["etiquette"] = narrowed.Tag,
            ["source"] = narrowed.Source,
            ["canal"] = narrowed.Channel?.ToString(),
            ["message"] = message?.ToString(),
        }.Where(part => part.Value is not null));

    public async ValueTask DisposeAsync()
    {
        gone.Dispose();
        await browser.LetGoAsync("detach");
        self?.Dispose();
    }
}
