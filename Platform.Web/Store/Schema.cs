using System.Reflection;
using Npgsql;

namespace Platform.Web.Store;

/// <summary>Numbered SQL files, applied in order, each once, one node at a time, forward only.</summary>
public static class Schema
{
    private const long SchemaLock = 0x52_65_6C_61_69_73;
    private const string Prefix = "Platform.Web.Store.Schema.";

    public static IReadOnlyList<string> Files { get; } =
        [.. typeof(Schema).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>With the owner's connection.</summary>
    public static async Task ApplyAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        await RunAsync(owner, "create table if not exists schema_files (name text primary key, applied_at timestamptz not null default now())", ct);
        var applied = new HashSet<string>();
        await using (var select = new NpgsqlCommand("select name from schema_files", owner))
        await using (var reader = await select.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) applied.Add(reader.GetString(0));
        }

        foreach (var file in Files.Where(file => !applied.Contains(Name(file))))
        {
            await using var transaction = await owner.BeginTransactionAsync(ct);
            await RunAsync(owner, await TextAsync(file, ct), ct);
            await using (var note = new NpgsqlCommand("insert into schema_files (name) values ($1)", owner, transaction) { Parameters = { new() { Value = Name(file) } } })
                await note.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }
    }

    public static async Task LockAsync(NpgsqlConnection owner, CancellationToken ct) => await RunAsync(owner, $"select pg_advisory_lock({SchemaLock})", ct);

    public static string Name(string file) => file[Prefix.Length..];

    private static async Task RunAsync(NpgsqlConnection owner, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, owner) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> TextAsync(string file, CancellationToken ct)
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file) ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
