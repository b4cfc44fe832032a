using System.Security.Cryptography;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests;

/// <summary>A fresh database with the schema, real roles and a key of its own: `IClassFixture&lt;Database&gt;`.</summary>
public sealed class Database : IAsyncLifetime
{
    public byte[] RootBytes { get; } = RandomNumberGenerator.GetBytes(32);
    public RootKey Root => field ??= new(RootBytes);
    public string Owner { get; private set; } = "";
    public Databases Databases { get; private set; } = null!;
    public PlatformDbs Dbs => new(Databases);

    public async Task InitializeAsync()
    {
        Owner = await Server.CreateDatabaseAsync();
        Databases = await Databases.OpenAsync(Owner, Root, CancellationToken.None);
    }

    /// <summary>Asked as the owner, who sees everything.</summary>
    public Task<string> TextAsync(string sql) => Server.TextAsync(Owner, sql);

    public Task ExecuteAsync(string sql) => TextAsync(sql);

    /// <summary>The tables in which these words still stand, in the clear, in any column.</summary>
    public async Task<string> WhereAsync(string words)
    {
        var tables = (await TextAsync("select string_agg(tablename, ',') from pg_tables where schemaname = 'public'")).Split(',');
        var found = new List<string>();
        foreach (var table in tables)
            if (await TextAsync($"select count(*) from {table} t where t::text like '%{words}%'") != "0")
                found.Add(table);

        return string.Join(',', found);
    }

    public async Task DisposeAsync()
    {
        await Databases.DisposeAsync();
        await Server.DropDatabaseAsync(Owner);
    }
}
