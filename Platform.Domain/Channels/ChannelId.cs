using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Domain.Channels;

/// <summary>One number or account of the seller's on which customers write.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct ChannelId(Guid Value);
