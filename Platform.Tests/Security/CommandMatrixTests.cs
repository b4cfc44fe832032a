using System.Text;
using Platform.Domain.Catalogue;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Tests.Store;
using Platform.Web.Store;

namespace Platform.Tests.Security;

/// <summary>Who may ask for what, through the one path every change takes.</summary>
public sealed class CommandMatrixTests(Database database) : IClassFixture<Database>
{
    private static readonly Type[] Commands =
    [
        .. typeof(ConversationCommand).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, BaseType: { IsAbstract: true } family } && family.Name.EndsWith("Command", StringComparison.Ordinal))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static TheoryData<Type> All => [.. Commands];

    [Fact]
    public async Task Every_command_is_allowed_and_refused_as_approved()
    {
        using var shop = new Shop(database);
        var table = new StringBuilder();
        foreach (var command in Commands)
        {
            var allowed = new List<string>();
            foreach (var (name, by) in Actors(shop.Organisation))
                if (await AskAsync(shop.Streams, new ConversationId(Guid.CreateVersion7()), Sample(command), by) is not "forbidden") allowed.Add(name);
            table.Append(command.Name).Append(": ").AppendJoin(", ", allowed).Append('\n');
        }

        Snapshot.Match(table.ToString());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_command_of_another_organisation_leaves_no_trace_in_ours(Type command)
    {
        using var ours = new Shop(database);
        var salma = await ours.CustomerAsync("+212600000077", "Salma");
        await ours.HearAsync(salma, "Bonjour");
        var before = await VersionAsync();

        foreach (var (_, by) in Actors(new OrganisationId(Guid.CreateVersion7())))
            await AskAsync(ours.Streams, salma.Conversation, Sample(command), by);

        Assert.Equal(before, await VersionAsync());

        async Task<long> VersionAsync() =>
            (await ours.Streams.LoadAsync<Conversation, ConversationCommand, ConversationEvent>(salma.Conversation, ours.Organisation)).Version;
    }

    private static IEnumerable<(string Name, Actor By)> Actors(OrganisationId organisation) =>
    [
        .. Enum.GetValues<Role>().Select(role => (role.ToString(), new Actor(organisation, ActorKind.Member, role, Guid.CreateVersion7()))),
        .. Enum.GetValues<ActorKind>().Where(kind => kind is not ActorKind.Member).Select(kind => (kind.ToString(), new Actor(organisation, kind, Role.None, Guid.CreateVersion7()))),
    ];

    private static async Task<string?> AskAsync(Streams streams, ConversationId conversation, object command, Actor by) => command switch
    {
        InvoiceCommand c => (await streams.HandleAsync(new InvoiceBookId(conversation.Value), c, by)).Refusal?.Code,
        DeliveryCommand c => (await streams.HandleAsync(new DeliveryId(conversation.Value), c, by)).Refusal?.Code,
        TillCommand c => (await streams.HandleAsync(new TillId(conversation.Value), c, by)).Refusal?.Code,
        OrderCommand c => (await streams.HandleAsync(new OrderId(conversation.Value), c, by)).Refusal?.Code,
        PaymentCommand c => (await streams.HandleAsync(new PaymentId(conversation.Value), c, by)).Refusal?.Code,
        ConversationCommand c => (await streams.HandleAsync(conversation, c, by)).Refusal?.Code,
        _ => throw new InvalidOperationException($"{command.GetType().Name} belongs to no aggregate known here"),
    };

    private static object Sample(Type command)
    {
        var (message, member, person) = (new MessageId(Guid.CreateVersion7()), new MemberId(Guid.CreateVersion7()), new ContactId(Guid.CreateVersion7()));
        var text = new Personal(person.Value, "Bonjour");
        var (order, offer, courier, due) = (new OrderId(Guid.CreateVersion7()), new OfferId(Guid.CreateVersion7()), new CourierId(Guid.CreateVersion7()), new Money(100, Currency.MAD));
        return command.Name switch
        {
            nameof(RequestDelivery) => new RequestDelivery(order, "CMD-1", person, null, "Rabat", null, null, null, due, "1234"),
            nameof(AskNext) => new AskNext(offer, DateTimeOffset.UtcNow, []),
            nameof(AskAnother) => new AskAnother(offer, DateTimeOffset.UtcNow, []),
            nameof(AskEverybodyAgain) => new AskEverybodyAgain(offer, DateTimeOffset.UtcNow, []),
            nameof(AcceptOffer) => new AcceptOffer(offer, courier),
            nameof(RefuseOffer) => new RefuseOffer(offer, courier),
            nameof(ExpireOffer) => new ExpireOffer(offer),
            nameof(LoseOffer) => new LoseOffer(offer, "invalid_number"),
            nameof(GiveBack) => new GiveBack(courier),
            nameof(AssignCourier) => new AssignCourier(courier, member),
            nameof(TakeDelivery) => new TakeDelivery(member),
            nameof(AskService) => new AskService(new(Guid.CreateVersion7()), "glovo", member),
            nameof(NoteServiceQuote) => new NoteServiceQuote(new(Guid.CreateVersion7()), "1", due, null),
            nameof(DeclineService) => new DeclineService(new(Guid.CreateVersion7()), "area"),
            nameof(RecallService) => new RecallService(member),
            nameof(EndRecall) => new EndRecall("1", null),
            nameof(BookService) => new BookService("glovo", "1", null, null),
            nameof(NoteServiceReport) => new NoteServiceReport("1", ShipmentState.InTransit, "PICKED", DateTimeOffset.UtcNow),
            nameof(PickUpParcel) => new PickUpParcel(courier),
            nameof(SetOut) => new SetOut(courier),
            nameof(DeliverParcel) => new DeliverParcel(courier, new(ProofKind.Word)),
            nameof(FailAttempt) => new FailAttempt(courier, FailureReason.NobodyThere),
            nameof(ReturnParcel) => new ReturnParcel(courier),
            nameof(NoteParcelReady) => new NoteParcelReady(),
            nameof(RescheduleDelivery) => new RescheduleDelivery(new(2026, 3, 2), null),
            nameof(CancelDelivery) => new CancelDelivery("erreur"),
            nameof(ChangeAmountDue) => new ChangeAmountDue(due),
            nameof(NoteCourierWords) => new NoteCourierWords(courier, text),
            nameof(NoteCashCollected) => new NoteCashCollected(courier, new(Guid.CreateVersion7()), "CMD-1", due),
            nameof(HandOverCash) => new HandOverCash(courier, due, due, member, null),
            nameof(ReceiveMessage) => new ReceiveMessage(message, $"wamid.{message.Value:N}", person, new ChannelId(Guid.CreateVersion7()), MessageKind.Text, text, DateTimeOffset.UtcNow),
            nameof(NotePhoneMessage) => new NotePhoneMessage(message, $"wamid.{message.Value:N}", person, new ChannelId(Guid.CreateVersion7()), MessageKind.Text, text, DateTimeOffset.UtcNow),
            nameof(RecallMessage) => new RecallMessage(message, $"wamid.{message.Value:N}", person, true, new ChannelId(Guid.CreateVersion7()), MessageKind.Text, text, DateTimeOffset.UtcNow),
            nameof(ReactToMessage) => new ReactToMessage("wamid.x", "wamid.y", text, DateTimeOffset.UtcNow),
            nameof(EditMessage) => new EditMessage("wamid.x", "wamid.y", text, DateTimeOffset.UtcNow),
            nameof(RevokeMessage) => new RevokeMessage("wamid.x", "wamid.y", DateTimeOffset.UtcNow),
            nameof(KeepFile) => new KeepFile(message, "image/jpeg", 1),
            nameof(LoseFile) => new LoseFile(message, "media_gone"),
            nameof(IdentifyCustomer) => new IdentifyCustomer(person),
            nameof(StopMessages) => new StopMessages(),
            nameof(ResumeMessages) => new ResumeMessages(),
            nameof(ReadConversation) => new ReadConversation(),
            nameof(QueueReply) => new QueueReply(message, member, text),
            nameof(QueueTemplate) => new QueueTemplate(message, member, person, new ChannelId(Guid.CreateVersion7()), text, new TemplateUse("order_ready", "fr", [])),
            nameof(SendNotice) => new SendNotice(message, person, new ChannelId(Guid.CreateVersion7()), text),
            nameof(StartSending) => new StartSending(message),
            nameof(ConfirmReply) => new ConfirmReply(message, "wamid.x"),
            nameof(DoubtReply) => new DoubtReply(message),
            nameof(RequeueReply) => new RequeueReply(message),
            nameof(FailReply) => new FailReply(message, "131026"),
            nameof(RetryReply) => new RetryReply(message, member),
            nameof(NoteReceipt) => new NoteReceipt(message, Receipt.Read),
            nameof(TakeOver) => new TakeOver(member),
            nameof(HandBack) => new HandBack(member),
            nameof(EraseCustomer) => new EraseCustomer(person),
            nameof(TakeTurn) => new TakeTurn(1, message, text),
            nameof(SendFollowUp) => new SendFollowUp(message, 1, text),
            nameof(NoteOrder) => new NoteOrder(message.Value, "CMD-1", new Money(100, Currency.MAD)),
            nameof(PlaceOrder) => new PlaceOrder("CMD-1", person, OrderSource.Chat, null, [], new Money(0, Currency.MAD), new Money(0, Currency.MAD), new Destination(text, null, "Rabat", null, null, null, null), null, IsAccepted: false),
            nameof(ConfirmOrder) => new ConfirmOrder(),
            nameof(CancelOrder) => new CancelOrder("erreur"),
            nameof(EditOrder) => new EditOrder([], new Money(0, Currency.MAD), new Money(0, Currency.MAD), new Destination(text, null, "Rabat", null, null, null, null), null),
            nameof(StartPreparing) => new StartPreparing(),
            nameof(PickLine) => new PickLine(new VariantId(Guid.CreateVersion7()), true),
            nameof(FinishPreparing) => new FinishPreparing(),
            nameof(StepBack) => new StepBack(),
            nameof(HandOver) => new HandOver("Blaise"),
            nameof(DeliverOrder) => new DeliverOrder(),
            nameof(FailDelivery) => new FailDelivery("absent"),
            nameof(RescheduleOrder) => new RescheduleOrder(null, null),
            nameof(ReturnGoods) => new ReturnGoods(Guid.CreateVersion7(), "refus", []),
            nameof(TakePayment) => new TakePayment(Guid.CreateVersion7(), "wave", new Money(1, Currency.MAD)),
            nameof(NoteRefund) => new NoteRefund(Guid.CreateVersion7(), Guid.CreateVersion7(), new Money(1, Currency.MAD)),
            nameof(IssueInvoice) => new IssueInvoice(new(message.Value), new(
                PaperKind.Invoice, default, "x", new(message.Value), "CMD-1", null, new("", "", "", "MA", [], null, null, ["ICE"]), new(person, text, null, text), [], [], new Money(0, Currency.MAD))),
            nameof(RequestPayment) => new RequestPayment(null, "CMD-1", null, null, new Money(100, Currency.MAD), DateTimeOffset.UtcNow.AddDays(1)),
            nameof(OpenPayment) => new OpenPayment(message.Value, member.Value, "wave", "cos-1", null, null, null),
            nameof(ReportPayment) => new ReportPayment(message.Value, AttemptOutcome.Paid),
            nameof(ExpirePayment) => new ExpirePayment(),
            nameof(RemindPayment) => new RemindPayment(DateTimeOffset.UtcNow.AddDays(1)),
            nameof(CallOffPayment) => new CallOffPayment(),
            nameof(RequestRefund) => new RequestRefund(message.Value, new Money(100, Currency.MAD), "retour"),
            nameof(StartRefund) => new StartRefund(message.Value),
            nameof(ReportRefund) => new ReportRefund(message.Value, RefundOutcome.Done),
            nameof(AssignConversation) => new AssignConversation(member, member),
            nameof(WriteNote) => new WriteNote(message, text, member),
            nameof(AskSatisfaction) => new AskSatisfaction(message, text, member),
            nameof(ScheduleReply) => new ScheduleReply(message, member, text, DateTimeOffset.UtcNow.AddHours(1)),
            nameof(SendScheduled) => new SendScheduled(message),
            nameof(DropScheduled) => new DropScheduled(message, member),
            nameof(NameCustomer) => new NameCustomer(text),
            nameof(TagConversation) => new TagConversation("vip", member),
            nameof(UntagConversation) => new UntagConversation("vip", member),
            nameof(SnoozeConversation) => new SnoozeConversation(DateTimeOffset.UtcNow.AddHours(1), member),
            nameof(WakeConversation) => new WakeConversation(),
            nameof(CloseConversation) => new CloseConversation(),
            nameof(ReopenConversation) => new ReopenConversation(),
            _ => throw new InvalidOperationException($"{command.Name} has no row here: say how it looks, then approve who may ask for it"),
        };
    }
}
