namespace Platform.Web.Assistant;

/// <summary>The words of the assistant's settings.</summary>
public sealed class Texts;
