using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>What a courier holds of the seller's cash now.</summary>
[Table("tills"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record TillRow(Guid OrganisationId, Guid Id, Guid Courier, Currency Currency, long Holds, DateTimeOffset ChangedAt);

public sealed class TillProjection : Projection<TillRow, TillEvent>
{
    protected override TillRow? Evolve(TillRow? row, Recorded<TillEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, CashCollected e) => new(recorded.Organisation.Value, recorded.Stream, e.Courier.Value, e.Amount.Currency, e.Amount.Minor, recorded.At),
        ({ } r, CashCollected e) => r with { Holds = r.Holds + e.Amount.Minor, ChangedAt = recorded.At },
        ({ } r, CashHandedOver e) => r with { Holds = r.Holds - e.Expected.Minor, ChangedAt = recorded.At },
        _ => row,
    };
}

/// <summary>One line of a courier's statement: taken at a door, or counted on the seller's table.</summary>
/// <param name="Amount">Collected, or what was expected at the counting.</param>
/// <param name="Counted">Only of a counting.</param>
[Table("till_lines"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record TillLine(
    Guid OrganisationId, Guid Id, Guid Courier, DateTimeOffset At, Guid? Delivery, string? Number, Currency Currency, long Amount, long? Counted, Guid? Member, string? Note)
{
    public long Difference => (Counted ?? Amount) - Amount;
    public Money Of(long minor) => new(minor, Currency);
}

public sealed class TillLines : Projection<TillLine, TillEvent>
{
    /// <summary>What a door brought in was noted already: the reaction ran twice.</summary>
    public override string? KnownAlready => "till_lines_once";

    protected override Guid? Key(Recorded<TillEvent> recorded) => LineId(recorded.Stream, recorded.Version);

    protected override TillLine? Evolve(TillLine? row, Recorded<TillEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, CashCollected e) => new(
            recorded.Organisation.Value, LineId(recorded.Stream, recorded.Version), e.Courier.Value, recorded.At, e.Delivery.Value, e.Number, e.Amount.Currency, e.Amount.Minor, null, null, null),
        (null, CashHandedOver e) => new(
            recorded.Organisation.Value, LineId(recorded.Stream, recorded.Version), e.Courier.Value, recorded.At, null, null, e.Expected.Currency, e.Expected.Minor, e.Counted.Minor, e.By.Value, e.Note),
        _ => row,
    };

    private static Guid LineId(Guid stream, long version)
    {
        Span<byte> bytes = stackalloc byte[16];
        stream.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) ^ version);
        return new(bytes);
    }
}

public sealed class CashQueries(PlatformDbs dbs)
{
    public async Task<TillRow?> HoldsAsync(OrganisationId organisation, CourierId courier, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<TillRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Courier == courier.Value, ct);
    }

    /// <summary>Everything between two moments, in order.</summary>
    public async Task<List<TillLine>> StatementAsync(OrganisationId organisation, CourierId courier, DateTimeOffset from, DateTimeOffset until, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<TillLine>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Courier == courier.Value && row.At >= from && row.At < until)
            .OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(ct);
    }

    /// <summary>What they held at a moment: everything before it that was collected and not yet counted.</summary>
    public async Task<long> HeldAtAsync(OrganisationId organisation, CourierId courier, DateTimeOffset at, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<TillLine>()
            .Where(row => row.OrganisationId == organisation.Value && row.Courier == courier.Value && row.At < at)
            .SumAsync(row => row.Counted == null ? row.Amount : -row.Amount, ct);
    }
}
