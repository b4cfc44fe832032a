namespace Platform.Web.Notifications;

/// <summary>What the bell says.</summary>
public sealed class Texts;
