using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Organisations;

namespace Platform.Web.Conversations;

/// <summary>The list of conversations, and the one that is open.</summary>
public sealed partial class InboxPage
{
    /// <summary>In a rush of messages the list follows a few times a second; the open thread follows at once.</summary>
    private static readonly TimeSpan ListPace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ThreadFirst = TimeSpan.FromMilliseconds(30);

    private readonly CancellationTokenSource gone = new();
    private ElementReference root;
    private DotNetObjectReference<InboxPage>? self;
    private IJSObjectReference? browser;
    private Chat? chat;

    private Colleagues.Place? place;
    private List<InboxRow>? rows;
    private IReadOnlyDictionary<InboxFilter, int>? counts;
    private InboxFilter? filtered;
    private bool hasMore;
    private bool isFetching;
    private bool isSeen = true;
    private bool assistantIsOn;
    private string search = "";

    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid? Selected { get; set; }
    [SupplyParameterFromQuery(Name = "vue")] public string? View { get; set; }

    /// <summary>The message a search found in the open conversation.</summary>
    [SupplyParameterFromQuery(Name = "message")] public Guid? At { get; set; }

    /// <summary>What holds nothing takes no room.</summary>
    private IEnumerable<InboxFilter> Filters => Enum.GetValues<InboxFilter>().Where(filter =>
        filter is InboxFilter.Open or InboxFilter.Mine or InboxFilter.Closed || filter == Filter || counts?.GetValueOrDefault(filter) > 0);

    private InboxFilter Filter => Enum.TryParse<InboxFilter>(View, ignoreCase: true, out var filter) ? filter : InboxFilter.Open;

    protected override async Task OnInitializedAsync() => place = await Colleagues.AtAsync(Actor.Organisation, gone.Token);

    protected override async Task OnParametersSetAsync()
    {
        // The first load is Live's; later ones are a click on another filter.
        if (rows is not null && filtered != Filter) await LoadListAsync();
    }

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

        (counts, hasMore, filtered) = (numbers, page.Count > size, filter);
        rows = hasMore ? page[..size] : page;
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

    private async Task SearchAsync()
    {
        var asked = search;
        await Task.Delay(150, gone.Token);
        if (asked == search) await LoadListAsync();
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
        if (rows is null or []) return;
        var at = rows.FindIndex(row => row.Conversation == Selected);
        var to = Math.Clamp(at + step, 0, rows.Count - 1);
        if (to != at) Address.NavigateTo(Href(rows[to].Conversation));
    }

    /// <summary>Waiting times grow while nothing else happens.</summary>
    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(gone.Token)) await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException)
        {
            // The person left the page.
        }
    }

    private string? HandlerOf(InboxRow row) => row.Handler is not { } handler ? null : handler == Actor.Id ? Texts["You"] : place?.NameOf(handler);
    private string Count(InboxFilter filter) => counts?.GetValueOrDefault(filter) switch { null => "", > 99 => "99+", var count => count.Value.ToString(CultureInfo.CurrentCulture) };

    private string Href(Guid? conversation) => Href(conversation, Filter);

    private static string Href(Guid? conversation, InboxFilter filter) =>
        $"inbox{(conversation is { } id ? $"/{id}" : "")}{(filter is InboxFilter.Open ? "" : $"?vue={filter.ToString().ToLowerInvariant()}")}";

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
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
