using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;

namespace Platform.Web.Deliveries;

/// <summary>The way of one order to its customer, as pages show it. Who the customer is stands in the order.</summary>
/// <param name="Asked">How many couriers have been asked.</param>
/// <param name="Sought">The delivery service that is being asked now.</param>
/// <param name="Declined">The one that did not, or does not any more, bring it; <paramref name="Problem"/> says why.</param>
/// <param name="ServiceCourier">Who of the service's people comes.</param>
[Table("order_deliveries"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed record DeliveryRow(
    Guid OrganisationId,
    Guid Id,
    Guid OrderId,
    string Number,
    Guid Contact,
    Guid? Conversation,
    string City,
    DateOnly? Date,
    string? Slot,
    DateTimeOffset? DueBy,
    long ToCollect,
    Currency Currency,
    string Code,
    DeliveryStage Stage,
    Guid? Courier,
    Guid? Seller,
    string? Service,
    string? Reference,
    string? Tracking,
    string? Raw,
    int Asked,
    int Attempts,
    FailureReason? Failure,
    ProofKind? Proof,
    string? ProofFile,
    string? ProofBy,
    string? ProofPlace,
    long? Collected,
    bool IsReady,
    bool HasLeftShop,
    DateTimeOffset RequestedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? DeliveredAt,
    string? Sought = null,
    string? Declined = null,
    string? Problem = null,
    long? ServiceFee = null,
    string? Label = null,
    string? ServiceCourier = null,
    string? ServicePhone = null,
    bool IsRecalled = false)
{
    public DeliveryId Key => new(Id);
    public Money Due => new(ToCollect, Currency);

    /// <summary>As people say it: `glovo` is Glovo.</summary>
    public string? ServiceName => NameOf(Service);

    public static string? NameOf(string? service) => service is { Length: > 0 } ? $"{char.ToUpperInvariant(service[0])}{service[1..]}" : service;
    public bool HasDriver => Courier is not null || Seller is not null || Service is not null;
    public bool IsOpen => Stage is not (DeliveryStage.Delivered or DeliveryStage.Returned) && (Stage is not DeliveryStage.Cancelled || HasLeftShop);
}

public sealed class DeliveryProjection : Projection<DeliveryRow, DeliveryEvent>
{
    protected override DeliveryRow? Evolve(DeliveryRow? row, Recorded<DeliveryEvent> recorded) => (row, recorded.Fact) switch
    {
        (null, DeliveryRequested e) => Begin(recorded, e),
        ({ } r, var fact) => Change(r, fact, recorded.At) with { ChangedAt = recorded.At },
        _ => row,
    };

    private static DeliveryRow Change(DeliveryRow row, DeliveryEvent fact, DateTimeOffset at) => fact switch
    {
        CourierOffered => row with { Stage = DeliveryStage.Searching, Asked = row.Asked + 1 },
        CouriersExhausted => row with { Stage = DeliveryStage.Unclaimed },
        CourierAssigned e => Driven(row) with { Courier = e.Courier.Value },
        SellerTookDelivery e => Driven(row) with { Seller = e.By.Value },
        ServiceAsked e => row with { Stage = DeliveryStage.Searching, Sought = e.Service, Declined = null, Problem = null, ServiceFee = null },
        ServiceQuoted e => row with { ServiceFee = e.Price?.Minor },
        ServiceDeclined e => row with { Stage = row.Stage is DeliveryStage.Searching ? DeliveryStage.Unclaimed : row.Stage, Sought = null, Declined = e.Service, Problem = e.Reason, ServiceFee = null },
        ServiceBooked e => Driven(row) with { Service = e.Service, Reference = e.Reference, Tracking = e.Tracking, ServiceFee = e.Fee?.Minor ?? row.ServiceFee, Label = e.Label },
        ServiceReported e => row with { Raw = e.Raw },
        ServiceCourierKnown e => row with { ServiceCourier = e.Name.Text, ServicePhone = e.Phone?.Text },
        ServiceRecalled => row with { IsRecalled = true, Problem = null },
        ServiceRecallRefused e => row with { IsRecalled = false, Declined = e.Service, Problem = e.Reason },
        ServiceGaveBack e => Driven(row) with { Stage = DeliveryStage.Unclaimed, Declined = e.Service, Problem = e.IsRecalled ? "recalled" : "gave_back" },
        CourierGaveBack => row with { Stage = DeliveryStage.Searching, Courier = null },
        ParcelReady => row with { IsReady = true, Stage = row.Stage is DeliveryStage.Assigned ? DeliveryStage.ToPickUp : row.Stage },
        ParcelPickedUp => row with { Stage = DeliveryStage.PickedUp, IsReady = true, HasLeftShop = true },
        ParcelOnTheWay => row with { Stage = DeliveryStage.OnTheWay },
        ParcelDelivered e => row with
        {
            Stage = DeliveryStage.Delivered, DeliveredAt = at, Failure = null, Collected = e.Collected.Minor,
            Proof = e.Proof.Kind, ProofFile = e.Proof.File, ProofBy = e.Proof.By?.Text, ProofPlace = e.Proof.Place?.Text,
        },
        DeliveryAttemptFailed e => row with { Stage = DeliveryStage.Failed, Attempts = e.Attempt, Failure = e.Reason },
        DeliveryRescheduled e => row with { Stage = DeliveryStage.PickedUp, Date = e.Date, Slot = e.Slot, DueBy = e.DueBy },
        ParcelReturned => row with { Stage = DeliveryStage.Returned, HasLeftShop = false },
        DeliveryCancelled => row with { Stage = DeliveryStage.Cancelled },
        AmountDueChanged e => row with { ToCollect = e.ToCollect.Minor },
        _ => row,
    };

    private static DeliveryRow Driven(DeliveryRow row) => row with
    {
        Courier = null, Seller = null, Service = null, Reference = null, Tracking = null, Raw = null,
        Sought = null, Declined = null, Problem = null, ServiceFee = null, Label = null, ServiceCourier = null, ServicePhone = null, IsRecalled = false,
        Stage = row.Stage is DeliveryStage.Cancelled ? row.Stage : row.HasLeftShop ? DeliveryStage.PickedUp : row.IsReady ? DeliveryStage.ToPickUp : DeliveryStage.Assigned,
    };

    private static DeliveryRow Begin(Recorded<DeliveryEvent> recorded, DeliveryRequested e) => new(
        recorded.Organisation.Value, recorded.Stream, e.For.Value, e.Number, e.Customer.Value, e.Chat?.Value, e.City, e.Date, e.Slot, e.DueBy,
        e.ToCollect.Minor, e.ToCollect.Currency, e.Code, DeliveryStage.Searching, null, null, null, null, null, null, 0, 0, null, null, null, null, null, null,
        IsReady: false, HasLeftShop: false, recorded.At, recorded.At, null);
}

public sealed class DeliveryQueries(PlatformDbs dbs)
{
    /// <summary>What is under way, the longest waiting first.</summary>
    public async Task<List<DeliveryRow>> OpenAsync(OrganisationId organisation, int most = 200, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Stage != DeliveryStage.Delivered && row.Stage != DeliveryStage.Returned && (row.Stage != DeliveryStage.Cancelled || row.HasLeftShop))
            .OrderBy(row => row.RequestedAt).Take(most).ToListAsync(ct);
    }

    /// <summary>What ended lately, the newest first.</summary>
    public async Task<List<DeliveryRow>> EndedAsync(OrganisationId organisation, DateTimeOffset since, int most = 50, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.ChangedAt >= since
                && (row.Stage == DeliveryStage.Delivered || row.Stage == DeliveryStage.Returned || (row.Stage == DeliveryStage.Cancelled && !row.HasLeftShop)))
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.Id).Take(most).ToListAsync(ct);
    }

    public async Task<DeliveryRow?> FindAsync(OrganisationId organisation, DeliveryId delivery, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Id == delivery.Value, ct);
    }

    public async Task<DeliveryRow?> OfOrderAsync(OrganisationId organisation, OrderId order, CancellationToken ct = default) =>
        (await OfOrdersAsync(organisation, [order.Value], ct)).GetValueOrDefault(order.Value);

    public async Task<IReadOnlyDictionary<Guid, DeliveryRow>> OfOrdersAsync(OrganisationId organisation, IReadOnlyCollection<Guid> orders, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && orders.Contains(row.OrderId)).ToDictionaryAsync(row => row.OrderId, ct);
    }

    public async Task<DeliveryRow?> OfShipmentAsync(OrganisationId organisation, string service, string reference, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().AsNoTracking().FirstOrDefaultAsync(row => row.OrganisationId == organisation.Value && row.Service == service && row.Reference == reference, ct);
    }

    /// <summary>The pictures that prove deliveries to this customer.</summary>
    public async Task<List<string>> ProofsOfAsync(OrganisationId organisation, ContactId customer, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().Where(row => row.OrganisationId == organisation.Value && row.Contact == customer.Value && row.ProofFile != null).Select(row => row.ProofFile!).ToListAsync(ct);
    }

    /// <summary>What a courier has in hand.</summary>
    public async Task<List<DeliveryRow>> CarriedByAsync(OrganisationId organisation, CourierId courier, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<DeliveryRow>().AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.Courier == courier.Value
                && row.Stage != DeliveryStage.Delivered && row.Stage != DeliveryStage.Returned && (row.Stage != DeliveryStage.Cancelled || row.HasLeftShop))
            .OrderBy(row => row.RequestedAt).ToListAsync(ct);
    }
}
