using Npgsql;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Web.Store;

namespace Platform.Web.Payments;

/// <summary>The same money is not asked for twice, whoever asks at the same time.</summary>
public sealed class OneOpenRequest : IGuard<PaymentEvent>
{
    public void AddWrites(Batch batch, Recorded<PaymentEvent> recorded)
    {
        // The rows themselves are guarded, by their key.
    }

    public Refusal? Read(PostgresException refused) =>
        refused is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "payments_one_open" } ? new Refusal("payment.already_asked") : null;
}
