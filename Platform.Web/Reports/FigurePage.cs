using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Orders;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Reports;

/// <summary>The next facts of a run, in the safe order, read without opening anything personal.</summary>
internal sealed record FigurePage(IReadOnlyList<FigurePage.Fact> Told, SafeCursor End, int Facts)
{
    /// <summary>One of the two; both kinds stay in one order, so that a page counts the same wherever it begins.</summary>
    public readonly record struct Fact(Recorded<ConversationEvent>? OfChat, Recorded<OrderEvent>? OfOrder);

    private static readonly JsonSerializerOptions Json = new() { Converters = { new UnopenedJson() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>All others say nothing to the figures, and stay in the database.</summary>
    private static readonly string[] Telling =
    [
        .. new[]
        {
            typeof(MessageReceived), typeof(SentByPhone), typeof(ReplyQueued), typeof(ConversationEscalated), typeof(ConversationClosed), typeof(SatisfactionRated),
            typeof(OrderPlaced), typeof(OrderConfirmed), typeof(OrderEdited), typeof(OrderDelivered), typeof(OrderFailed), typeof(OrderReturned), typeof(OrderCancelled),
        }.Select(FactTypes.NameOf),
    ];

    /// <param name="until">Where to stop at the latest; null for the newest fact no older transaction can come before.</param>
    public static async Task<FigurePage> ReadAsync(NpgsqlConnection connection, SafeCursor after, SafeCursor? until, int most, CancellationToken ct)
    {
        var last = until ?? new SafeCursor(long.MaxValue, long.MaxValue);
        await using var batch = connection.BatchAcross();
        batch.Add($"""
            select e.tx::text::bigint, e.seq_id, e.tenant_id, e.stream_id, e.version, e.timestamp, e.type,
                   case when e.type = any({Telling}) then e.data end, case when e.type = 'order_placed' then e.headers end
            from mt_events e
            where (e.tx, e.seq_id) > ({after.Transaction.ToString(provider: null)}::text::xid8, {after.Sequence})
              and e.tx < pg_snapshot_xmin(pg_current_snapshot()) and (e.tx, e.seq_id) <= ({last.Transaction.ToString(provider: null)}::text::xid8, {last.Sequence})
            order by e.tx, e.seq_id limit {most}
            """);

        var (told, end, facts) = (new List<Fact>(), after, 0);
        await using var reader = await batch.ReadAsync(ct);
        for (; await reader.ReadAsync(ct); facts++)
        {
            end = new(reader.GetInt64(0), reader.GetInt64(1));
            if (reader.IsDBNull(7) || !Guid.TryParse(reader.GetString(2), out var tenant)) continue;

            var organisation = new OrganisationId(tenant);
            var by = Headers.Read(organisation, reader.IsDBNull(8) ? null : reader.GetFieldValue<byte[]>(8));
            switch (JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(7), FactTypes.TypeOf(reader.GetString(6))!, Json))
            {
                case ConversationEvent fact: told.Add(new(Of(fact), null)); break;
                case OrderEvent fact: told.Add(new(null, Of(fact))); break;
            }

            Recorded<T> Of<T>(T fact) => new(organisation, reader.GetGuid(3), reader.GetInt64(4), reader.GetFieldValue<DateTimeOffset>(5), by, fact);
        }

        return new(told, end, facts);
    }
}
