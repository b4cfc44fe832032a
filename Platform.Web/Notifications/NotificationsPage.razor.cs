using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Notifications;

/// <summary>What the person at this screen wants to be told, and how.</summary>
public sealed partial class NotificationsPage
{
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

    private async Task ChooseAsync(NoticeKind kind, NoticeWay way, bool isOn)
    {
        var ways = wishes!.Ways[kind];
        _ = isOn ? ways.Add(way) : ways.Remove(way);
        await Desk.ChooseAsync(Actor, kind, ways);
        outcome = new(null, IsDone: true);
    }

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
            outcome = new(await Desk.SubscribeAsync(Actor, endpoint, key, secret, answer.Agent ?? "").OrAwayAsync(), IsDone: false);
        await LoadAsync();
        isAsking = false;
    }

    private async Task ForgetAsync(PushBrowser browser)
    {
        var refused = await Desk.ForgetAsync(Actor, browser.Id).DoneOrAwayAsync();
        outcome = outcome with { Refusal = refused };
        if (refused is null) await LoadAsync();
    }

    public ValueTask DisposeAsync() => module.LetGoAsync();
}
