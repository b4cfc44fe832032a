namespace Platform.Domain.Invoices;

/// <summary>How much of an invoice has to be taken back. Amounts in the currency's smallest unit.</summary>
public static class Credits
{
    /// <param name="owed">What the order comes to now: less after a return, nothing once it is cancelled.</param>
    /// <param name="credited">What earlier credit notes took back.</param>
    public static long Due(long invoiced, long owed, long paid, long refunded, long credited)
    {
        // Who paid twice and gets one back has been given nothing.
        var given = Math.Max(0, Math.Min(paid, invoiced) - (paid - refunded));
        var fallen = Math.Max(0, invoiced - owed);
        return Math.Max(0, Math.Min(invoiced, Math.Max(given, fallen)) - credited);
    }
}
