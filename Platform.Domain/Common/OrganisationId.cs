using System.Text.Json.Serialization;

namespace Platform.Domain.Common;

/// <summary>The seller's business. Everything belongs to exactly one.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly record struct OrganisationId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}
