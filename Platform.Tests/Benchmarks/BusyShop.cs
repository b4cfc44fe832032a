using System.Globalization;
using Microsoft.Playwright;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Tests.Benchmarks;

/// <summary>The demo shop after a busy morning: a full list, and one long thread.</summary>
internal static class BusyShop
{
    public const string Customer = "212699000000";
    private const int Conversations = 40;
    private const int LongThread = 60;

    /// <summary>Answers the long thread; its customer is <see cref="Customer"/>.</summary>
    public static async Task<ConversationId> FillAsync(App app)
    {
        var (contacts, streams) = (app.Get<ContactAddresses>(), app.Get<Streams>());
        var longest = default(ConversationId);
        for (var i = Conversations; i >= 0; i--)
        {
            var phone = $"+{long.Parse(Customer, CultureInfo.InvariantCulture) + i}";
            var person = await contacts.FindOrMakeAsync(DemoPeople.AtlasSneakers, DemoShop.Channel, [new Address(AddressKind.Phone, phone)], $"Client {i}", CancellationToken.None);
            for (var n = 0; n < (i == 0 ? LongThread : 2); n++) await WriteAsync(streams, person, phone, i, n);
            longest = person.Conversation;
        }

        return longest;
    }

    /// <summary>Awa, who answers customers, has it in front of her.</summary>
    public static async Task<IPage> OpenAsync(IPage page, ConversationId conversation)
    {
        await page.GotoAsync($"/inbox/{conversation.Value}");
        if (page.Url.Contains("/connexion", StringComparison.Ordinal))
        {
            await page.FillAsync("[name='Form.Email']", "agent@relais.demo");
            await page.FillAsync("[name='Form.Password']", DemoPeople.Password);
            await page.ClickAsync("main button[type=submit]");
        }

        await page.Locator(".bubble").Nth(ThreadWindow.AtFirst - 1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("li .item").Nth(InboxWindow.AtFirst - 1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private static async Task WriteAsync(Streams streams, ContactAddresses.Person person, string phone, int i, int n) => await streams.HandleAsync(
        person.Conversation,
        new ReceiveMessage(
            new MessageId(Guid.CreateVersion7()), $"wamid.shop.{i}.{n}", person.Contact, DemoShop.Channel, MessageKind.Text,
            new(person.Contact.Value, $"Bonjour, est-ce que la taille {36 + n % 10} est encore disponible ?"), DateTimeOffset.UtcNow,
            new(person.Contact.Value, $"Client {i}"), new(person.Contact.Value, phone)),
        Actor.Customer(DemoPeople.AtlasSneakers));
}
