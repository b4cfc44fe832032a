namespace Platform.Web.Operations;

/// <summary>The words of the operations page.</summary>
public sealed class Texts;
