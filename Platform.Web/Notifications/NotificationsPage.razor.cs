using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Notifications;

/// <summary>What the person at this screen wants to be told, and how.</summary>
public sealed partial class NotificationsPage
{
    private readonly OneByOne choosing = new();
    private NoticeDesk.Wishes? wishes;
    private string? phone, pushProblem;
    private TimeOnly? quietFrom, quietUntil;
    private Outcome outcome;
    private bool isAsking;
    private IJSObjectReference? module;

    [CascadingParameter] public required Actor Actor { get; set; }

    private sealed record Answer(string? Problem, string? Endpoint, string? Key, string? Secret, string? Agent);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        (phone, quietFrom, quietUntil) = (wishes!.Habits.Phone, wishes.Habits.QuietFrom, wishes.Habits.QuietUntil);
    }

    private async Task LoadAsync() => wishes = await Desk.OfAsync(Actor);

    /// <summary>The tick stands at once, and goes back to what is saved if it was refused.</summary>
    private Task ChooseAsync(NoticeKind kind, NoticeWay way, bool isOn) => choosing.DoAsync(async () =>
    {
        var (ways, saved) = (wishes!.Ways, wishes.Ways[kind]);
        ways[kind] = isOn ? [.. saved, way] : [.. saved.Where(one => one != way)];
        outcome = await Desk.ChooseAsync(Actor, kind, ways[kind]).DoneOrAwayAsync();
        if (!outcome.IsDone) ways[kind] = saved;
    });

    private async Task SaveAsync()
    {
        outcome = await Desk.SettleAsync(Actor, phone, quietFrom, quietUntil).OrAwayAsync();
        if (!outcome.IsDone) return;

        await LoadAsync();
        phone = wishes!.Habits.Phone;
    }

    /// <summary>The browser asks its person, and its push service for a place.</summary>
    private async Task SubscribeAsync()
    {
        (isAsking, outcome) = (true, default);
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./Notifications/NotificationsPage.razor.js");
        var answer = await module.InvokeAsync<Answer>("subscribe", Vapid.PublicKey);
        pushProblem = answer.Problem;
        if (answer is { Endpoint: { } endpoint, Key: { } key, Secret: { } secret })
            outcome = Outcome.Quietly(await Desk.SubscribeAsync(Actor, endpoint, key, secret, answer.Agent ?? "").OrAwayAsync());
        await LoadAsync();
        isAsking = false;
    }

    private async Task ForgetAsync(PushBrowser browser)
    {
        var refused = await Desk.ForgetAsync(Actor, browser.Id).DoneOrAwayAsync();
        outcome = Outcome.Quietly(refused);
        if (refused is null) await LoadAsync();
    }

    public ValueTask DisposeAsync() => module.LetGoAsync();
}
