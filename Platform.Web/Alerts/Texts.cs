namespace Platform.Web.Alerts;

/// <summary>The words of alerts and of answers about the stock.</summary>
public sealed class Texts;
