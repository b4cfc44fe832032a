using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.Domain.Common;
using Platform.Domain.Orders;
using Platform.Domain.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>What other screens ask about money: lists, sums, and everything about one payment.</summary>
public sealed class PaymentQueries(PlatformDbs dbs)
{
    public const int PageSize = 50;

    /// <param name="Attempts">The newest first; so are the refunds.</param>
    public sealed record Whole(PaymentRow Row, IReadOnlyList<AttemptRow> Attempts, IReadOnlyList<RefundRow> Refunds)
    {
        /// <summary>Whose money goes back first.</summary>
        public AttemptRow? PaidBy => Attempts.LastOrDefault(attempt => attempt.State is AttemptState.Paid);

        /// <summary>What has come and has not gone back, nor is on its way.</summary>
        public Money Left => Row.Of(Row.Received - Refunds.Where(refund => refund.State is not RefundPhase.Failed).Sum(refund => refund.Amount));
    }

    /// <summary>What came and what went back, in one currency.</summary>
    public sealed record Sums(Currency Currency, long Waiting, long Received, long Refunded);

    /// <param name="after">The last line of the page before.</param>
    public async Task<List<PaymentRow>> PageAsync(
        OrganisationId organisation, PaymentPhase? phase = null, string? gateway = null, PaymentRow? after = null, int size = PageSize, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        var rows = Filtered(db, organisation, phase, gateway);
        if (after is { } last) rows = rows.Where(row => row.RequestedAt < last.RequestedAt || (row.RequestedAt == last.RequestedAt && row.Id.CompareTo(last.Id) < 0));
        return await rows.OrderByDescending(row => row.RequestedAt).ThenByDescending(row => row.Id).Take(size).ToListAsync(ct);
    }

    /// <summary>Of the same payments as the page, all of them. Trials are nobody's income.</summary>
    public async Task<List<Sums>> SumsAsync(OrganisationId organisation, PaymentPhase? phase = null, string? gateway = null, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await Filtered(db, organisation, phase, gateway).Where(row => row.OrderId != null)
            .GroupBy(row => row.Currency)
            .Select(of => new Sums(of.Key, of.Sum(row => row.Phase == PaymentPhase.Open ? row.Amount : 0), of.Sum(row => row.Received), of.Sum(row => row.Refunded)))
            .ToListAsync(ct);
    }

    public async Task<Whole?> FindAsync(OrganisationId organisation, PaymentId payment, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        await using var moment = await OneMomentAsync(db, ct);
        var row = await db.Set<PaymentRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == payment.Value, ct);
        return row is null ? null : (await WithAllAsync(db, organisation, [row], ct))[0];
    }

    /// <summary>The newest first.</summary>
    public async Task<List<Whole>> OfAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        await using var moment = await OneMomentAsync(db, ct);
        var rows = await db.Set<PaymentRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.OrderId == order.Value).OrderByDescending(row => row.RequestedAt).ToListAsync(ct);
        return await WithAllAsync(db, organisation, rows, ct);
    }

    /// <summary>Whose attempt this is.</summary>
    public async Task<PaymentId?> WhoseAsync(OrganisationId organisation, Guid attempt, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AttemptRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Id == attempt).Select(row => (PaymentId?)new PaymentId(row.Payment)).FirstOrDefaultAsync(ct);
    }

    public async Task<List<PaymentRow>> AlertsAsync(OrganisationId organisation, DateTimeOffset since, int most, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<PaymentRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Alert != null && row.AlertAt > since)
            .OrderByDescending(row => row.AlertAt).Take(most).ToListAsync(ct);
    }

    private static IQueryable<PaymentRow> Filtered(PlatformDb db, OrganisationId organisation, PaymentPhase? phase, string? gateway)
    {
        var rows = db.Set<PaymentRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value);
        if (phase is { } only) rows = rows.Where(row => row.Phase == only);
        return gateway is { Length: > 0 } ? rows.Where(row => row.Gateway == gateway) : rows;
    }

    /// <summary>What ends between reading the payment and reading its attempts would look like neither.</summary>
    private static Task<IDbContextTransaction> OneMomentAsync(PlatformDb db, CancellationToken ct) => db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    private static async Task<List<Whole>> WithAllAsync(PlatformDb db, OrganisationId organisation, List<PaymentRow> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var attempts = await db.Set<AttemptRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && ids.Contains(row.Payment)).OrderByDescending(row => row.OpenedAt).ToListAsync(ct);
        var refunds = await db.Set<RefundRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && ids.Contains(row.Payment)).OrderByDescending(row => row.RequestedAt).ToListAsync(ct);
        return rows.ConvertAll(row => new Whole(row, attempts.FindAll(attempt => attempt.Payment == row.Id), refunds.FindAll(refund => refund.Payment == row.Id)));
    }
}
