using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Domain.Contacts;

/// <summary>A prospect or customer of one organisation.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct ContactId(Guid Value);
