using Platform.Web.Contacts;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Invoices;
using Platform.Web.Store;

namespace Platform.Web.Demo;

/// <summary>
/// Days gone by: what is recorded by these streams is recorded as of then, and sets nothing off today.
/// No phone rings for last week's parcel; what followed from it then is recorded by whoever lives the past through.
/// </summary>
public sealed class Past : TimeProvider, IDisposable
{
    private DateTimeOffset now;

    public Past(IServiceProvider services, DateTimeOffset today)
    {
        (Today, now) = (today, today);
        var papersAreKept = services.GetServices<Reactions.Definition>().Where(definition => definition.Name == Naming.SnakeCase(nameof(KeepInvoice)));
        Streams = ActivatorUtilities.CreateInstance<Streams>(services, this, new Reactions(papersAreKept));
        Contacts = ActivatorUtilities.CreateInstance<ContactAddresses>(services, this);
        Couriers = ActivatorUtilities.CreateInstance<DispatchDesk>(services, this, Streams);
        Papers = ActivatorUtilities.CreateInstance<InvoiceDesk>(services, this, Streams);
    }

    public DateTimeOffset Today { get; }
    public Streams Streams { get; }
    public ContactAddresses Contacts { get; }
    public DispatchDesk Couriers { get; }
    public InvoiceDesk Papers { get; }

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;

    /// <returns>Whether that has been; what is still to come is not lived.</returns>
    public bool Reach(DateTimeOffset then)
    {
        if (then > Today) return false;
        now = then;
        return true;
    }

    public void Dispose() => Streams.Dispose();
}
