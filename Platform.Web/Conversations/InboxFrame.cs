namespace Platform.Web.Conversations;

/// <summary>What all lines of the list share, so that each is given its row and nothing more.</summary>
public sealed record InboxFrame(TimeZoneInfo Zone, DateTimeOffset Now, bool AssistantIsOn, Guid? Selected, Func<Guid, string> HrefOf, Func<InboxRow, string?> HandlerOf);
