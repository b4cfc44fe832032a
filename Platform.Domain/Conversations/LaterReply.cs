using Platform.Domain.Common;

namespace Platform.Domain.Conversations;

/// <summary>Written now, to be sent at a chosen time.</summary>
/// <param name="IsHeld">The customer wrote first, or it could not go out: somebody has to say whether it still holds.</param>
public sealed record LaterReply(Personal Text, DateTimeOffset At, MemberId By, bool IsHeld = false);

/// <summary>A file of ours that goes out with a reply; its bytes are kept under the message's id.</summary>
public sealed record KeptFile(MessageKind Kind, string MimeType, long Size, Personal? Name);
