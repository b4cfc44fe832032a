using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>
/// Raw webhooks are kept to look into what a provider really sent; what they said is in the facts.
/// After some weeks they lose their body, after three months nothing is left of them. One that waits for a person keeps its body until then.
/// </summary>
public sealed class OldWebhooks(Databases databases, OldWebhooks.Keeping keeping, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <param name="WithBody">How long a webhook keeps what the provider really sent.</param>
    public sealed record Keeping(TimeSpan WithBody)
    {
        public static Keeping Of(IConfiguration configuration) => new(TimeSpan.FromDays(configuration.Number("PLATFORM_WEBHOOK_DAYS", otherwise: 30, most: Kept.Days)));
    }

    public async Task ForgetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await DeleteAsync(now - Kept, ct);
        await EmptyAsync(now - keeping.WithBody, ct);
    }

    private Task EmptyAsync(DateTimeOffset before, CancellationToken ct) => databases.Across.SweepAsync(most => $"""
        update deliveries set body = {Array.Empty<byte>()}
        where id in (
            select id from deliveries where received_at < {before} and octet_length(body) > 0 and read_at is not null
            order by received_at limit {most} for update skip locked)
        """, ct);

    private Task DeleteAsync(DateTimeOffset before, CancellationToken ct) => databases.Across.SweepAsync(most => $"""
        with old as (select id from deliveries where received_at < {before} order by received_at limit {most} for update skip locked),
             notes as (delete from delivery_notes using old where delivery = old.id),
             readers as (delete from delivery_readers using old where delivery = old.id),
             people as (delete from delivery_people using old where delivery = old.id),
             work as (delete from todo using old where reaction in ('read_delivery', 'read_payment_notice', 'read_carrier_notice') and stream = old.id)
        delete from deliveries using old where deliveries.id = old.id
        """, ct);
}
