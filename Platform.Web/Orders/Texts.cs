namespace Platform.Web.Orders;

/// <summary>The words of orders.</summary>
public sealed class Texts;
