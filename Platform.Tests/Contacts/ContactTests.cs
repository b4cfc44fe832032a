using Platform.Domain.Conversations;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Tests.Store;
using Platform.Web.Contacts;
using Platform.Web.Conversations;

namespace Platform.Tests.Contacts;

/// <summary>What a shop keeps of a person, and that two who are one can be joined and parted without losing a word.</summary>
public sealed class ContactTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    private ContactDesk Desk => shop.Get<ContactDesk>();

    [Fact]
    public async Task What_is_saved_is_there_again_and_the_inbox_calls_them_by_the_name_the_shop_gave()
    {
        var salma = await HeardAsync("+212612345678", "~~salma~~");
        var size = new ContactField { OrganisationId = shop.Organisation.Value, Id = Guid.CreateVersion7(), Name = "Pointure", Kind = FieldKind.Number };
        Assert.Null(await shop.Get<ContactFields>().SaveAsync(shop.Owner, size));

        Assert.Null(await Desk.SaveAsync(shop.Awa, await OpenAsync(salma), new("Salma Bennani", "salma@example.ma", "ary", "Casablanca", new Dictionary<Guid, string> { [size.Id] = "42,5" })));
        await shop.HearAsync(salma, "rebonjour", name: "~~salma~~");

        var file = await OpenAsync(salma);
        Assert.Equal(("Salma Bennani", "salma@example.ma", "ary", "Casablanca", "42.5"), (file.Contact.Name, file.Contact.Email, file.Contact.Language, file.Contact.City, file.Values[size.Id]));
        Assert.Equal("Salma Bennani", Assert.Single(file.Chats).Name);
    }

    [Fact]
    public async Task Whoever_wrote_before_they_were_kept_was_met_then()
    {
        var salma = await HeardAsync("+212612345690", "Salma");
        await shop.Streams.HandleAsync(salma.Conversation, new ReceiveMessage(
            new MessageId(Guid.CreateVersion7()), "wamid.older", salma.Contact, shop.Channel, MessageKind.Text, new Personal(salma.Contact.Value, "salam"), DateTimeOffset.UtcNow.AddDays(-40)), Actor.Customer(shop.Organisation));

        var file = await OpenAsync(salma);
        Assert.Equal(40, (file.Contact.CreatedAt - file.MetAt).TotalDays, precision: 1);
    }

    [Fact]
    public async Task That_two_are_one_is_said_again_by_whoever_comes_after_a_crash_and_then_no_more()
    {
        var (number, hidden) = (new Address(AddressKind.Phone, "+212612345691"), new Address(AddressKind.User, "MA.691"));
        var known = await FindAsync([number]);
        var stranger = await FindAsync([hidden]);
        Assert.NotEqual(known, stranger);

        await Assert.ThrowsAsync<TimeoutException>(() => FindAsync([number, hidden], _ => throw new TimeoutException()));
        var told = new List<ContactAddresses.Person>();
        for (var n = 0; n < 2; n++)
        {
            var found = await FindAsync([hidden, number], joined =>
            {
                told.Add(joined);
                return Task.CompletedTask;
            });
            Assert.Equal(known, found);
        }

        Assert.Equal([stranger with { Contact = known.Contact }], told);
    }

    [Theory]
    [InlineData(FieldKind.Number, "grand", null)]
    [InlineData(FieldKind.Number, "-3,5", "-3.5")]
    [InlineData(FieldKind.Date, "2026-02-30", null)]
    [InlineData(FieldKind.Date, "2026-02-28", "2026-02-28")]
    [InlineData(FieldKind.YesNo, "peut-être", null)]
    [InlineData(FieldKind.YesNo, "true", "true")]
    [InlineData(FieldKind.Choice, "Rabat", null)]
    [InlineData(FieldKind.Choice, "Maarif", "Maarif")]
    [InlineData(FieldKind.Text, " libre ", "libre")]
    public void A_field_takes_only_what_is_of_its_kind(FieldKind kind, string typed, string? kept) =>
        Assert.Equal(kept, new ContactField { OrganisationId = default, Id = default, Name = "champ", Kind = kind, Choices = ["Maarif", "Anfa"] }.Read(typed));

    [Fact]
    public async Task What_is_not_of_its_kind_is_refused_and_nothing_is_changed()
    {
        var salma = await HeardAsync("+212612345678", "Salma");
        var birthday = new ContactField { OrganisationId = shop.Organisation.Value, Id = Guid.CreateVersion7(), Name = "Anniversaire", Kind = FieldKind.Date };
        await shop.Get<ContactFields>().SaveAsync(shop.Owner, birthday);

        var form = new ContactForm("Salma", "", "", "Rabat", new Dictionary<Guid, string> { [birthday.Id] = "demain" });
        Assert.Equal("contact.value", (await Desk.SaveAsync(shop.Awa, await OpenAsync(salma), form))?.Code);
        Assert.Null((await OpenAsync(salma)).Contact.City);
    }

    [Fact]
    public async Task Two_who_fill_in_one_person_keep_what_the_other_wrote()
    {
        var salma = await HeardAsync("+212612345678", "Salma");
        var size = new ContactField { OrganisationId = shop.Organisation.Value, Id = Guid.CreateVersion7(), Name = "Pointure", Kind = FieldKind.Number };
        Assert.Null(await shop.Get<ContactFields>().SaveAsync(shop.Owner, size));
        var opened = await OpenAsync(salma);
        var before = ContactForm.Of(opened);

        Assert.Null(await Desk.SaveAsync(shop.Awa, opened, before with { Name = "Salma Bennani", City = "Rabat", Values = new Dictionary<Guid, string> { [size.Id] = "38" }, Before = before }));
        Assert.Null(await Desk.SaveAsync(shop.Owner, opened, before with { Email = "salma@example.ma", Before = before }));

        var file = await OpenAsync(salma);
        Assert.Equal(("Salma Bennani", "salma@example.ma", "Rabat", "38"), (file.Contact.Name, file.Contact.Email, file.Contact.City, file.Values[size.Id]));
    }

    [Fact]
    public async Task Only_those_who_answer_customers_write_here_and_only_leaders_define_fields()
    {
        var viewer = new Actor(shop.Organisation, ActorKind.Member, Role.Viewer, Guid.CreateVersion7());
        var file = await OpenAsync(await HeardAsync("+212612345678", "Salma"));
        Assert.Equal("forbidden", (await Desk.SaveAsync(viewer, file, new("x", "", "", "", new Dictionary<Guid, string>())))?.Code);
        Assert.Equal("forbidden", (await Desk.MergeAsync(viewer, file, file.Contact))?.Code);
        Assert.Equal("forbidden", (await Desk.TellAllAsync(viewer, file, new StopMessages()))?.Code);
        Assert.Equal("forbidden", (await shop.Get<ContactFields>().SaveAsync(shop.Awa, new() { OrganisationId = shop.Organisation.Value, Id = Guid.CreateVersion7(), Name = "x", Kind = FieldKind.Text }))?.Code);
    }

    [Fact]
    public async Task A_namesake_is_suggested_joined_and_parted_again_and_no_message_is_lost()
    {
        var (first, second) = (await HeardAsync("+212612345678", "Salma Bennani"), await HeardAsync("+33612345678", "salma bénnani"));
        var keeper = await OpenAsync(first);
        var alike = Assert.Single(keeper.Alike);
        Assert.Equal(second.Contact.Value, alike.Id);

        Assert.Null(await Desk.MergeAsync(shop.Awa, keeper, alike));
        var joined = await OpenAsync(second);
        Assert.Equal((first.Contact.Value, 2, 0), (joined.Contact.Id, joined.Chats.Count, joined.Alike.Count));
        Assert.Single(await shop.Get<ContactQueries>().PageAsync(shop.Organisation));

        // Whoever writes from the second number is the one person now, in the same conversation as before.
        var again = await shop.CustomerAsync("+33612345678");
        Assert.Equal((first.Contact, second.Conversation), (again.Contact, again.Conversation));
        await shop.HearAsync(again, "c'est encore moi");

        Assert.Null(await Desk.TellApartAsync(shop.Awa, first.Contact));
        Assert.Single((await OpenAsync(first)).Chats);
        var parted = await OpenAsync(second);
        Assert.Equal((second.Contact.Value, second.Conversation.Value), (parted.Contact.Id, Assert.Single(parted.Chats).Conversation));
        Assert.Equal(2, (await shop.Get<ThreadQueries>().PageAsync(shop.Organisation, second.Conversation)).Count);
        Assert.Equal(2, (await shop.Get<ContactQueries>().PageAsync(shop.Organisation)).Count);
    }

    [Fact]
    public async Task Nothing_of_an_erased_person_is_left_whoever_they_were_taken_for()
    {
        var (first, second) = (await HeardAsync("+212655544433", "Zineb Unique"), await HeardAsync("+33655544433", "Zineb Unique"));
        var field = new ContactField { OrganisationId = shop.Organisation.Value, Id = Guid.CreateVersion7(), Name = "Surnom", Kind = FieldKind.Text };
        await shop.Get<ContactFields>().SaveAsync(shop.Owner, field);
        await Desk.SaveAsync(shop.Awa, await OpenAsync(first), new("Zineb Unique", "zineb.unique@example.ma", "fr", "Villeunique", new Dictionary<Guid, string> { [field.Id] = "Zizou-Unique" }));
        await Desk.MergeAsync(shop.Awa, await OpenAsync(first), (await OpenAsync(second)).Contact);

        Assert.Null(await shop.Get<Erasure>().EraseAsync(first.Contact, shop.Owner, CancellationToken.None));
        Assert.Equal("", await database.WhereAsync("nique"));
        Assert.Equal("", await database.WhereAsync("655544433"));
        Assert.Empty(await shop.Get<ContactQueries>().PageAsync(shop.Organisation));
    }

    [Fact]
    public async Task Contacts_come_page_by_page_and_are_searched_by_name()
    {
        for (var n = 0; n < 7; n++) await HeardAsync($"+2126000000{n:D2}", $"Client {n}");
        await HeardAsync("+221771112233", "Fatou Diop");

        var queries = shop.Get<ContactQueries>();
        var first = await queries.PageAsync(shop.Organisation, size: 5);
        var rest = await queries.PageAsync(shop.Organisation, after: first[^1], size: 5);
        Assert.Equal((5, 3), (first.Count, rest.Count));
        Assert.Equal(8, first.Concat(rest).DistinctBy(row => row.Id).Count());
        Assert.Equal("Fatou Diop", Assert.Single(await queries.PageAsync(shop.Organisation, "fatuo")).Name);
    }

    private async Task<ContactFile> OpenAsync(ContactAddresses.Person person) => (await shop.Get<ContactQueries>().OpenAsync(shop.Organisation, person.Contact))!;

    private async Task<ContactAddresses.Person> HeardAsync(string phone, string name)
    {
        var person = await shop.CustomerAsync(phone, name);
        await shop.HearAsync(person, "Bonjour", name: name);
        return person;
    }

    private Task<ContactAddresses.Person> FindAsync(Address[] addresses, Func<ContactAddresses.Person, Task>? joins = null) =>
        shop.Get<ContactAddresses>().FindOrMakeAsync(shop.Organisation, shop.Channel, addresses, name: null, CancellationToken.None, joins);

    public void Dispose() => shop.Dispose();
}
