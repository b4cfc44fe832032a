using Platform.Domain.Common;
using Platform.Domain.Invoices;
using Platform.Integrations.Storage;

namespace Platform.Web.Invoices;

/// <summary>The papers as files. One that is asked for before it was kept is drawn and kept then.</summary>
public sealed class InvoiceFiles(InvoiceQueries invoices, InvoicePdf pdf, IFileStore store)
{
    public async Task<Stream?> OpenAsync(OrganisationId organisation, InvoiceRow row, CancellationToken ct)
    {
        if (await store.OpenAsync(NameOf(organisation, new(row.Id)), ct) is { } kept) return kept;
        if (await invoices.ReadAsync(organisation, row, ct) is not { } issued) return null;

        await KeepAsync(organisation, issued, ct);
        return await store.OpenAsync(NameOf(organisation, issued.Invoice), ct);
    }

    public async Task<byte[]> ReadAsync(OrganisationId organisation, InvoiceIssued issued, CancellationToken ct)
    {
        await KeepAsync(organisation, issued, ct);
        await using var kept = await store.OpenAsync(NameOf(organisation, issued.Invoice), ct) ?? throw new FileNotFoundException("The paper was kept and is gone");
        using var bytes = new MemoryStream();
        await kept.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    public async Task KeepAsync(OrganisationId organisation, InvoiceIssued issued, CancellationToken ct)
    {
        // Never drawn anew: a customer who was forgotten since would be missing on it.
        await using (var kept = await store.OpenAsync(NameOf(organisation, issued.Invoice), ct))
            if (kept is not null) return;

        using var file = new MemoryStream(pdf.Draw(issued));
        await store.PutAsync(NameOf(organisation, issued.Invoice), file, "application/pdf", ct);
    }

    private static string NameOf(OrganisationId organisation, InvoiceId invoice) => $"{organisation.Value:N}/invoices/{invoice.Value:N}";
}
