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
    Personal? Phone = null) : ConversationEvent;

public sealed record ConversationRead : ConversationEvent;

public sealed record ReplyQueued(MessageId Message, Author Author, Personal Text, ChannelId Channel, MemberId? By = null) : ConversationEvent;

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

public sealed record ConversationTakenOver(MemberId By) : ConversationEvent;
public sealed record ConversationHandedBack(MemberId By) : ConversationEvent;
/// <summary>The customer asked to be forgotten: what they wrote can no longer be read, by anybody.</summary>
public sealed record CustomerErased(ContactId Customer) : ConversationEvent;

public sealed record ConversationClosed : ConversationEvent;
public sealed record ConversationReopened : ConversationEvent;
