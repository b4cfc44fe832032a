using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Deliveries;

public sealed partial class DeliveriesPage
{
    private ElementReference root;
    private IJSObjectReference? ticking;
    private List<DeliveryView>? open;
    private List<DeliveryView>? ended;
    private IReadOnlyList<string> services = [];

    /// <summary>The card somebody is choosing a courier or hours on.</summary>
    private readonly Leaving gone = new();
    private Guid? chosen;
    private IReadOnlyList<Ranked>? ranked;
    private IReadOnlyList<NextHours.Choice>? hours;
    private Guid? refused;
    private Refusal? refusal;

    [CascadingParameter] public required Actor Actor { get; set; }

    private bool MayAct => Actor.Role is Role.Agent or Role.Admin or Role.Owner;
    private MemberId Me => new(Actor.Id ?? Guid.Empty);

    private IEnumerable<(string Word, List<DeliveryView> Views)> Groups() =>
    [
        ("ToAssign", open!.FindAll(view => view.IsSearching)),
        ("UnderWay", open!.FindAll(view => !view.IsSearching)),
        ("Ended", ended!),
    ];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) ticking = await Js.AttachAsync(gone, "./Deliveries/DeliveriesPage.razor.js", "tick", "stop", root);
    }

    private async Task LoadAsync()
    {
        open = await Board.OpenAsync(Actor.Organisation);
        ended = await Board.EndedAsync(Actor.Organisation);
        services = [.. (await Carriers.ListAsync(Actor.Organisation)).Where(row => row.IsUsable).Select(row => row.Carrier)];
    }

    /// <summary>The next one, or everybody from the first when nobody is left.</summary>
    private async Task AskAsync(DeliveryView view) => Tell(view, view.Row.Stage is DeliveryStage.Unclaimed
        ? await Desk.AskEverybodyAgainAsync(Actor, view.Row.Key)
        : await Desk.AskAnotherAsync(Actor, view.Row.Key));

    private async Task DoAsync(DeliveryView view, DeliveryCommand command)
    {
        Tell(view, (await Streams.HandleAsync(view.Row.Key, command, Actor)).Refusal);
        if (refusal is null) chosen = null;
    }

    private async Task ChooseAsync(DeliveryView view)
    {
        (hours, ranked) = (null, null);
        chosen = chosen == view.Row.Id ? null : view.Row.Id;
        if (chosen is not null) ranked = await Desk.RankAsync(Actor.Organisation, view.Row);
    }

    private async Task ProposeAsync(DeliveryView view)
    {
        hours = await Next.ForAsync(Actor.Organisation, view.Row.City);
        chosen = view.Row.Id;
    }

    private async Task RescheduleAsync(DeliveryView view, NextHours.Choice choice) =>
        await DoAsync(view, new RescheduleDelivery(choice.Date, choice.Slot, await Hours.EndAsync(Actor.Organisation, choice.Date, choice.Slot)));

    private void Tell(DeliveryView view, Refusal? why) => (refused, refusal) = (view.Row.Id, why);

    public ValueTask DisposeAsync()
    {
        gone.Dispose();
        return ticking.LetGoAsync("stop");
    }
}
