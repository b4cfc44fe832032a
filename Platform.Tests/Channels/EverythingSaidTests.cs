using System.Text.Json.Nodes;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Identity;

namespace Platform.Tests.Channels;

/// <summary>Whatever a customer or the provider says, from the wire to the rows screens read.</summary>
public sealed class EverythingSaidTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    private WhatsAppEmulator Meta => app.Get<WhatsAppEmulator>();

    [Fact]
    public async Task A_place_a_card_a_button_an_advert_and_a_basket_stand_beside_the_words()
    {
        var phone = Phone("+212600100001");
        await SayAsync(phone, new Said(MessageKind.Location, "") { Place = new(33.5731, -7.5898, "Maârif", "Rue Ibnou Khaldoun") });
        await SayAsync(phone, new Said(MessageKind.Contacts, "") { Cards = [new("Youssef", [new("+212600999888")])] });
        await SayAsync(phone, new Said(MessageKind.Button, "Oui") { Pressed = new("yes", "Oui"), Quoted = "wamid.question" });
        await SayAsync(phone, new Said(MessageKind.Text, "Vu sur Instagram") { Referral = new("ad", "42", "https://fb.me/x", "Promo", "-20 %", null, "click-1") });
        await SayAsync(phone, new Said(MessageKind.Order, "") { Basket = new("catalogue", "svp", [new("AM90-42", 2, 899, "MAD")]) });
        await SixAtOnce.ReadAsync(app);

        var brought = await BroughtAsync(phone);
        Assert.Equal(("33.5731,-7.5898", "Maârif"), (brought[0].Place!.Point.Text, brought[0].Place!.Name!.Value.Text));
        Assert.Equal(("Youssef", "+212600999888"), (brought[1].Cards![0].Name.Text, brought[1].Cards![0].Phones[0].Text));
        Assert.Equal(("yes", "wamid.question"), (brought[2].Pressed!.Id, brought[2].Quoted));
        Assert.Equal(("42", "click-1"), (brought[3].Advert!.Id, brought[3].Advert!.Click!.Value.Text));
        Assert.Equal(new CartLine("AM90-42", 2, 899, "MAD"), brought[4].Cart!.Lines.Single());
    }

    [Fact]
    public async Task A_reaction_marks_the_message_and_asks_for_no_answer()
    {
        var phone = Phone("+212600100002");
        var id = await SayAsync(phone, new Said(MessageKind.Text, "Merci"));
        await SayAsync(phone, new Said(MessageKind.Reaction, "") { Reaction = new(id, "❤") });
        await SixAtOnce.ReadAsync(app);
        Assert.Equal("❤", (await MarkAsync(phone, id)).Emoji);

        await SayAsync(phone, new Said(MessageKind.Reaction, "") { Reaction = new(id, null) });
        await SixAtOnce.ReadAsync(app);
        Assert.Null((await MarkAsync(phone, id)).Emoji);
        Assert.Equal("1", await app.TextAsync($"select unread from inbox where phone = '{phone.Number}'"));
    }

    [Fact]
    public async Task What_is_edited_or_taken_back_is_marked_so()
    {
        var phone = Phone("+212600100003");
        var (one, two) = (await SayAsync(phone, new Said(MessageKind.Text, "taile 42")), await SayAsync(phone, new Said(MessageKind.Text, "oublie")));
        await SayAsync(phone, new Said(MessageKind.Edit, "taille 42") { Target = one });
        await SayAsync(phone, new Said(MessageKind.Revoke, "") { Target = two });
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("taille 42", (await MarkAsync(phone, one)).Text);
        Assert.True((await MarkAsync(phone, two)).IsRevoked);
    }

    [Fact]
    public async Task What_the_seller_writes_on_their_phone_stands_in_the_thread_and_silences_the_assistant()
    {
        var phone = Phone("+212600100004");
        await SayAsync(phone, new Said(MessageKind.Text, "Toujours ouvert ?"));
        await SixAtOnce.ReadAsync(app);

        await Meta.EchoAsync(DemoMode.NumberId, phone, "Oui, jusqu'à 20 h");
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("Member", await app.TextAsync("select \"by\" from thread where text = 'Oui, jusqu''à 20 h'"));
        Assert.Equal(MemberId.PhoneApp.Value.ToString("D"), await app.TextAsync($"select handler from inbox where phone = '{phone.Number}'"));
        Assert.Equal("", await app.TextAsync($"select waiting_since from inbox where phone = '{phone.Number}'"));
    }

    [Fact]
    public async Task History_and_address_book_come_over_and_wake_nobody()
    {
        await AnnounceAsync("smb_app_state_sync", """
            {"state_sync":[{"type":"contact","action":"add","contact":{"full_name":"Rachid le tailleur","phone_number":"212600100005"},"metadata":{"timestamp":"1760000000"}}]}
            """);
        await AnnounceAsync("history", """
            {"history":[{"metadata":{"phase":0,"chunk_order":1,"progress":100},"threads":[{"id":"212600100005","messages":[
              {"from":"212600100005","id":"wamid.past.1","timestamp":"1760000000","type":"text","text":{"body":"Le costume est prêt ?"},"history_context":{"status":"READ"}},
              {"from":"212522400400","to":"212600100005","id":"wamid.past.2","timestamp":"1760000060","type":"text","text":{"body":"Demain matin"},"history_context":{"status":"READ"}}]}]}]}
            """);
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("Rachid le tailleur", await app.TextAsync("select name from contacts where phone = '+212600100005'"));
        Assert.Equal("Customer: Le costume est prêt ?, Member: Demain matin", await app.TextAsync("select string_agg(\"by\" || ': ' || text, ', ' order by at) from thread where provider_message like 'wamid.past.%'"));
        Assert.Equal("0//Demain matin", await app.TextAsync("select unread || '/' || coalesce(waiting_since::text, '') || '/' || preview from inbox where phone = '+212600100005'"));
    }

    [Fact]
    public async Task Whoever_tells_the_provider_to_stop_has_stopped_here()
    {
        var phone = Phone("+212600100006");
        await SayAsync(phone, new Said(MessageKind.Text, "Bonjour"));
        await AnnounceAsync("user_preferences", """
            {"contacts":[{"wa_id":"212600100006"}],"user_preferences":[{"wa_id":"212600100006","detail":"stop","category":"marketing_messages","value":"stop","timestamp":"1760000000"}]}
            """);
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("1", await app.TextAsync($"select count(*) from thread t join inbox i on i.conversation = t.conversation where t.kind = 'Stopped' and i.phone = '{phone.Number}'"));
    }

    [Fact]
    public async Task A_hidden_number_that_is_learned_makes_one_of_two_and_they_can_be_told_apart_again()
    {
        var (hidden, plain) = ("MA.00000000000000000007", "212600100007");
        await DeliverAsync("wamid.joint.1", user: hidden, phone: null, "je suis caché");
        await DeliverAsync("wamid.joint.2", user: null, phone: plain, "je suis connu");
        Assert.Equal("2", await PeopleAsync());

        await DeliverAsync("wamid.joint.3", user: hidden, phone: plain, "c'était moi");
        Assert.Equal("1", await PeopleAsync());
        Assert.Equal("3", await app.TextAsync("select count(*) from thread where provider_message like 'wamid.joint.%'"));
        var keeper = new ContactId(Guid.Parse(await app.TextAsync("select distinct i.contact from thread t join inbox i using (conversation) where provider_message like 'wamid.joint.%'")));
        var joined = new ConversationId(Guid.Parse(await app.TextAsync("select conversation from thread where provider_message = 'wamid.joint.2'")));
        Assert.Equal($"+{plain}", (await app.Get<ContactAddresses>().WriteToAsync(Shop, joined, DemoShop.Channel, CancellationToken.None))?.Value);

        await app.Get<ContactAddresses>().TellApartAsync(Shop, keeper, CancellationToken.None);
        await DeliverAsync("wamid.joint.4", user: hidden, phone: null, "caché encore");
        await DeliverAsync("wamid.joint.5", user: null, phone: plain, "connu encore");
        Assert.Equal("2", await app.TextAsync("select count(distinct conversation) from thread where provider_message in ('wamid.joint.4', 'wamid.joint.5')"));
        Assert.Equal("5", await app.TextAsync("select count(*) from thread where provider_message like 'wamid.joint.%'"));

        Task<string> PeopleAsync() => app.TextAsync("select count(distinct i.contact) from thread t join inbox i using (conversation) where provider_message like 'wamid.joint.%'");
    }

    private async Task DeliverAsync(string id, string? user, string? phone, string text)
    {
        var message = MetaWebhook.TextMessage(id, phone ?? "", text);
        if (phone is null) message.Remove("from");
        if (user is not null) message["from_user_id"] = user;
        using var client = app.Client();
        await MetaWebhook.DeliverAsync(client, MetaWebhook.Body(MetaWebhook.Value(messages: [message])));
        await SixAtOnce.ReadAsync(app);
    }

    private EmulatedPhone Phone(string number) => Meta.Phone(DemoMode.NumberId, number, "Salma");

    /// <summary>One after the other: what is said in one breath may be read in any order.</summary>
    private async Task<string> SayAsync(EmulatedPhone phone, Said said)
    {
        var id = await Meta.SayAsync(DemoMode.NumberId, phone, said);
        await SixAtOnce.ReadAsync(app);
        return id;
    }

    private Task AnnounceAsync(string field, string value)
    {
        var told = JsonNode.Parse(value)!.AsObject();
        told["messaging_product"] = "whatsapp";
        told["metadata"] = new JsonObject { ["display_phone_number"] = DemoMode.Number.TrimStart('+'), ["phone_number_id"] = DemoMode.NumberId };
        return Meta.AnnounceAsync(DemoMode.NumberId, field, told);
    }

    private async Task<List<Brought>> BroughtAsync(EmulatedPhone phone)
    {
        var messages = (await app.TextAsync($"select string_agg(message::text, ',' order by version) from thread t join inbox i using (conversation) where i.phone = '{phone.Number}'")).Split(',').Select(Guid.Parse).ToList();
        var brought = await app.Get<BroughtQueries>().OfAsync(Shop, messages);
        return [.. messages.Select(message => brought[message])];
    }

    private async Task<MarkRow> MarkAsync(EmulatedPhone phone, string target) =>
        (await app.Get<BroughtQueries>().MarksAsync(Shop, new ConversationId(Guid.Parse(await app.TextAsync($"select conversation from inbox where phone = '{phone.Number}'")))))[target];
}
