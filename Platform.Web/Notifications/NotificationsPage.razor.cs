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
    private Refusal? refusal;
    private bool isSaved, isAsking;
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
        (isSaved, refusal) = (true, null);
    }

    private async Task SaveAsync()
    {
        refusal = await Desk.SettleAsync(Actor, phone, quietFrom, quietUntil).OrAwayAsync();
        isSaved = refusal is null;
        if (!isSaved) return;

        await LoadAsync();
        phone = wishes!.Habits.Phone;
    }

    /// <summary>The browser asks its person, and its push service for a place.</summary>
    private async Task SubscribeAsync()
    {
        (isAsking, refusal, isSaved) = (true, null, false);
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./Notifications/NotificationsPage.razor.js");
        var answer = await module.InvokeAsync<Answer>("subscribe", Vapid.PublicKey);
        pushProblem = answer.Problem;
        if (answer is { Endpoint: { } endpoint, Key: { } key, Secret: { } secret }) refusal = await Desk.SubscribeAsync(Actor, endpoint, key, secret, answer.Agent ?? "").OrAwayAsync();
        await LoadAsync();
        isAsking = false;
    }

    private async Task ForgetAsync(PushBrowser browser)
    {
        refusal = await Desk.ForgetAsync(Actor, browser.Id).DoneOrAwayAsync();
        if (refusal is null) await LoadAsync();
    }

    public ValueTask DisposeAsync() => module.LetGoAsync();
}
