using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Live;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Orders.Board;

public sealed partial class BoardPage(
    BoardQueries board, ShelfQueries shelf, Streams streams, NavigationManager address, IJSRuntime js, TimeProvider clock, IStringLocalizer<Texts> texts) : IAsyncDisposable
{
    private const string SourceName = "source", CityName = "ville";

    private readonly Newest reading = new();
    private readonly Leaving gone = new();
    private readonly Dictionary<OrderStatus, int> sizes = [];
    private readonly Dictionary<Guid, Guid> photos = [];
    private readonly HashSet<Guid> looked = [];
    private readonly Dictionary<Guid, OrderRow> selected = [];
    private ElementReference root;
    private DotNetObjectReference<BoardPage>? self;
    private IJSObjectReference? browser;

    private IReadOnlyList<BoardQueries.Column>? columns;
    private IReadOnlyList<string> cities = [];
    private DateOnly today;
    private OrderFilter? shown;
    private string announcement = "";
    private string? told;
    private string? why;
    private Refusal? refusal;
    private BoardNotice.Move? moved;
    private (Guid Order, OrderStatus To)? asking;

    private IStringLocalizer<Texts> Texts => texts;

    [CascadingParameter] public required Actor Actor { get; set; }
    [CascadingParameter] public TimeZoneInfo? Zone { get; set; }
    [SupplyParameterFromQuery(Name = "quand")] public string? When { get; set; }
    [SupplyParameterFromQuery(Name = SourceName)] public string? Source { get; set; }
    [SupplyParameterFromQuery(Name = CityName)] public string? City { get; set; }
    [SupplyParameterFromQuery(Name = "q")] public string? Words { get; set; }
    [SupplyParameterFromQuery(Name = "commande")] public Guid? Opened { get; set; }

    private bool MayMove => OrderWords.MayChange(Actor.Role);
    private bool Soon => When is "proche";

    private OrderFilter Filter => new(
        Search: Words, Source: Enum.TryParse<OrderSource>(Source, ignoreCase: true, out var source) ? source : null, City: City,
        DueBy: Soon ? Today().AddDays(1) : null);

    protected override async Task OnParametersSetAsync()
    {
        // The first load is Live's; later ones are a click on a filter.
        if (columns is not null && shown != Filter) await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        browser = await js.AttachAsync(gone, "./Orders/Board/BoardPage.razor.js", "attach", "detach", root, self);
    }

    /// <summary>A card set down in a column that its state allows.</summary>
    [JSInvokable]
    public async Task MoveAsync(Guid order, OrderStatus to)
    {
        Dismiss();
        if (Find(order) is not { } row) return;
        if (Moves.NeedsReason(to) || (row.Status, to) is (OrderStatus.Failed, OrderStatus.Ready))
        {
            asking = (order, to);
            address.NavigateTo(With("commande", order.ToString()));
            return;
        }

        refusal = await TakeAsync(row, to);
        if (refusal is null)
        {
            moved = new(row.Id, row.Number, row.Status, to);
            Say("Moved", row.Number, to);
        }

        StateHasChanged();
    }

    /// <summary>A card set down where it cannot lie.</summary>
    [JSInvokable]
    public void RefuseAsync(Guid order, OrderStatus to)
    {
        Dismiss();
        if (Find(order) is { } row) why = announcement = texts["CannotMove", row.Number, texts[row.Status.ToString()], texts[to.ToString()], string.Join(", ", Moves.From(row.Status, row.IsBack).Select(legal => texts[legal.ToString()]))];
        StateHasChanged();
    }

    /// <param name="what">`Held`, `Over` or `Back`.</param>
    [JSInvokable]
    public void SayAsync(string what, Guid order, OrderStatus at)
    {
        if (what is "Held" or "Over" or "Back" && Find(order) is { } row) Say(what, row.Number, at);
        StateHasChanged();
    }

    [JSInvokable]
    public void SelectAsync(Guid order)
    {
        told = null;
        if (!selected.Remove(order) && Find(order) is { } row) selected[order] = row;
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var isNewest = reading.Begin();
        var filter = Filter;
        today = Today();
        var read = await board.OpenAsync(Actor.Organisation, filter, sizes, gone.Token);
        cities = await board.CitiesAsync(Actor.Organisation, gone.Token);
        await LookAsync(read);
        if (!isNewest() || filter != Filter) return;

        (columns, shown) = (read, filter);
        foreach (var row in read.SelectMany(column => column.Rows).Where(row => selected.ContainsKey(row.Id))) selected[row.Id] = row;
    }

    /// <summary>Pictures are asked for once per article.</summary>
    private async Task LookAsync(IReadOnlyList<BoardQueries.Column> read)
    {
        Guid[] unknown = [.. read.SelectMany(column => column.Rows).SelectMany(row => row.Items().Take(3)).Select(line => line.Product.Value).Where(looked.Add).Distinct()];
        foreach (var (product, photo) in await shelf.PhotosAsync(Actor.Organisation, unknown, gone.Token)) photos[product] = photo;
    }

    private async Task MoreAsync(OrderStatus status)
    {
        sizes[status] = sizes.GetValueOrDefault(status, BoardQueries.PageSize) + (2 * BoardQueries.PageSize);
        await LoadAsync();
    }

    private async Task UndoAsync(BoardNotice.Move move)
    {
        Dismiss();
        if (Moves.Towards(move.To, move.From) is { } back) refusal = await streams.AskAsync(new OrderId(move.Order), back, Actor);
    }

    /// <summary>Each by itself: one that cannot go does not hold up the others.</summary>
    private async Task MoveAllAsync(OrderStatus to)
    {
        var done = 0;
        foreach (var row in selected.Values.ToList())
        {
            if (Moves.Towards(row.Status, to) is null || await TakeAsync(row, to) is not null) continue;
            selected.Remove(row.Id);
            done++;
        }

        told = texts["BulkDone", done, selected.Count];
        if (selected.Count == 0) announcement = told;
    }

    private Task<Refusal?> TakeAsync(OrderRow row, OrderStatus to) => streams.AskAsync(new OrderId(row.Id), Moves.Towards(row.Status, to)!, Actor);

    private async Task SearchAsync(ChangeEventArgs change)
    {
        var asked = change.Value?.ToString() ?? "";
        await Task.Delay(TimeSpan.FromMilliseconds(200), clock, gone.Token);
        address.NavigateTo(With("q", asked.Trim() is { Length: > 0 } some ? some : null), replace: true);
    }

    private void Go(string name, ChangeEventArgs change) => address.NavigateTo(With(name, change.Value?.ToString() is { Length: > 0 } chosen ? chosen : null));

    private string With(string name, string? value) => address.GetUriWithQueryParameter(name, value);

    private OrderRow? Find(Guid order) => columns?.SelectMany(column => column.Rows).FirstOrDefault(row => row.Id == order);

    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone ?? TimeZoneInfo.Utc).Date);

    private void Say(string what, string number, OrderStatus at) => announcement = texts[$"Say{what}", number, texts[at.ToString()]];

    private void ClearSelection() => selected.Clear();

    private void Dismiss() => (refusal, why, moved, told) = (null, null, null, null);

    public async ValueTask DisposeAsync()
    {
        gone.Dispose();
        self?.Dispose();
        await browser.LetGoAsync("detach");
    }
}
