using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Invoices;

/// <summary>The papers of a sale: invoices in an unbroken series, and what is taken back of them.</summary>
public static class InvoicesFeature
{
    public static IServiceCollection AddInvoices(this IServiceCollection services) => services
        .AddSingleton<IProjection<InvoiceEvent>, InvoiceProjection>()
        .AddSingleton<IGuard<InvoiceEvent>, NumberGuard>()
        .AddSingleton<InvoiceQueries>()
        .AddSingleton<InvoiceSettingsDesk>()
        .AddSingleton<InvoiceDesk>()
        .AddSingleton<InvoicePdf>()
        .AddSingleton<InvoiceFiles>()
        .AddSingleton<InvoiceList>()
        .AddSingleton<InvoicesFile>()
        .AddReaction<IssueInvoices, OrderConfirmed>()
        .AddReaction<IssueInvoices, OrderDelivered>()
        .AddReaction<CreditWhatFell, OrderReturned>()
        .AddReaction<CreditWhatFell, OrderRefunded>()
        .AddReaction<CreditWhatFell, OrderCancelled>()
        .AddReaction<CreditWhatFell, OrderEdited>()
        .AddReaction<CreditWhatFell, InvoiceIssued>()
        .AddReaction<KeepInvoice, InvoiceIssued>()
        .AddReaction<SendInvoice, InvoiceIssued>();
}
