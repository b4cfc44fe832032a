using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Platform.Domain.Common;

namespace Platform.Web.Store.Keys;

/// <summary>
/// The keys of organisations and of the people they know, unwrapped for a short while.
/// Erasing a person destroys their key: what facts say in their words can never be read again.
/// </summary>
public sealed class Keyring(Databases databases, RootKey root, TimeProvider clock)
{
    /// <summary>Other nodes may still read an erased person's facts this long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<(OrganisationId, Guid), PersonKey> people = new();
    private readonly ConcurrentDictionary<OrganisationId, byte[]> organisations = new();

    /// <summary>False when the key has to be fetched first; a null key is a destroyed one.</summary>
    public bool TryGet(OrganisationId organisation, Guid person, out byte[]? key)
    {
        var known = people.TryGetValue((organisation, person), out var held) && held.Until > clock.GetUtcNow();
        key = held?.Key;
        return known;
    }

    /// <summary>
    /// The keys of these people, null where there is none. Only what the database said is remembered: a key that is still on its way
    /// must never look like a destroyed one, or what is written meanwhile would be kept without its words.
    /// </summary>
    public async Task<Dictionary<Guid, byte[]?>> FetchAsync(OrganisationId organisation, IReadOnlyCollection<Guid> persons, bool make, CancellationToken ct)
    {
        var organisationKey = await OrganisationKeyAsync(organisation, ct);
        var ids = persons.ToArray();

        await using var batch = databases.App.BatchFor(organisation);
        if (make)
        {
            batch.Add($"""
                insert into person_keys (organisation_id, person, wrapped)
                select {organisation.Value}, p, w from unnest({ids}, {ids.Select(person => Cipher.Seal(organisationKey, RandomNumberGenerator.GetBytes(32), Context(organisation, person))).ToArray()}) k(p, w)
                on conflict do nothing
                """);
        }

        batch.Add(ids is [var one]
            ? $"select person, wrapped from person_keys where organisation_id = {organisation.Value} and person = {one}"
            : (FormattableString)$"select person, wrapped from person_keys where organisation_id = {organisation.Value} and person = any({ids})");

        if (people.Count > MostKept) people.Clear();
        var until = clock.GetUtcNow() + Kept;
        var found = ids.ToDictionary(person => person, _ => (byte[]?)null);

        await using var reader = await batch.ReadAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var person = reader.GetGuid(0);
            var key = reader.IsDBNull(1) ? null : Cipher.Open(organisationKey, reader.GetFieldValue<byte[]>(1), Context(organisation, person));
            people[(organisation, person)] = new(found[person] = key, until);
        }

        return found;
    }

    /// <summary>Destroys a person's key. The rows that name them are the slices' to delete (<see cref="PersonalPlaces"/>).</summary>
    public async Task DestroyAsync(OrganisationId organisation, Guid person, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            insert into person_keys (organisation_id, person, wrapped, erased_at) values ({organisation.Value}, {person}, null, {clock.GetUtcNow()})
            on conflict (organisation_id, person) do update set wrapped = null, erased_at = excluded.erased_at
            """);
        await batch.RunAsync(ct);
        people.TryRemove((organisation, person), out _);
    }

    /// <summary>For values that belong to the organisation itself, such as a provider's token.</summary>
    public async Task<byte[]> SealAsync(OrganisationId organisation, string secret, CancellationToken ct) =>
        Cipher.Seal(await OrganisationKeyAsync(organisation, ct), Encoding.UTF8.GetBytes(secret), organisation.Value.ToByteArray());

    public async Task<string> OpenAsync(OrganisationId organisation, byte[] secret, CancellationToken ct) =>
        Encoding.UTF8.GetString(Cipher.Open(await OrganisationKeyAsync(organisation, ct), secret, organisation.Value.ToByteArray()));

    /// <summary>Finds a person by a number or address without keeping it in the clear in an index.</summary>
    public async Task<byte[]> FingerprintAsync(OrganisationId organisation, string address, CancellationToken ct)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, await OrganisationKeyAsync(organisation, ct), 32, info: "fingerprint"u8.ToArray());
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(address));
    }

    /// <summary>Rewraps every organisation's key with the current root key; run once after the root key was changed.</summary>
    public async Task<int> RotateAsync(CancellationToken ct)
    {
        await using var connection = await databases.Across.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var stale = new List<(Guid Organisation, string Root, byte[] Wrapped)>();

        await using (var select = new NpgsqlCommand("select organisation_id, root, wrapped from organisation_keys where root <> $1 for update", connection, transaction) { Parameters = { new() { Value = root.Name } } })
        await using (var reader = await select.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) stale.Add((reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        }

        foreach (var (organisation, name, wrapped) in stale)
        {
            var context = organisation.ToString("D");
            var rewrapped = root.Wrap(root.Unwrap(name, wrapped, context), context);
            await using var update = new NpgsqlCommand("update organisation_keys set root = $2, wrapped = $3 where organisation_id = $1", connection, transaction)
            {
                Parameters = { new() { Value = organisation }, new() { Value = root.Name }, new() { Value = rewrapped } },
            };
            await update.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return stale.Count;
    }

    private async Task<byte[]> OrganisationKeyAsync(OrganisationId organisation, CancellationToken ct)
    {
        if (organisations.TryGetValue(organisation, out var known)) return known;

        var context = organisation.ToString();
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            insert into organisation_keys (organisation_id, root, wrapped)
            values ({organisation.Value}, {root.Name}, {root.Wrap(RandomNumberGenerator.GetBytes(32), context)})
            on conflict do nothing
            """);
        batch.Add($"select root, wrapped from organisation_keys where organisation_id = {organisation.Value}");

        await using var reader = await batch.ReadAsync(ct);
        await reader.ReadAsync(ct);
        return organisations[organisation] = root.Unwrap(reader.GetString(0), reader.GetFieldValue<byte[]>(1), context);
    }

    /// <summary>A sealed text opens only for the person and organisation it was sealed for.</summary>
    public static byte[] Context(OrganisationId organisation, Guid person)
    {
        var context = new byte[32];
        organisation.Value.TryWriteBytes(context);
        person.TryWriteBytes(context.AsSpan(16));
        return context;
    }

    private sealed record PersonKey(byte[]? Key, DateTimeOffset Until);
}
