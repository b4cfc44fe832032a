using System.Text.Json.Serialization;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Conversations;

[JsonConverter(typeof(ValueJson))]
public readonly record struct ConversationId(Guid Value) : IStreamId<Conversation, ConversationCommand, ConversationEvent>;

[JsonConverter(typeof(ValueJson))]
public readonly record struct MessageId(Guid Value);

[JsonConverter(typeof(ValueJson))]
public readonly record struct MemberId(Guid Value)
{
    /// <summary>Whoever holds the seller's phone and writes in its WhatsApp Business app: a person, but which one nobody says.</summary>
    public static MemberId PhoneApp { get; } = new(new Guid("0192f000-0000-7000-8000-0000000a99a9"));
}

/// <summary>Who speaks for the seller: a person, the assistant, or the shop itself telling how an order fares.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Author>))]
public enum Author { Member, Assistant, Shop }

/// <summary>What a customer sent. Kinds we do not know yet are kept and shown as such.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageKind>))]
public enum MessageKind { Text, Image, Video, Audio, Voice, Document, Sticker, Location, Contacts, Reaction, Button, Order, System, Edit, Revoke, Unknown }

public abstract record ConversationCommand;

public sealed record ReceiveMessage(
    MessageId Message,
    string ProviderMessage,
    ContactId From,
    ChannelId Channel,
    MessageKind Kind,
    Personal Text,
    DateTimeOffset SentAt,
    Personal? Name = null,
    Personal? Phone = null,
    Brought? Brought = null,
    FileNote? File = null) : ConversationCommand;

/// <summary>The seller wrote on their own phone. That takes the chat over, at whatever moment it is heard of.</summary>
public sealed record NotePhoneMessage(
    MessageId Message,
    string ProviderMessage,
    ContactId To,
    ChannelId Channel,
    MessageKind Kind,
    Personal Text,
    DateTimeOffset SentAt,
    Personal? Phone = null,
    Brought? Brought = null,
    FileNote? File = null) : ConversationCommand;

public sealed record RecallMessage(
    MessageId Message,
    string ProviderMessage,
    ContactId With,
    bool IsFromCustomer,
    ChannelId Channel,
    MessageKind Kind,
    Personal Text,
    DateTimeOffset SentAt,
    Personal? Phone = null,
    Brought? Brought = null,
    FileNote? File = null) : ConversationCommand;

/// <param name="Emoji">Null takes it back.</param>
public sealed record ReactToMessage(string Target, string ProviderMessage, Personal? Emoji, DateTimeOffset At) : ConversationCommand;
public sealed record EditMessage(string Target, string ProviderMessage, Personal Text, DateTimeOffset At) : ConversationCommand;
public sealed record RevokeMessage(string Target, string ProviderMessage, DateTimeOffset At) : ConversationCommand;
public sealed record KeepFile(MessageId Message, string MimeType, long Size) : ConversationCommand;
public sealed record LoseFile(MessageId Message, string Reason) : ConversationCommand;
public sealed record IdentifyCustomer(ContactId Customer, Personal? Phone = null) : ConversationCommand;
public sealed record NameCustomer(Personal Name) : ConversationCommand;
public sealed record StopMessages : ConversationCommand;
public sealed record ResumeMessages : ConversationCommand;

public sealed record ReadConversation : ConversationCommand;

/// <param name="Message">Chosen by the caller, so that asking twice queues once.</param>
/// <param name="By">The person who wrote it; nobody means the assistant.</param>
public sealed record QueueReply(MessageId Message, MemberId? By, Personal Text, Brought? Brought = null, KeptFile? File = null) : ConversationCommand;

/// <summary>Sends it at that time, unless the customer writes before. The same message again changes what and when.</summary>
public sealed record ScheduleReply(MessageId Message, MemberId By, Personal Text, DateTimeOffset At) : ConversationCommand;

/// <param name="At">The time that has come; null when a person says "now".</param>
public sealed record SendScheduled(MessageId Message, DateTimeOffset? At = null) : ConversationCommand;
public sealed record DropScheduled(MessageId Message, MemberId By) : ConversationCommand;

/// <summary>Sends an approved text; also to someone who has not written for long, or never.</summary>
/// <param name="Text">As it will read, for the thread.</param>
public sealed record QueueTemplate(MessageId Message, MemberId By, ContactId To, ChannelId Channel, Personal Text, TemplateUse Template, Personal? Phone = null) : ConversationCommand;

/// <summary>
/// The shop tells a customer how their order fares. It answers no question and takes nothing over, whoever handles the chat.
/// </summary>
/// <param name="Message">Made from what happened, so that it is told once.</param>
/// <param name="Channel">For someone who never wrote.</param>
public sealed record SendNotice(
    MessageId Message, ContactId To, ChannelId Channel, Personal Text, Brought? Brought = null, Personal? Phone = null, KeptFile? File = null) : ConversationCommand;

/// <summary>What the assistant says and does after one look at the chat; all of it, or nothing when the chat moved on meanwhile.</summary>
/// <param name="UpTo">How many of the customer's messages it had seen.</param>
/// <param name="Text">Empty when there is nothing to say.</param>
public sealed record TakeTurn(int UpTo, MessageId Reply, Personal Text, Personal? Draft = null, Escalation? Escalation = null, MessageId? Stop = null) : ConversationCommand;

/// <summary>Reminds a customer who fell silent.</summary>
/// <param name="UpTo">How many of their messages there were when it was planned; one more and it is not said.</param>
public sealed record SendFollowUp(MessageId Message, int UpTo, Personal Text) : ConversationCommand;

public sealed record Escalation(string Reason, Personal Summary);

public sealed record NoteOrder(Guid Order, string Number, Money Total) : ConversationCommand;

/// <summary>Said just before the provider is called. Decides nothing when an earlier attempt may have arrived.</summary>
public sealed record StartSending(MessageId Message) : ConversationCommand;
public sealed record ConfirmReply(MessageId Message, string ProviderMessage) : ConversationCommand;
public sealed record DoubtReply(MessageId Message) : ConversationCommand;

/// <summary>The provider certainly does not have it and asking again may help: it goes back to waiting.</summary>
public sealed record RequeueReply(MessageId Message) : ConversationCommand;
public sealed record FailReply(MessageId Message, string Code) : ConversationCommand;

/// <summary>A person presses "send again" under a message that failed.</summary>
public sealed record RetryReply(MessageId Message, MemberId By) : ConversationCommand;

/// <summary>The provider says how far a reply has come. May come twice, late and in any order.</summary>
public sealed record NoteReceipt(MessageId Message, Receipt Receipt, string? ProviderMessage = null, string? Code = null) : ConversationCommand;

public sealed record TakeOver(MemberId By) : ConversationCommand;
public sealed record HandBack(MemberId By) : ConversationCommand;
public sealed record AssignConversation(MemberId To, MemberId By) : ConversationCommand;
public sealed record WriteNote(MessageId Note, Personal Text, MemberId By, IReadOnlyList<MemberId>? Mentions = null) : ConversationCommand;
public sealed record TagConversation(string Tag, MemberId By) : ConversationCommand;
public sealed record UntagConversation(string Tag, MemberId By) : ConversationCommand;
public sealed record SnoozeConversation(DateTimeOffset Until, MemberId By) : ConversationCommand;

/// <param name="Until">What it was snoozed to; null wakes it whatever that was.</param>
public sealed record WakeConversation(DateTimeOffset? Until = null) : ConversationCommand;
public sealed record EraseCustomer(ContactId Customer) : ConversationCommand;
/// <param name="By">Who closed the conversation, if a person did.</param>
public sealed record AskSatisfaction(MessageId Message, Personal Question, MemberId? By) : ConversationCommand;
public sealed record CloseConversation : ConversationCommand;
public sealed record ReopenConversation : ConversationCommand;

public enum Receipt { Sent, Failed, Delivered, Read }
