namespace Platform.Domain.Contacts;

/// <summary>A prospect or customer of one organisation.</summary>
public readonly record struct ContactId(Guid Value);
