namespace Platform.Web.Demo;

/// <summary>The words of the demonstration.</summary>
public sealed class Texts;
