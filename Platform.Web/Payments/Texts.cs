namespace Platform.Web.Payments;

/// <summary>The words of payments.</summary>
public sealed class Texts;
