namespace Platform.Web.Conversations;

/// <summary>The words of the inbox.</summary>
public sealed class Texts;
