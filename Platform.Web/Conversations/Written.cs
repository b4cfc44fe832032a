using Platform.Domain.Conversations;

namespace Platform.Web.Conversations;

/// <summary>What somebody has written and wants sent, kept or sent later.</summary>
public sealed record Written(string Text, bool IsNote = false, AttachedFile? File = null, DateTimeOffset? At = null, IReadOnlyList<MemberId>? Mentions = null);

public sealed record AttachedFile(string Name, string MimeType, ReadOnlyMemory<byte> Bytes)
{
    public bool IsPicture => MimeType.StartsWith("image/", StringComparison.Ordinal);
}

public enum PlannedAct { Send, Edit, Drop }
