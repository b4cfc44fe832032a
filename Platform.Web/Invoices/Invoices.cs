using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Invoices;

/// <summary>An invoice or credit note as lists show it.</summary>
[Table("invoices"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record InvoiceRow(
    Guid OrganisationId, Guid Id, PaperKind Kind, int Year, int Number, DateOnly IssuedOn, Guid OrderId, string OrderNumber, Guid? Corrects, Currency Currency, long Total, long Vat)
{
    [NotMapped]
    public string Said => Paper.Write(Kind, Year, Number);

    public Money Of(long minor) => new(minor, Currency);
}

public sealed class InvoiceProjection : Projection<InvoiceRow, InvoiceEvent>
{
    protected override Guid? Key(Recorded<InvoiceEvent> recorded) => recorded.Fact is InvoiceIssued e ? e.Invoice.Value : null;

    protected override InvoiceRow? Evolve(InvoiceRow? row, Recorded<InvoiceEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, InvoiceIssued { Paper: var paper } e) => new(
            recorded.Organisation.Value, e.Invoice.Value, paper.Kind, InvoiceDesk.YearOf(recorded.Stream), e.Number, paper.On, paper.ForOrder.Value, paper.OrderNumber, paper.Corrects?.Invoice.Value,
            paper.Total.Currency, paper.Total.Minor, paper.Vat.Sum(group => group.Vat.Minor)),
        _ => row,
    };
}

public sealed class InvoiceQueries(PlatformDbs dbs, Databases databases, Facts facts)
{
    public const int PageSize = 50;

    /// <param name="orders">Those whose customer was looked for; null when nobody was.</param>
    public async Task<List<InvoiceRow>> PageAsync(
        OrganisationId organisation, int year, PaperKind kind, string? words = null, IReadOnlyCollection<Guid>? orders = null, int? before = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = db.Set<InvoiceRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Year == year && row.Kind == kind);
        if (before is { } number) rows = rows.Where(row => row.Number < number);
        if (words is { Length: > 0 })
        {
            var (pattern, named, spoken) = (Shared.Like.Containing(words), orders ?? [], NumberIn(words));
            rows = rows.Where(row => EF.Functions.ILike(row.OrderNumber, pattern) || row.Number == spoken || named.Contains(row.OrderId));
        }

        return await rows.OrderByDescending(row => row.Number).Take(size).ToListAsync(ct);
    }

    public async Task<InvoiceRow?> FindAsync(OrganisationId organisation, InvoiceId invoice, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<InvoiceRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == invoice.Value, ct);
    }

    /// <summary>The invoices of an order, each with what was taken back of it, in the order they were issued.</summary>
    public async Task<List<InvoiceRow>> OfAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = await db.Set<InvoiceRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.OrderId == order.Value)
            .OrderBy(row => row.Year).ThenBy(row => row.Number).ToListAsync(ct);
        return [.. rows.Where(row => row.Corrects is null).SelectMany(invoice => rows.Where(row => row.Id == invoice.Id || row.Corrects == invoice.Id).OrderBy(row => row.Corrects is not null))];
    }

    /// <summary>The years in which anything was issued, this one first.</summary>
    public async Task<List<int>> YearsAsync(OrganisationId organisation, int now, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var years = await db.Set<InvoiceRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value).Select(row => row.Year).Distinct().ToListAsync(ct);
        return [.. years.Append(now).Distinct().OrderDescending()];
    }

    /// <summary>What it says, from the record.</summary>
    public async Task<InvoiceIssued?> ReadAsync(OrganisationId organisation, InvoiceRow row, CancellationToken ct = default)
    {
        var book = InvoiceBookId.Of(row.Kind, row.Year);
        await using var batch = databases.App.BatchFor(organisation);
        // In its series the number is the version: nothing else is ever recorded there.
        batch.Add($"select stream_id, version, type, data, timestamp, headers from mt_events where tenant_id = {organisation.ToString()} and stream_id = {book.Value} and version = {(long)row.Number}");
        var stored = await batch.ListAsync(reader => StoredFacts.Read(reader), ct);
        return (await facts.ReadAsync<InvoiceEvent>(organisation, stored, ct)).Select(recorded => recorded.Fact).OfType<InvoiceIssued>().FirstOrDefault(issued => issued.Invoice.Value == row.Id);
    }

    private static int NumberIn(string words) => int.TryParse(words.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}
