using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>Keeps asking while a customer may be paying: not every gateway tells, and none tells always.</summary>
public sealed class WatchPayment(PaymentQueries payments, PaymentLook look, TimeProvider clock) : IReaction<PaymentOpened>
{
    public async Task ReactAsync(Recorded<PaymentOpened> recorded, CancellationToken ct)
    {
        var (organisation, payment) = (recorded.Organisation, new PaymentId(recorded.Stream));
        try
        {
            await look.LookAsync(organisation, payment, ct);
        }
        catch (ProviderException)
        {
            // One that does not answer now is asked again with the others.
        }

        // The newest visit sets the pace: work about one payment waits in line behind this.
        var open = (await payments.FindAsync(organisation, payment, ct))?.Attempts.FirstOrDefault(attempt => attempt.IsOpen);
        if (open is not null) throw new LaterException(Pace(clock.GetUtcNow() - open.OpenedAt));
    }

    /// <summary>Often while the customer is on the page, seldom when they have left it open.</summary>
    public static TimeSpan Pace(TimeSpan age) => age switch
    {
        { TotalMinutes: < 2 } => TimeSpan.FromSeconds(5),
        { TotalMinutes: < 10 } => TimeSpan.FromSeconds(20),
        { TotalHours: < 1 } => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromMinutes(5),
    };
}
