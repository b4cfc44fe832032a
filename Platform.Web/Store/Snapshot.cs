using System.Security.Cryptography;
using System.Text;
using NpgsqlTypes;
using Platform.Domain.Common;

namespace Platform.Web.Store;

/// <summary>The state of a long stream, kept so that opening it does not read its whole past. Never the truth: one of another shape is ignored.</summary>
internal static class Snapshot<TAggregate> where TAggregate : class
{
    public static string Alias { get; } = Naming.SnakeCase(typeof(TAggregate).Name);

    /// <summary>Changes whenever the state's properties do.</summary>
    public static string Shape { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('|', typeof(TAggregate).GetProperties().Select(property => $"{property.Name}:{property.PropertyType}")))).AsSpan(0, 8));

    public static void AddWrite(Batch batch, OrganisationId organisation, Guid stream, long version, byte[] state)
    {
        var json = new Npgsql.NpgsqlParameter<byte[]> { TypedValue = state, NpgsqlDbType = NpgsqlDbType.Jsonb };
        batch.Add($"""
            insert into snapshots (organisation_id, stream, version, shape, state) values ({organisation.Value}, {stream}, {version}, {Shape}, {json})
            on conflict (organisation_id, stream) do update set version = excluded.version, shape = excluded.shape, state = excluded.state
            where snapshots.version < excluded.version or snapshots.shape <> excluded.shape
            """);
    }
}
