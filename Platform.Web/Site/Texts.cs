namespace Platform.Web.Site;

/// <summary>What visitors and people who just arrived read.</summary>
public sealed class Texts;
