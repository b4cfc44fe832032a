using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>What providers told this organisation, what came of it, and the button that reads it again.</summary>
public sealed class DeliveryLog(Databases databases, TodoSignal todo)
{
    public const int PageSize = 50;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="Notes">What of it could not be used, and why.</param>
    /// <param name="IsOurs">False when it also speaks of other sellers: then its words are nobody's to read here.</param>
    public sealed record Line(Guid Id, string Provider, DateTimeOffset ReceivedAt, DateTimeOffset? ReadAt, string? Outcome, int Size, string? Notes, bool IsOurs);

    /// <param name="before">The last line of the page before.</param>
    public async Task<List<Line>> PageAsync(OrganisationId organisation, Line? before = null, CancellationToken ct = default)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            select d.id, d.provider, d.received_at, d.read_at, d.outcome, octet_length(d.body),
                   (select string_agg(n.note, ' · ' order by n.place) from delivery_notes n where n.delivery = d.id and n.organisation_id = {organisation.Value}),
                   not exists (select from delivery_readers o where o.delivery = d.id and o.organisation_id <> {organisation.Value})
            from delivery_readers r join deliveries d on d.id = r.delivery
            where r.organisation_id = {organisation.Value} and (d.received_at, d.id) < ({before?.ReceivedAt ?? DateTimeOffset.MaxValue}, {before?.Id ?? Guid.AllBitsSet})
            order by d.received_at desc, d.id desc limit {PageSize}
            """);
        return await batch.ListAsync(row => new Line(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
            row.IsDBNull(4) ? null : row.GetString(4), row.GetInt32(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetBoolean(7)), ct);
    }

    /// <summary>As it came, set out to be read; null when it speaks of others too, or its body was let go.</summary>
    public async Task<string?> PayloadAsync(Actor by, Guid delivery, CancellationToken ct)
    {
        ChannelDesk.Demand(by);
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            select d.body from deliveries d
            where d.id = {delivery} and octet_length(d.body) > 0
              and exists (select from delivery_readers r where r.delivery = d.id and r.organisation_id = {by.Organisation.Value})
              and not exists (select from delivery_readers r where r.delivery = d.id and r.organisation_id <> {by.Organisation.Value})
            """);
        return await batch.ListAsync(row => row.GetFieldValue<byte[]>(0), ct) is [var body] ? SetOut(body) : null;
    }

    /// <summary>Reading twice changes nothing, so this is always safe: it helps when a rule was mended since.</summary>
    public async Task ReplayAsync(Actor by, Guid delivery, CancellationToken ct)
    {
        ChannelDesk.Demand(by);
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"""
            insert into todo (reaction, stream, version)
            select 'read_delivery', d.id, 0 from deliveries d
            where d.id = {delivery} and octet_length(d.body) > 0 and exists (select from delivery_readers r where r.delivery = d.id and r.organisation_id = {by.Organisation.Value})
              and not exists (select from todo t where t.reaction = 'read_delivery' and t.stream = d.id and t.parked_at is null)
            """);
        await batch.RunAsync(ct);
        todo.Wake();
    }

    private static string SetOut(byte[] body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(System.Text.Encoding.UTF8.GetString(body));
            return JsonSerializer.Serialize(parsed.RootElement, Readable);
        }
        catch (JsonException)
        {
            // Twilio sends forms, not JSON.
            return string.Join('\n', System.Text.Encoding.UTF8.GetString(body).Split('&').Select(part => Uri.UnescapeDataString(part.Replace('+', ' '))));
        }
    }
}
