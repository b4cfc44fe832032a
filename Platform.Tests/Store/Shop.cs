using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests.Store;

/// <summary>A seller's organisation on a test database: the real store and conversations, without pages, workers or providers.</summary>
public sealed class Shop : IDisposable
{
    private readonly ServiceProvider services;

    public Shop(Database database)
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddStore(database.Databases, database.Root)
            .AddConversations()
            .AddContacts()
            .BuildServiceProvider();
    }

    public OrganisationId Organisation { get; } = new(Guid.CreateVersion7());
    public ChannelId Channel { get; } = new(Guid.CreateVersion7());
    public Actor Awa { get => field ??= new(Organisation, ActorKind.Member, Role.Agent, Guid.CreateVersion7()); }
    public Actor Owner { get => field ??= new(Organisation, ActorKind.Member, Role.Owner, Guid.CreateVersion7()); }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();
    public Streams Streams => Get<Streams>();

    public Task<ContactAddresses.Person> CustomerAsync(string phone, string? name = null) =>
        Get<ContactAddresses>().FindOrMakeAsync(Organisation, Channel, [new Address(AddressKind.Phone, phone)], name, CancellationToken.None);

    public async Task<Decision<ConversationEvent>> HearAsync(ContactAddresses.Person person, string text, string? providerMessage = null, string? name = null) => await Streams.HandleAsync(
        person.Conversation,
        new ReceiveMessage(
            new MessageId(Guid.CreateVersion7()), providerMessage ?? $"wamid.{Guid.CreateVersion7():N}", person.Contact, Channel, MessageKind.Text,
            new Personal(person.Contact.Value, text), DateTimeOffset.UtcNow, name is null ? null : new Personal(person.Contact.Value, name)),
        Actor.Customer(Organisation));

    public async Task<MessageId> ReplyAsync(ContactAddresses.Person person, string text)
    {
        var message = new MessageId(Guid.CreateVersion7());
        var decision = await Streams.HandleAsync(person.Conversation, new QueueReply(message, new MemberId(Awa.Id!.Value), new Personal(person.Contact.Value, text)), Awa);
        Assert.Null(decision.Refusal);
        return message;
    }

    public void Dispose() => services.Dispose();
}
