using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Domain.Catalogue;

/// <summary>What lies on the shelf: one article in one size and colour, with a stock of its own.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct VariantId(Guid Value);
