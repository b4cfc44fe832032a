namespace Platform.Web.Templates;

/// <summary>How approved texts stand, in the seller's words.</summary>
public sealed class Texts;
