using Npgsql;

namespace Platform.Web.Store;

/// <summary>One PostgreSQL database seen through its roles. None of the two that serve people owns a table.</summary>
public sealed class Databases : IAsyncDisposable
{
    public Databases(string app, string across)
    {
        App = NpgsqlDataSource.Create(app);
        Across = NpgsqlDataSource.Create(across);
    }

    /// <summary>Sees one organisation at a time.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>Sees all organisations; for the few named in <see cref="PlatformDbs.OpenAcross"/>.</summary>
    public NpgsqlDataSource Across { get; }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Across.DisposeAsync();
    }
}
