using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Assistant;
using Platform.Web.Contacts;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Assistant;

/// <summary>A chat goes from the assistant to a person and back: nothing is lost on the way, and what the person promised is kept.</summary>
public sealed class HandOverTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Awa = new(Shop, ActorKind.Member, Role.Agent, Guid.CreateVersion7());
    private static readonly MemberId Her = new(Awa.Id!.Value);

    [Fact]
    public async Task A_persons_promise_binds_the_assistant_that_takes_the_chat_back()
    {
        var settings = await app.Get<AssistantDesk>().SettingsAsync(Shop);
        settings.IsOn = true;
        Assert.Null(await app.Get<AssistantDesk>().SaveAsync(Actor.System(Shop), settings));
        var channel = new ChannelId(Guid.Parse(await app.TextAsync($"select id from channels where organisation_id = '{Shop.Value}' limit 1")));
        var nora = await app.Get<ContactAddresses>().FindOrMakeAsync(Shop, channel, [new Address(AddressKind.Phone, "+212611000951")], "Nora", CancellationToken.None);

        await HearAsync(nora, channel, "Bonjour, je veux la Samba blanche en 38");
        await Eventually.TrueAsync(async () => (await AnswersAsync(nora)).Contains("Samba", StringComparison.Ordinal), "the assistant's first answer");

        var streams = app.Get<Streams>();
        await streams.HandleAsync(nora.Conversation, new TakeOver(Her), Awa);
        await Eventually.TrueAsync(async () => (await NotesAsync(nora)).Contains("1 × Samba OG 38 Blanc", StringComparison.Ordinal), "the note for whoever took over");

        await streams.HandleAsync(nora.Conversation, new QueueReply(new MessageId(Guid.CreateVersion7()), Her, new Personal(nora.Contact.Value, "Je vous la fais à 800 dh")), Awa);
        await streams.HandleAsync(nora.Conversation, new HandBack(Her), Awa);
        await HearAsync(nora, channel, "d'accord, Casablanca, Maârif, 12 rue Ibn Mounir");
        await HearAsync(nora, channel, "demain matin");

        await Eventually.TrueAsync(async () => (await AnswersAsync(nora)).Contains("Total", StringComparison.Ordinal), "the recap");
        Assert.Contains("Blanc : 800 DH", await AnswersAsync(nora), StringComparison.Ordinal);
    }

    private async Task HearAsync(ContactAddresses.Person person, ChannelId channel, string text) => await app.Get<Streams>().HandleAsync(
        person.Conversation,
        new ReceiveMessage(
            new MessageId(Guid.CreateVersion7()), $"wamid.{Guid.CreateVersion7():N}", person.Contact, channel, MessageKind.Text,
            new Personal(person.Contact.Value, text), DateTimeOffset.UtcNow,
            new Personal(person.Contact.Value, "Nora Alami"), new Personal(person.Contact.Value, "+212611000951")),
        Actor.Customer(Shop));

    private Task<string> AnswersAsync(ContactAddresses.Person person) =>
        app.TextAsync($"select coalesce(string_agg(text, E'\\n' order by version), '') from thread where conversation = '{person.Conversation.Value}' and by = 'Assistant'");

    private Task<string> NotesAsync(ContactAddresses.Person person) =>
        app.TextAsync($"select coalesce(string_agg(text, E'\\n'), '') from thread where conversation = '{person.Conversation.Value}' and kind = 'Note'");
}
