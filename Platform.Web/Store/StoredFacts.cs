using Npgsql;

namespace Platform.Web.Store;

internal static class StoredFacts
{
    /// <summary>The columns stream_id, version, type, data, timestamp, headers, from the given ordinal on.</summary>
    public static StoredFact Read(NpgsqlDataReader reader, int from = 0) => new(
        reader.GetGuid(from),
        reader.GetInt64(from + 1),
        reader.GetString(from + 2),
        reader.GetFieldValue<byte[]>(from + 3),
        reader.GetFieldValue<DateTimeOffset>(from + 4),
        reader.IsDBNull(from + 5) ? null : reader.GetFieldValue<byte[]>(from + 5));
}
