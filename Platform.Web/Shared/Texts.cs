namespace Platform.Web.Shared;

/// <summary>Words that more than one screen says. Each slice has its own beside its pages.</summary>
public sealed class Texts;
