namespace Platform.Web.FollowUps;

/// <summary>The words of the reminders.</summary>
public sealed class Texts;
