namespace Platform.Web.Catalogue;

/// <summary>The words of the shop's goods.</summary>
public sealed class Texts;
