using System.Text.Json.Serialization;
using Platform.Domain.Common;

namespace Platform.Domain.Catalogue;

/// <summary>One article of the seller's, in all its sizes and colours.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct ProductId(Guid Value);
