using System.Security.Cryptography;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Tests;

/// <summary>A fresh database with the schema, real roles and a key of its own: `IClassFixture&lt;Database&gt;`.</summary>
public sealed class Database : IAsyncLifetime
{
    public RootKey Root { get; } = new(RandomNumberGenerator.GetBytes(32));
    public string Owner { get; private set; } = "";
    public Databases Databases { get; private set; } = null!;
    public PlatformDbs Dbs => new(Databases);

    public async Task InitializeAsync()
    {
        Owner = await Server.CreateDatabaseAsync();
        Databases = await Databases.OpenAsync(Owner, Root, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Databases.DisposeAsync();
        await Server.DropDatabaseAsync(Owner);
    }
}
