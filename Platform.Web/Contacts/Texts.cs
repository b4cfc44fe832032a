namespace Platform.Web.Contacts;

/// <summary>Words of contacts.</summary>
public sealed class Texts;
