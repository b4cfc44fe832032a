namespace Platform.Domain.Channels;

/// <summary>One number or account of the seller's on which customers write.</summary>
public readonly record struct ChannelId(Guid Value);
