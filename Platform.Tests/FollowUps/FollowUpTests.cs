using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.FollowUps;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.FollowUps;

/// <summary>Reminders in the whole app: planned by an answer, sent when due, once, and not at all when the customer came back.</summary>
public sealed class FollowUpTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

    [Fact]
    public async Task A_silent_customer_is_reminded_once_however_many_nodes_come_by()
    {
        await AwakeAllDayAsync();
        var (conversation, _) = await AnsweredAsync("+212611000901");
        var planned = await PlannedAsync(conversation);
        await ComesDueAsync(planned);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Get<DueFollowUps>().SendAsync(CancellationToken.None)));

        Assert.Equal("1", await app.TextAsync($"select count(*) from thread where message = '{planned.Id}'"));
        Assert.Equal("Sent", await app.TextAsync($"select state from follow_ups where id = '{planned.Id}'"));
        Assert.Equal(1, (await app.Get<FollowUpDesk>().PlannedAsync(Shop, conversation))!.Step);
    }

    [Fact]
    public async Task Whoever_came_back_is_not_reminded()
    {
        await AwakeAllDayAsync();
        var (conversation, person) = await AnsweredAsync("+212611000902");
        var planned = await PlannedAsync(conversation);
        await HearAsync(person, "me revoilà");
        await ComesDueAsync(planned);

        await app.Get<DueFollowUps>().SendAsync(CancellationToken.None);

        Assert.Equal("0", await app.TextAsync($"select count(*) from thread where message = '{planned.Id}'"));
        Assert.Equal("answered", await app.TextAsync($"select why from follow_ups where id = '{planned.Id}'"));
    }

    [Fact]
    public async Task A_reminder_that_was_called_off_stays_unsaid()
    {
        await AwakeAllDayAsync();
        var (conversation, _) = await AnsweredAsync("+212611000903");
        var planned = await PlannedAsync(conversation);
        Assert.Null(await app.Get<FollowUpDesk>().CancelAsync(Owner, planned));
        await ComesDueAsync(planned);

        await app.Get<DueFollowUps>().SendAsync(CancellationToken.None);

        Assert.Equal("Cancelled", await app.TextAsync($"select state from follow_ups where id = '{planned.Id}'"));
        Assert.Equal("0", await app.TextAsync($"select count(*) from thread where message = '{planned.Id}'"));
    }

    [Fact]
    public async Task Who_cannot_be_reminded_keeps_nobody_else_from_it()
    {
        await AwakeAllDayAsync();
        var (broken, _) = await AnsweredAsync("+212611000904");
        var (whole, _) = await AnsweredAsync("+212611000905");
        var (first, second) = (await PlannedAsync(broken), await PlannedAsync(whole));
        await app.TextAsync($"update mt_events set data = '[]' where stream_id = '{broken.Value}'");
        await app.TextAsync($"update follow_ups set due = now() - interval '1 hour' where id = '{first.Id}'");
        await ComesDueAsync(second);

        await app.Get<DueFollowUps>().SendAsync(CancellationToken.None);

        Assert.Equal("Planned", await app.TextAsync($"select state from follow_ups where id = '{first.Id}'"));
        Assert.Equal("Sent", await app.TextAsync($"select state from follow_ups where id = '{second.Id}'"));
    }

    [Fact]
    public async Task A_timer_looks_for_what_is_due()
    {
        await Eventually.EqualAsync("1", () => app.TextAsync("select count(*) from qrtz_job_details where job_name = 'SendDueFollowUpsJob'"));
    }

    private async Task AwakeAllDayAsync()
    {
        var settings = await app.Get<FollowUpDesk>().SettingsAsync(Shop);
        (settings.FirstMinutes, settings.QuietFrom, settings.QuietUntil) = (15, new(0, 0), new(0, 0));
        Assert.Null(await app.Get<FollowUpDesk>().SaveAsync(Owner, settings, new Dictionary<(int, Platform.Domain.Assistant.Tongue), string>()));
    }

    /// <summary>A customer who wrote and got an answer a while ago.</summary>
    private async Task<(ConversationId Conversation, ContactAddresses.Person Person)> AnsweredAsync(string phone)
    {
        var channel = new ChannelId(Guid.Parse(await app.TextAsync($"select id from channels where organisation_id = '{Shop.Value}' limit 1")));
        var person = await app.Get<ContactAddresses>().FindOrMakeAsync(Shop, channel, [new Address(AddressKind.Phone, phone)], "Nora", CancellationToken.None);
        await HearAsync(person with { }, "Bonjour", channel, DateTimeOffset.UtcNow.AddHours(-1));
        var taken = await app.Get<Streams>().HandleAsync(
            person.Conversation, new TakeTurn(1, new MessageId(Guid.CreateVersion7()), new Personal(person.Contact.Value, "Bonjour, quelle pointure ?")), new Actor(Shop, ActorKind.Assistant));
        Assert.Null(taken.Refusal);
        return (person.Conversation, person);
    }

    private async Task HearAsync(ContactAddresses.Person person, string text, ChannelId channel = default, DateTimeOffset? at = null) => await app.Get<Streams>().HandleAsync(
        person.Conversation,
        new ReceiveMessage(new MessageId(Guid.CreateVersion7()), $"wamid.{Guid.CreateVersion7():N}", person.Contact, channel, MessageKind.Text, new Personal(person.Contact.Value, text), at ?? DateTimeOffset.UtcNow),
        Actor.Customer(Shop));

    private async Task<FollowUpRow> PlannedAsync(ConversationId conversation)
    {
        await Eventually.TrueAsync(async () => await app.Get<FollowUpDesk>().PlannedAsync(Shop, conversation) is not null, "a reminder that is planned");
        return (await app.Get<FollowUpDesk>().PlannedAsync(Shop, conversation))!;
    }

    private async Task ComesDueAsync(FollowUpRow planned) => await app.TextAsync($"update follow_ups set due = now() - interval '1 minute' where id = '{planned.Id}' and state = 'Planned'");
}
