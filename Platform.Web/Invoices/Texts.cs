namespace Platform.Web.Invoices;

/// <summary>The words of invoices and credit notes, on paper and on screen.</summary>
public sealed class Texts;
