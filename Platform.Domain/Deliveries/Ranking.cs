using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Domain.Assistant.Understanding;
using Platform.Domain.Common;

namespace Platform.Domain.Deliveries;

/// <summary>What has to be carried, as far as it matters for who carries it.</summary>
/// <param name="When">On the seller's clock: now, or the beginning of the hours the customer chose.</param>
/// <param name="ToCollect">Nothing when it is paid already.</param>
public sealed record Trip(string City, string? Quarter, DateTime When, Money ToCollect);

/// <summary>What a courier has shown so far.</summary>
/// <param name="Answered">Offers they accepted, refused or let pass.</param>
/// <param name="Late">Of the delivered ones, those that came after the promised hours.</param>
/// <param name="Carrying">Parcels they have in hand now.</param>
/// <param name="Holding">Cash of the seller's in their pocket.</param>
public sealed record CourierRecord(int Answered, int Accepted, int Delivered, int Late, int Failed, int Carrying, Money Holding)
{
    public static CourierRecord New(Currency currency) => new(0, 0, 0, 0, 0, 0, new(0, currency));
}

/// <summary>One thing that speaks for a courier, or against.</summary>
/// <param name="Count">And of how many, where it is a share.</param>
public sealed record Reason(ReasonKind Kind, int Points, int Count = 0, int Of = 0);

[JsonConverter(typeof(JsonStringEnumConverter<ReasonKind>))]
public enum ReasonKind { Quarter, City, Everywhere, Accepts, OnTime, Free, Busy, Cheapest, CashInHand, Paused, OffDuty, ElsewhereZone }

/// <param name="IsPossible">Those who are not are shown with why, and never asked by themselves.</param>
public sealed record Ranked(Courier Courier, int Points, ImmutableArray<Reason> Why, bool IsPossible);

/// <summary>Who is asked first. Every point has its reason, so that a seller can see why it was this one.</summary>
public static class Ranking
{
    private const int WeightOfAccepting = 25, WeightOfPunctuality = 25, PerParcel = 8, MostForParcels = 24, ForFewest = 10, ForCash = 15;

    /// <summary>Nobody is judged on a first parcel: everybody begins with two good answers out of three.</summary>
    private const int GivenGood = 2, GivenAll = 3;

    /// <summary>Cash in hand speaks against a courier from this many times the parcel's own amount.</summary>
    private const int CashTimes = 5;

    public static ImmutableArray<Ranked> Of(Trip trip, IEnumerable<(Courier Courier, CourierRecord Record)> couriers)
    {
        (Courier Courier, CourierRecord Record)[] all = [.. couriers];
        var cheapest = all.Where(c => Obstacle(c.Courier, trip) is null).Select(c => c.Courier.Fee.Minor).DefaultIfEmpty().Min();
        return
        [
            .. all.Select(c => Obstacle(c.Courier, trip) is { } obstacle
                    ? new Ranked(c.Courier, 0, [obstacle], IsPossible: false)
                    : Judge(c.Courier, c.Record, trip, cheapest))
                .OrderByDescending(ranked => ranked.IsPossible)
                .ThenByDescending(ranked => ranked.Points)
                .ThenBy(ranked => ranked.Courier.Fee.Minor)
                .ThenBy(ranked => ranked.Courier.Id.Value),
        ];
    }

    private static Reason? Obstacle(Courier courier, Trip trip) => courier switch
    {
        { IsActive: false } => new(ReasonKind.Paused, 0),
        _ when Coverage(courier, trip) is null => new(ReasonKind.ElsewhereZone, 0),
        _ when !courier.IsAtWork(trip.When) => new(ReasonKind.OffDuty, 0),
        _ => null,
    };

    private static Ranked Judge(Courier courier, CourierRecord record, Trip trip, long cheapest)
    {
        List<Reason> why =
        [
            Coverage(courier, trip)!,
            new(ReasonKind.Accepts, Share(record.Accepted, record.Answered, WeightOfAccepting), record.Accepted, record.Answered),
            new(ReasonKind.OnTime, Share(record.Delivered - record.Late, record.Delivered + record.Failed, WeightOfPunctuality), record.Delivered - record.Late, record.Delivered + record.Failed),
            record.Carrying == 0 ? new(ReasonKind.Free, 0) : new(ReasonKind.Busy, -Math.Min(MostForParcels, record.Carrying * PerParcel), record.Carrying),
        ];
        if (courier.Fee.Minor == cheapest) why.Add(new(ReasonKind.Cheapest, ForFewest));
        if (trip.ToCollect.Minor > 0 && record.Holding.Minor >= trip.ToCollect.Minor * CashTimes) why.Add(new(ReasonKind.CashInHand, -ForCash));
        return new(courier, why.Sum(reason => reason.Points), [.. why], IsPossible: true);
    }

    private static Reason? Coverage(Courier courier, Trip trip) => courier.Zones switch
    {
        [] => new(ReasonKind.Everywhere, 10),
        var zones when trip.Quarter is { } quarter && zones.Any(zone => IsSame(zone, quarter)) => new(ReasonKind.Quarter, 30),
        var zones when zones.Any(zone => IsSame(zone, trip.City)) => new(ReasonKind.City, 20),
        _ => null,
    };

    private static int Share(int good, int all, int weight) => weight * (good + GivenGood) / (all + GivenAll);

    /// <summary>"Fès", "fes" and "FES " are one city.</summary>
    private static bool IsSame(string left, string right) => Writing.Fold(left.Trim()) == Writing.Fold(right.Trim());
}
