namespace Platform.Domain.Common;

/// <summary>The seller's business. Everything belongs to exactly one.</summary>
public readonly record struct OrganisationId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}
