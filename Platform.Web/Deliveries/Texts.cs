namespace Platform.Web.Deliveries;

/// <summary>The words of deliveries and couriers.</summary>
public sealed class Texts;
