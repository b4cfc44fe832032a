using Npgsql;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Web.Store;

namespace Platform.Web.Invoices;

/// <summary>In the transaction that issues an invoice its number and its cause are taken; neither can be taken again.</summary>
public sealed class NumberGuard : IGuard<InvoiceEvent>
{
    public void AddWrites(Batch batch, Recorded<InvoiceEvent> recorded)
    {
        if (recorded.Fact is not InvoiceIssued { Paper: var paper } issued) return;
        batch.Add($"""
            insert into invoice_numbers (organisation_id, kind, year, number, cause)
            values ({recorded.Organisation.Value}, {paper.Kind.ToString()}, {InvoiceDesk.YearOf(recorded.Stream)}, {issued.Number}, {paper.Cause})
            """);
    }

    public Refusal? Read(PostgresException refused) => refused.ConstraintName is "invoice_numbers_cause" ? new Refusal("invoice.issued_already") : null;
}
