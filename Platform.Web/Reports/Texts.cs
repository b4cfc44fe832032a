namespace Platform.Web.Reports;

/// <summary>The words of the figures.</summary>
public sealed class Texts;
