using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;

namespace Platform.Domain.Conversations;

public abstract record ConversationEvent;

/// <param name="ProviderMessage">The provider's own id: the same message twice has the same one.</param>
/// <param name="Text">What there is to read: the text, a caption, the title of a pressed button, a place. Empty for bare media.</param>
/// <param name="Name">As the customer calls themselves at the provider, when it says so.</param>
public sealed record MessageReceived(
    MessageId Message,
    string ProviderMessage,
    ContactId From,
    ChannelId Channel,
    MessageKind Kind,
    Personal Text,
    DateTimeOffset SentAt,
    Personal? Name = null,
    Personal? Phone = null,
    Brought? Brought = null) : ConversationEvent;

/// <summary>Written by the seller on their own phone, past us; it stands in the thread like any other answer.</summary>
public sealed record SentByPhone(
    MessageId Message,
    string ProviderMessage,
    ContactId To,
    ChannelId Channel,
    MessageKind Kind,
    Personal Text,
    DateTimeOffset SentAt,
    Personal? Phone = null,
    Brought? Brought = null) : ConversationEvent;

/// <summary>From before the number was connected. Nobody waits for an answer to it.</summary>
/// <param name="With">The customer, whoever of the two wrote.</param>
public sealed record MessageRecalled(
    MessageId Message,
    string ProviderMessage,
    ContactId With,
    bool IsFromCustomer,
    ChannelId Channel,
    MessageKind Kind,
    Personal Text,
    DateTimeOffset SentAt,
    Personal? Phone = null,
    Brought? Brought = null) : ConversationEvent;

/// <summary>A message came with a file that lies at the provider for a while.</summary>
public sealed record FileAttached(MessageId Message, ChannelId Channel, MessageKind Kind, FileNote File) : ConversationEvent;

/// <summary>The file is ours now.</summary>
/// <param name="MimeType">By what is in it, not by what was announced.</param>
public sealed record FileKept(MessageId Message, string MimeType, long Size) : ConversationEvent;

/// <param name="Reason">A code: `media_gone`, `media_too_large` …</param>
public sealed record FileLost(MessageId Message, string Reason) : ConversationEvent;

/// <param name="Target">The message at the provider; it may come later than what is said of it.</param>
/// <param name="Emoji">Null takes it back.</param>
public sealed record MessageReacted(string Target, string ProviderMessage, Personal? Emoji, DateTimeOffset At) : ConversationEvent;
public sealed record MessageEdited(string Target, string ProviderMessage, Personal Text, DateTimeOffset At) : ConversationEvent;
public sealed record MessageRevoked(string Target, string ProviderMessage, DateTimeOffset At) : ConversationEvent;

/// <summary>Whose conversation this is has become clearer: a hidden number was learned, or two people were told apart again.</summary>
public sealed record CustomerIdentified(ContactId Customer, Personal? Phone = null) : ConversationEvent;

/// <summary>The shop calls the customer so, whatever they call themselves.</summary>
public sealed record CustomerNamed(Personal Name) : ConversationEvent;

public sealed record ConversationRead : ConversationEvent;

/// <param name="Kind">Of the file it brings; nothing for plain words.</param>
/// <param name="To">Whom it is to, where it is the first word of a conversation.</param>
public sealed record ReplyQueued(
    MessageId Message, Author Author, Personal Text, ChannelId Channel, MemberId? By = null, Brought? Brought = null, ContactId? To = null, Personal? Phone = null, MessageKind? Kind = null) : ConversationEvent;

/// <summary>To be sent at that time; said again, it replaces what was to be sent.</summary>
public sealed record ReplyScheduled(MessageId Message, Personal Text, DateTimeOffset At, MemberId By, ChannelId Channel) : ConversationEvent;

/// <summary>What was to be sent later waits for somebody's word: the customer wrote first, or the window had closed.</summary>
public sealed record ReplyHeld(MessageId Message) : ConversationEvent;
public sealed record ReplyDropped(MessageId Message, MemberId By) : ConversationEvent;

/// <summary>The provider had a bad moment; it waits to be sent again by itself.</summary>
public sealed record ReplyRequeued(MessageId Message) : ConversationEvent;

/// <summary>A person asked to send again what had failed.</summary>
public sealed record ReplyRetried(MessageId Message, MemberId By) : ConversationEvent;
public sealed record ReplyDispatched(MessageId Message) : ConversationEvent;
public sealed record ReplySent(MessageId Message, string ProviderMessage) : ConversationEvent;

/// <summary>The call broke off: the provider may or may not have the message. Its receipts will tell.</summary>
public sealed record ReplyDoubted(MessageId Message) : ConversationEvent;
public sealed record ReplyDelivered(MessageId Message) : ConversationEvent;
public sealed record ReplyRead(MessageId Message) : ConversationEvent;

/// <param name="Code">The provider's reason, put into the seller's words where it is shown.</param>
public sealed record ReplyFailed(MessageId Message, string Code) : ConversationEvent;

/// <summary>A person took the chat over before it left: it never will.</summary>
public sealed record ReplyWithdrawn(MessageId Message) : ConversationEvent;

/// <summary>The assistant has dealt with everything the customer wrote until then.</summary>
/// <param name="UpTo">How many messages that are.</param>
public sealed record TurnTaken(int UpTo) : ConversationEvent;

/// <summary>How far the sale in this chat has come; what is in it is the assistant's own business.</summary>
public sealed record DraftKept(Personal Draft) : ConversationEvent;

/// <summary>The assistant asks for a person.</summary>
/// <param name="Reason">A code: `asked`, `angry`, `complaint`, `not_understood`, `rule`.</param>
/// <param name="Summary">What the customer wants and how far it got, for whoever takes over.</param>
public sealed record ConversationEscalated(string Reason, Personal Summary) : ConversationEvent;

/// <summary>The chat brought an order.</summary>
public sealed record OrderTaken(Guid Order, string Number, Money Total) : ConversationEvent;

/// <summary>The customer wants no more messages that they did not ask for.</summary>
/// <param name="Message">What they said it with; empty when they told the provider.</param>
public sealed record MessagesStopped(MessageId Message) : ConversationEvent;

/// <summary>They want to hear from the seller again.</summary>
public sealed record MessagesResumed : ConversationEvent;

public sealed record ConversationTakenOver(MemberId By) : ConversationEvent;
public sealed record ConversationHandedBack(MemberId By) : ConversationEvent;
/// <summary>A person leaves the chat to a colleague, or to themselves.</summary>
public sealed record ConversationAssigned(MemberId To, MemberId By) : ConversationEvent;

/// <summary>For colleagues' eyes; no customer ever sees it.</summary>
/// <param name="Mentions">Whom it calls.</param>
public sealed record NoteWritten(MessageId Note, Personal Text, MemberId By, IReadOnlyList<MemberId>? Mentions = null) : ConversationEvent;

public sealed record ConversationTagged(string Tag, MemberId By) : ConversationEvent;
public sealed record ConversationUntagged(string Tag, MemberId By) : ConversationEvent;

/// <summary>Out of sight until then, or until the customer writes.</summary>
public sealed record ConversationSnoozed(DateTimeOffset Until, MemberId By) : ConversationEvent;
public sealed record ConversationWoken : ConversationEvent;

/// <summary>The customer asked to be forgotten: what they wrote can no longer be read, by anybody.</summary>
public sealed record CustomerErased(ContactId Customer) : ConversationEvent;

/// <summary>The customer was asked how the talk went.</summary>
public sealed record SatisfactionAsked(MessageId Message, DateTimeOffset At) : ConversationEvent;

/// <param name="Score">From 1 to 5.</param>
/// <param name="StaysClosed">To answer is not to ask for anything.</param>
public sealed record SatisfactionRated(MessageId Message, int Score, bool StaysClosed) : ConversationEvent;

public sealed record ConversationClosed : ConversationEvent;
public sealed record ConversationReopened : ConversationEvent;
