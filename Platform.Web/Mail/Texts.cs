namespace Platform.Web.Mail;

/// <summary>Words of the emails.</summary>
public sealed class Texts;
